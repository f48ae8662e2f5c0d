//! A file of invented young people as a spreadsheet program saves it: Windows-1252, semicolons, CRLF. Always the same
//! for the same numbers. Social security numbers have the order 000, telephones are of the block kept for fiction.

use std::fmt::Write;

/// What was made.
pub struct Echantillon {
    pub bytes: Vec<u8>,
    /// Rows that are flawed, as the spreadsheet shows them.
    pub flawed: Vec<u32>,
    /// How many of them cannot be taken as they are.
    pub refused: usize,
    /// How many stand for somebody of an earlier row.
    pub doubles: usize,
}

const TITRES: [&str; 17] = [
    "Civilité",
    "NOM",
    "Prénom",
    "Né(e) le",
    "Lieu de naissance",
    "Nationalité",
    "Adresse",
    "CP",
    "Ville",
    "Portable",
    "E-mail",
    "N° Sécu",
    "N° France Travail",
    "Niveau",
    "Situation",
    "Référent",
    "Statut",
];
const NOMS: [&str; 40] = [
    "MARTIN",
    "BERNARD",
    "THOMAS",
    "PETIT",
    "ROBERT",
    "RICHARD",
    "DURAND",
    "DUBOIS",
    "MOREAU",
    "LAURENT",
    "SIMON",
    "MICHEL",
    "LEFÈVRE",
    "LEROY",
    "ROUX",
    "DAVID",
    "BERTRAND",
    "MOREL",
    "FOURNIER",
    "GIRARD",
    "BONNET",
    "DUPONT",
    "LAMBERT",
    "FONTAINE",
    "ROUSSEAU",
    "VINCENT",
    "MULLER",
    "LE GOFF",
    "FAURE",
    "D'ALMEIDA",
    "MERCIER",
    "BLANC",
    "GUÉRIN",
    "BOYER",
    "BENALI",
    "CHEVALIER",
    "FRANÇOIS",
    "DIALLO",
    "NGUYEN",
    "LŒUILLET",
];
const PRENOMS: [(&str, &str); 30] = [
    ("F", "Léa"),
    ("M", "Lucas"),
    ("F", "Emma"),
    ("M", "Théo"),
    ("F", "Manon"),
    ("M", "Hugo"),
    ("F", "Chloé"),
    ("M", "Enzo"),
    ("F", "Camille"),
    ("M", "Nathan"),
    ("F", "Inès"),
    ("M", "Louis"),
    ("F", "Zoé"),
    ("M", "Noël"),
    ("F", "Anaïs"),
    ("M", "Maël"),
    ("F", "Jade"),
    ("M", "Jean-Noël"),
    ("F", "Eva"),
    ("M", "Yanis"),
    ("F", "Aïcha"),
    ("M", "Loïc"),
    ("F", "Océane"),
    ("M", "Rayan"),
    ("F", "Maëlys"),
    ("M", "Adam"),
    ("F", "Fatou"),
    ("M", "Kévin"),
    ("F", "Éléonore"),
    ("M", "François"),
];
const VILLES: [(&str, &str); 8] = [
    ("59000", "Lille"),
    ("59100", "Roubaix"),
    ("59200", "Tourcoing"),
    ("59140", "Dunkerque"),
    ("59300", "Valenciennes"),
    ("62000", "Arras"),
    ("62100", "Calais"),
    ("01000", "Bourg-en-Bresse"),
];
const NIVEAUX: [&str; 6] = ["Niveau 3", "Niveau 4", "CAP", "Bac", "Niveau 1", "BTS"];
const SITUATIONS: [&str; 5] = ["Demandeur d'emploi", "Formation", "Scolarité", "Emploi", "Contrat en alternance"];
const REFERENTS: [&str; 4] = ["Léa Dubreuil", "Karim Haddad", "Solène Le Bihan", "Marc Évrard"];

/// `count` people, of whom `flaws` are flawed, evenly spread; each flaw in turn.
pub fn make(count: usize, flaws: usize) -> Echantillon {
    let mut text = TITRES.join(";") + "\r\n";
    let mut made = Echantillon { bytes: Vec::new(), flawed: Vec::new(), refused: 0, doubles: 0 };
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let mut before = person(0, &mut chance);
    for at in 0..count {
        let mut row = person(at, &mut chance);
        // One row in every `count / flaws`, the first one spared: a double needs somebody before it.
        if at > 0 && (at + 1) * flaws / count != at * flaws / count {
            let flaw = made.flawed.len() % DEFAUTS.len();
            let (is_refused, spoil) = DEFAUTS[flaw];
            spoil(&mut row, &before);
            made.flawed.push(at as u32 + 2);
            made.refused += usize::from(is_refused);
            made.doubles += usize::from(flaw == DOUBLE);
        } else {
            before.clone_from(&row);
        }
        text += &row.join(";");
        text += "\r\n";
    }
    made.bytes = text.chars().map(windows_1252).collect();
    made
}

type Row = Vec<String>;

/// Each flaw: whether the row is refused, and what it does to it, given a sound earlier row.
type Defaut = (bool, fn(&mut Row, &Row));

const DOUBLE: usize = 3;
const DEFAUTS: [Defaut; 16] = [
    (true, |row, _| row[9] = "06 39 98 12".into()),
    (false, |row, _| row[9] = "639981234".into()),
    (true, |row, _| row[10] = row[10].replace('@', "")),
    (false, |row, before| row.clone_from(before)),
    (true, |row, _| row[3] = "31/02/2006".into()),
    (true, |row, _| row[1] += "2"),
    (true, |row, _| row[2].clear()),
    (true, |row, _| row[11] = "2,03078E+14".into()),
    (true, |row, _| row[9] = row[9].replacen('0', "O", 1)),
    (false, |row, _| row[10] = row[10].replace("essai.", "gmial.")),
    (false, |row, _| {
        let year = row[3].split_off(6);
        row[3] += &year[2..];
    }),
    (true, |row, _| row[3] = "12/25/2005".into()),
    (true, |row, _| row[8] = "=1+1".into()),
    (true, |row, _| row[7] = "5900A".into()),
    (true, |row, _| row[3] = "03/04/2031".into()),
    (true, |row, _| row[16] = "???".into()),
];

fn person(at: usize, chance: &mut Chance) -> Row {
    // Each pair of names comes back every 1,200 rows, with another year: nobody is anybody's double by chance.
    let (sexe, prenom) = PRENOMS[(at / 40 + 7 * (at % 40)) % 30];
    let nom = NOMS[at % 40];
    let (year, month, day) = (2001 + (at / 1_200 + 7 * at) % 9, 1 + chance.below(12), 1 + chance.below(28));
    let (code_postal, ville) = VILLES[chance.below(VILLES.len())];
    let digit = if sexe == "F" { 2 } else { 1 };
    // The commune is numbered by the row, because with the order 000 nothing else would tell two people apart.
    let thirteen = format!("{digit}{:02}{month:02}{:02}{:03}000", year % 100, 10 + at / 900 % 60, 1 + at % 900);
    let key = 97 - thirteen.parse::<u64>().unwrap_or(0) % 97;
    let mut mail = String::new();
    for c in prenom.chars().chain(['.']).chain(nom.chars()) {
        match c.to_lowercase().next().unwrap_or(c) {
            c @ ('a'..='z' | '.' | '-') => mail.push(c),
            'é' | 'è' | 'ë' => mail.push('e'),
            'ï' => mail.push('i'),
            'ç' => mail.push('c'),
            'œ' => mail.push_str("oe"),
            _ => {}
        }
    }
    let _ = write!(mail, "{at}@essai.example");
    vec![
        if sexe == "F" { "Mme" } else { "M." }.into(),
        nom.into(),
        prenom.into(),
        format!("{day:02}/{month:02}/{year}"),
        VILLES[chance.below(VILLES.len())].1.into(),
        "Française".into(),
        format!("{} rue des Essais", 1 + chance.below(120)),
        code_postal.into(),
        ville.into(),
        format!("06 39 98 {:02} {:02}", at / 100 % 100, at % 100),
        mail,
        format!("{thirteen}{key:02}"),
        format!("{:07}A", 1_000_000 + at),
        NIVEAUX[chance.below(NIVEAUX.len())].into(),
        SITUATIONS[chance.below(SITUATIONS.len())].into(),
        REFERENTS[chance.below(REFERENTS.len())].into(),
        if chance.below(3) == 0 { "En veille" } else { "Actif" }.into(),
    ]
}

/// Enough chance for names: xorshift.
struct Chance(u64);

impl Chance {
    fn below(&mut self, max: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % max
    }
}

fn windows_1252(c: char) -> u8 {
    match c {
        'œ' => 0x9c,
        'Œ' => 0x8c,
        '’' => 0x92,
        c => u8::try_from(u32::from(c)).unwrap_or(b'?'),
    }
}
