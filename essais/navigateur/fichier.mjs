// A file of invented young people as a spreadsheet program saves it: Windows-1252, semicolons, CRLF. Always the same for
// the same numbers. Social security numbers have the order 000, telephones are of the block kept for fiction.

const TITRES = ['Civilité', 'NOM', 'Prénom', 'Né(e) le', 'Adresse', 'CP', 'Ville', 'Portable', 'E-mail', 'N° Sécu', 'Niveau', 'Statut'];
const NOMS = [
  'MARTIN', 'BERNARD', 'THOMAS', 'PETIT', 'ROBERT', 'RICHARD', 'DURAND', 'DUBOIS', 'MOREAU', 'LAURENT', 'SIMON', 'MICHEL',
  'LEFÈVRE', 'LEROY', 'ROUX', 'DAVID', 'BERTRAND', 'MOREL', 'FOURNIER', 'GIRARD', 'BONNET', 'DUPONT', 'LAMBERT', 'FONTAINE',
  'ROUSSEAU', 'VINCENT', 'MULLER', 'LE GOFF', 'FAURE', 'D’ALMEIDA', 'MERCIER', 'BLANC', 'GUÉRIN', 'BOYER', 'BENALI',
  'CHEVALIER', 'FRANÇOIS', 'DIALLO', 'NGUYEN', 'LŒUILLET',
];
const PRENOMS = [
  'Léa', 'Lucas', 'Emma', 'Théo', 'Manon', 'Hugo', 'Chloé', 'Enzo', 'Camille', 'Nathan', 'Inès', 'Louis', 'Zoé', 'Noël',
  'Anaïs', 'Maël', 'Jade', 'Jean-Noël', 'Eva', 'Yanis', 'Aïcha', 'Loïc', 'Océane', 'Rayan', 'Maëlys', 'Adam', 'Fatou',
  'Kévin', 'Éléonore', 'François',
];
const VILLES = [['59000', 'Lille'], ['59100', 'Roubaix'], ['59200', 'Tourcoing'], ['62000', 'Arras'], ['62100', 'Calais']];
const NIVEAUX = ['Niveau 3', 'Niveau 4', 'CAP', 'Bac', 'Niveau 1', 'BTS'];

/** What goes wrong in real files, and the value that mends it. */
const DEFAUTS = [
  { colonne: 3, gate: () => '31/02/2006', juste: '28/02/2006' },
  { colonne: 7, gate: () => '06 39 98 12', juste: '06 39 98 12 12' },
  { colonne: 8, gate: (mail) => mail.replace('@', ''), juste: 'essai@exemple.example' },
  { colonne: 1, gate: (nom) => `${nom}2`, juste: 'ESSAI' },
  { colonne: 3, gate: () => '12/25/2005', juste: '25/12/2005' },
  { colonne: 2, gate: () => '', juste: 'Sacha' },
  { colonne: 9, gate: () => '2,03078E+14', juste: '' },
  { colonne: 5, gate: () => '5900A', juste: '59000' },
];

/** `{ octets, fautives: [{ ligne, colonne, juste }], personne(n) }`; `defauts` rows of `lignes` cannot be taken. */
export function fichier(lignes, defauts) {
  const fautives = [];
  const rows = Array.from({ length: lignes }, (_, n) => {
    const row = personne(n);
    if (n > 0 && Math.floor(((n + 1) * defauts) / lignes) !== Math.floor((n * defauts) / lignes)) {
      const { colonne, gate, juste } = DEFAUTS[fautives.length % DEFAUTS.length];
      row[colonne] = gate(row[colonne]);
      fautives.push({ ligne: n + 2, colonne, juste });
    }
    return row;
  });
  const text = [TITRES, ...rows].map((row) => `${row.join(';')}\r\n`).join('');
  return { octets: Buffer.from([...text].map(windows1252)), fautives, personne };
}

function personne(n) {
  // Each pair of names comes back every 1,200 rows, with another year: nobody is anybody's double by chance.
  const [nom, at] = [NOMS[n % 40], (Math.floor(n / 40) + 7 * (n % 40)) % 30];
  const prenom = PRENOMS[at];
  const [annee, mois, jour] = [2001 + ((Math.floor(n / 1200) + 7 * n) % 9), 1 + ((n * 5) % 12), 1 + ((n * 11) % 28)];
  const [cp, ville] = VILLES[n % 5];
  const deux = (value) => String(value).padStart(2, '0');
  const treize = `${at % 2 ? 1 : 2}${deux(annee % 100)}${deux(mois)}${10 + (Math.floor(n / 900) % 60)}${String(1 + (n % 900)).padStart(3, '0')}000`;
  const cle = 97 - (Number(treize) % 97);
  const plain = `${prenom}.${nom}`.toLowerCase().replace(/œ/g, 'oe').normalize('NFD').replace(/[^a-z.-]/g, '');
  return [
    at % 2 ? 'M.' : 'Mme', nom, prenom, `${deux(jour)}/${deux(mois)}/${annee}`, `${1 + (n % 120)} rue des Essais`, cp, ville,
    `06 39 98 ${deux(Math.floor(n / 100) % 100)} ${deux(n % 100)}`, `${plain}${n}@essai.example`, `${treize}${deux(cle)}`,
    NIVEAUX[n % 6], n % 3 ? 'Actif' : 'En veille',
  ];
}

const windows1252 = (c) => ({ 'œ': 0x9c, 'Œ': 0x8c, '’': 0x92 })[c] ?? c.charCodeAt(0);
