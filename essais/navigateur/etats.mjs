// Every page in every state that people meet, one after the other, in one browser. A state is its name and the page.
import { createServer } from 'node:http';
import { once } from 'node:events';
import { fichier } from './fichier.mjs';

const DOSSIER = /\/dossiers\/[0-9a-f]{32}$/;

/** A page that asks again by itself stays as it is while it is looked at. */
const fige = (page) => page.evaluate(() => { for (let n = setTimeout(() => {}); n > 0; n -= 1) clearTimeout(n); });

export async function* etats(lea, arrive, serveur) {
  yield* entree(lea);
  yield* recherche(lea);
  yield* portefeuille(lea);
  yield* dossier(lea);
  yield* modifier(lea, arrive);
  yield* nouveau(lea);
  yield* lectures(lea);
  yield* imports(lea);
  yield* partout(lea);
  yield* vides(arrive);
  yield* refus(lea, arrive, serveur);
}

async function* entree({ page, contexte }) {
  await page.goto('/connexion');
  await page.waitForSelector('[data-persona]');
  yield ['connexion', page];
  const cdp = await contexte.newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const options = { protocol: 'ctap2', transport: 'internal', hasUserVerification: true, hasResidentKey: true, isUserVerified: true };
  await cdp.send('WebAuthn.addVirtualAuthenticator', { options: { ...options, automaticPresenceSimulation: true } });
  await page.click('[data-entrer=""]');
  await page.waitForSelector('.erreurs:not([hidden])');
  yield ['connexion-sans-cle', page];
  await cdp.send('WebAuthn.disable');
  await page.goto('/connexion?parti=1');
  yield ['connexion-au-revoir', page];
  await page.goto('/enrolement/0000-jamais-donnee');
  yield ['enrolement-ferme', page];
}

async function* recherche(lea) {
  const { page } = lea;
  await lea.entre();
  yield ['recherche', page];
  const [premier] = await lea.portefeuille();
  await page.goto('/');
  await page.fill('#requete', premier.nom.split(' ')[0]);
  await page.waitForSelector('#resultats .liste a');
  yield ['recherche-reponses', page];
  await page.fill('#requete', 'zzzzzzzz');
  await page.waitForSelector('#resultats .vide');
  yield ['recherche-rien', page];
}

async function* portefeuille({ page }) {
  await page.goto('/portefeuille');
  yield ['portefeuille', page];
  await page.click('#changer summary');
  yield ['portefeuille-phrase', page];
  await page.goto('/portefeuille?de=structure&statut=actif&tri=age');
  yield ['portefeuille-structure', page];
  await page.click('#garder summary');
  yield ['portefeuille-garder', page];
  await page.fill('#nom', 'Actifs, les plus jeunes');
  await page.press('#nom', 'Enter');
  await page.waitForSelector('.filtre');
  yield ['portefeuille-gardee', page];
  await page.goto('/portefeuille?statut=actif&age=mineur');
  yield ['portefeuille-peu', page];
  await page.goto('/portefeuille?statut=actif&age=mineur&nouveaux=7&sans-nouvelle=180');
  await page.waitForSelector('.vide');
  yield ['portefeuille-aucun', page];
}

async function* dossier(lea) {
  const { page } = lea;
  const { lien } = await lea.ouvreDossier(7);
  yield ['dossier', page];
  await page.click('#deplier button');
  await page.waitForSelector('#deplier', { state: 'hidden' });
  await page.click('#reveler button');
  await page.waitForSelector('#revele .note');
  yield ['dossier-deplie', page];
  await page.click('details.menu summary');
  yield ['dossier-menu-imprimer', page];
  await page.keyboard.press('Escape');
  await page.fill('#texte', 'Point sur la recherche de formation : deux centres ont répondu, un rendez-vous est pris.');
  await page.press('#texte', 'Control+Enter');
  await page.waitForSelector('[data-ecrit], .fil .texte:text("deux centres ont répondu")');
  for (const famille of ['contact', 'modification', 'lecture']) {
    await page.goto(`${lien}?quoi=${famille}`);
    yield [`dossier-fil-${famille}`, page];
  }
  await page.goto(lien);
  await page.waitForSelector('#entretien');
  for (const [contenu, attendu] of [['offre', '#cherche-offre'], ['situation', '#type']]) {
    await page.click(`[data-contenu$="/${contenu}"] summary`);
    await page.waitForSelector(attendu);
  }
  yield ['dossier-panneau', page];
  await page.evaluate(() => document.querySelectorAll('[required]').forEach((f) => f.removeAttribute('required')));
  await page.fill('#duree', '');
  await page.fill('#texte', '');
  await page.click('#entretien .premier');
  await page.waitForSelector('#entretien .erreurs:not([hidden])');
  yield ['dossier-entretien-a-corriger', page];
  for (const feuille of ['contact', 'parcours']) {
    await page.goto(`${lien}/impression?feuille=${feuille}`);
    yield [`impression-${feuille}`, page];
    await page.emulateMedia({ media: 'print' });
    yield [`impression-${feuille}-papier`, page];
    await page.emulateMedia({ media: 'screen' });
  }
}

async function* modifier(lea, arrive) {
  const { page } = lea;
  const { lien } = await lea.ouvreDossier(8);
  for (const partie of ['identite', 'sejour', 'contact', 'representants', 'famille', 'formation', 'langues', 'mobilite', 'emploi', 'suivi', 'situations', 'statut']) {
    await page.goto(`${lien}/modifier?partie=${partie}`);
    yield [`modifier-${partie}`, page];
  }
  await page.goto(`${lien}/modifier?partie=contact`);
  await page.fill('#mail', 'sans arobase');
  await page.fill('#telephone', '06');
  await page.evaluate(() => { document.getElementById('modification').noValidate = true; });
  await page.click('#modification .premier');
  await page.waitForSelector('.bilan:not([hidden])');
  yield ['modifier-a-corriger', page];
  await page.evaluate(() => document.getElementById('modification').submit());
  await page.waitForSelector('.erreur');
  yield ['modifier-a-corriger-page', page];

  await page.goto(`${lien}/modifier?partie=contact`);
  const karim = await (await arrive()).entre(1);
  await karim.page.goto(`${lien}/modifier?partie=contact`);
  await karim.page.fill('#telephone', '06 39 98 77 01');
  await karim.page.press('#telephone', 'Control+Enter');
  await karim.page.waitForURL(DOSSIER);
  await page.fill('#telephone', '06 39 98 77 02');
  await page.press('#telephone', 'Control+Enter');
  await page.waitForSelector('.conflit');
  yield ['modifier-conflit', page];
  await page.click('#modification .premier');
  await page.waitForURL(DOSSIER);
  yield ['modifier-enregistre', page];
}

async function* nouveau(lea) {
  const { page } = lea;
  const { nom } = await lea.ouvreDossier(9);
  const [, naissance] = /(\d\d\/\d\d\/\d{4})/.exec(await page.textContent('.bandeau .faits'));
  await page.goto('/dossiers/nouveau');
  yield ['nouveau', page];
  await page.click('[data-chercher]');
  yield ['nouveau-rien-saisi', page];
  const [prenom, ...famille] = nom.split(' ');
  await page.fill('#nom-naissance', famille.join(' '));
  await page.fill('#prenom', prenom);
  await page.fill('#naissance', naissance.split('/').reverse().join('-'));
  await page.waitForSelector('#doublons .liste a');
  yield ['nouveau-doublons', page];
  await page.click('[data-continuer]');
  await page.waitForSelector('#suite-titre:focus');
  yield ['nouveau-suite', page];
  await page.fill('#telephone', '06');
  await page.evaluate(() => { document.getElementById('nouveau-dossier').noValidate = true; });
  await page.click('#suite .premier');
  await page.waitForSelector('.bilan:not([hidden])');
  yield ['nouveau-a-corriger', page];
  await page.fill('#telephone', '');
  await page.evaluate(() => { document.getElementById('nouveau-dossier').elements.confirme.value = ''; });
  await page.click('#suite .premier');
  await page.waitForSelector('[name="confirme"][value="1"]');
  yield ['nouveau-arrete', page];
}

async function* lectures({ page }) {
  await page.goto('/lectures');
  yield ['lectures', page];
  await page.click('main details summary');
  yield ['lectures-nombres', page];
}

async function* imports({ page }) {
  await page.goto('/imports');
  yield ['imports', page];
  const donne = (nom, buffer) => page.setInputFiles('#fichier', { name: nom, mimeType: 'text/csv', buffer });
  await donne('photo.csv', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70]));
  await page.click('#depot .premier');
  await page.waitForSelector('#depot .erreurs:not([hidden])');
  yield ['imports-fichier-refuse', page];
  await donne('jeunes.csv', fichier(300, 8).octets);
  await page.click('#depot .premier');
  await page.waitForSelector('#grille');
  yield ['import-a-corriger', page];
  await page.focus('#grille td.a-corriger');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#grille input');
  yield ['import-cellule', page];
  await page.keyboard.press('Escape');
  await page.click('details summary >> nth=0');
  yield ['import-colonnes', page];
  for (const vue of ['doublons', 'pretes', 'toutes']) {
    await page.goto(`${page.url().split('?')[0]}?vue=${vue}`);
    yield [`import-${vue}`, page];
  }
  await page.click('[value="ecarter-fautives"]');
  await page.waitForSelector('#execution');
  yield ['import-a-signer', page];
  await page.click('#execution .premier');
  await page.waitForURL('**/avancement**');
  await fige(page);
  yield ['import-en-cours', page];
  await page.reload();
  await page.waitForSelector('a.premier', { timeout: 30_000 });
  yield ['import-avance', page];
  await page.click('a.premier');
  await page.waitForSelector('#annulation', { state: 'attached' });
  yield ['import-fait', page];
  await page.click('summary:has-text("Annuler")');
  yield ['import-annuler', page];
  await page.click('#annulation .danger');
  await page.waitForSelector('#annulation', { state: 'detached', timeout: 30_000 });
  yield ['import-annule', page];
  await page.goto('/imports');
  yield ['imports-liste', page];
}

async function* partout(lea) {
  const { page } = lea;
  const [premier] = await lea.portefeuille();
  await page.keyboard.press('Control+KeyK');
  yield ['palette', page];
  await page.keyboard.type(premier.nom.split(' ').at(-1));
  await page.waitForSelector('#palette li:has-text("n°")');
  yield ['palette-reponses', page];
  await page.fill('#palette-champ', 'zzzzzz');
  await page.waitForSelector('#palette [role="status"]:not(.sr)');
  yield ['palette-rien', page];
  await page.keyboard.press('Escape');
  await page.evaluate(() => document.getElementById('reprise').showModal());
  yield ['reprise', page];
  for (const partie of ['jetons', 'actions', 'saisie', 'messages', 'listes', 'cadres']) {
    await page.goto(`/composants/${partie}`);
    yield [`composants-${partie}`, page];
  }
  await page.goto('/referentiels/champs');
  yield ['champs', page];
  await page.click('a[href="/referentiels/champs/titre-sejour"]');
  await page.waitForSelector('nav.ariane');
  yield ['champs-valeurs', page];
}

/** An agent who follows nobody, then one person. */
async function* vides(arrive) {
  const { page } = await (await arrive()).entre(6, '/portefeuille');
  await page.waitForSelector('.vide');
  yield ['portefeuille-vide', page];
  await page.goto('/lectures');
  await page.waitForSelector('.vide');
  yield ['lectures-vide', page];
  await page.goto('/imports');
  yield ['imports-vide', page];
}

async function* refus(lea, arrive, serveur) {
  const { page, contexte, adresse } = lea;
  // What is seen while the worker wakes: here it never does.
  const attente = await arrive({ serviceWorkers: 'block' });
  await attente.page.goto('/portefeuille');
  yield ['attente', attente.page];
  await page.goto(`/dossiers/${'0'.repeat(32)}`);
  yield ['refus-introuvable', page];
  await page.goto('/nulle-part');
  yield ['refus-inconnue', page];

  const gestionnaire = await (await arrive()).entre(5);
  await gestionnaire.page.goto('/portefeuille');
  yield ['refus-role', gestionnaire.page];

  const ailleurs = createServer((_, answer) => answer.setHeader('content-type', 'text/html')
    .end(`<form method="post" action="${adresse}/recherche"></form><script>document.forms[0].submit()</script>`)).listen(0, 'localhost');
  await once(ailleurs, 'listening');
  await page.goto(`http://localhost:${ailleurs.address().port}/`);
  await page.waitForSelector('h1:text("Demande refusée")');
  ailleurs.close();
  yield ['refus-etrangere', page];

  const valerie = await (await arrive()).entre(2, '/portefeuille');
  for (let n = 1; await epuise(valerie.page) && n < 9; n += 1) await valerie.page.goto(`/portefeuille?de=structure&page=${n}`);
  yield ['refus-budget', valerie.page];
  await valerie.page.goto('/portefeuille');
  yield ['jauge-pleine', valerie.page];

  const { lien } = await lea.ouvreDossier(3);
  if (serveur.gardien) {
    await page.goto('/');
    await page.waitForSelector('#requete');
    serveur.gardien.tait();
    try {
      await page.fill('#requete', 'Essai');
      await page.waitForSelector('#resultats:has-text("ne répond pas")');
      yield ['recherche-panne', page];
      await page.goto(lien);
      await page.waitForSelector('[data-reessai]');
      await fige(page);
    } finally {
      serveur.gardien.parle();
    }
    yield ['panne-contre-cle', page];
    await page.goto(lien);
  }
  await contexte.setOffline(true);
  await page.goto(lien);
  await fige(page);
  yield ['hors-ligne', page];
  await contexte.setOffline(false);
  await page.goto(lien);

  await (await arrive()).entre(0);
  await page.goto(lien);
  yield ['reprise-remplace', page];
}

/** Opens every dossier of this page; stops before the page that says that the day is full. */
async function epuise(page) {
  const last = await page.evaluate(async () => {
    for (const { href } of document.querySelectorAll('.liste a')) {
      const answer = await fetch(href, { headers: { accept: 'text/html' } });
      if (answer.status === 429) return href;
    }
    return null;
  });
  if (last) await page.goto(last);
  return !last;
}
