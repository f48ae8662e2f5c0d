//! Counting persons in bytes. Not requests, not entries: whom could the attacker name, with what, from what he holds?
//!
//! A person is counted when a value of C2 to C7 that is hers alone came, or her full name and her birth date in one
//! answer. A person is a line when a link to her dossier came and nothing more. Values are looked for as the scanner of
//! stolen disks does: in any case, with and without accents, in UTF-8, UTF-16 and Latin-1; pages are read with their
//! entities resolved and the blanks between figures removed.
//!
//! What several people share (a street and number, a kind of lodging) accuses nobody. The base of a drill has a marker of
//! its own in each class of each dossier, so that no class is without a value of one person alone.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::Path;

use domaine::{Champ, Nature};

use super::butin::Recu;
use crate::scan::patterns::{Patterns, is_noise};

/// Values that name nobody: lists of choices, names of places; and the owner of a bank account, which is a name again.
const SHARED_FIELDS: [&str; 4] = ["commune", "code_postal", "logement", "titulaire"];

/// A longer text without a marker is not looked for: the search would take it by pieces, which others may share.
const LONG: usize = 40;

/// Number of a person in the world, from 1: the short number of her dossier.
pub type Rang = u32;

/// Knows every person of a base, and finds them in bytes.
pub struct Compteur {
    patterns: Patterns,
    values: Vec<Value>,
    people: usize,
}

/// What one text stands for.
enum Value {
    /// One person's alone.
    Own { rang: Rang, classe: u8 },
    /// A full name: it counts with one of these dates in the same answer.
    Name { rang: Rang, dates: [String; 3] },
}

/// Who was found.
#[derive(Default)]
pub struct Compte {
    /// Persons, each with the classes of what was found (C1: name and birth date together).
    pub personnes: BTreeMap<Rang, BTreeSet<u8>>,
    /// Dossiers of which nothing came but a link.
    pub lignes: BTreeSet<String>,
    /// For each thing received, in order: whom it shows, and the dossiers that it links to.
    pub recus: Vec<Vu>,
}

/// What one thing received shows.
#[derive(Default)]
pub struct Vu {
    /// Persons in it.
    pub personnes: BTreeSet<Rang>,
    /// Dossiers that it links to, the one that was asked for left out.
    pub lies: BTreeSet<String>,
}

impl Compteur {
    /// Reads the clear list of a base, as `cairn monde creer --clair` writes it. Names of agents stand on every page: a parent who bears
    /// one is not known by it.
    ///
    /// # Errors
    /// The file's; `InvalidData` for a line that is no line of such a list.
    pub fn read(clair: &Path, agents: impl IntoIterator<Item = String>) -> io::Result<Compteur> {
        let mut people: BTreeMap<Rang, Vec<(u8, String, String)>> = BTreeMap::new();
        let text = fs::read_to_string(clair)?;
        for line in text.lines() {
            let (rang, classe, champ, texte) = cells(line).ok_or(io::ErrorKind::InvalidData)?;
            // Words of a structure's day (an objet, a workshop's name) stand under zero, and are of nobody.
            if rang == 0 {
                continue;
            }
            people.entry(rang).or_default().push((classe, champ, texte));
        }
        Ok(Compteur::new(&people, agents))
    }

    fn new(people: &BTreeMap<Rang, Vec<(u8, String, String)>>, agents: impl IntoIterator<Item = String>) -> Compteur {
        // A parent may bear the very name of somebody: as a text it is a name, and a name alone accuses nobody.
        let full_name = |columns: &[(u8, String, String)]| {
            let of = |wanted: &str| columns.iter().find(|(_, champ, _)| champ == wanted).map(|(_, _, t)| t.clone());
            Some(format!("{} {}", of("prenom")?, of("nom_naissance")?))
        };
        let mut names: BTreeSet<String> = people.values().filter_map(|columns| full_name(columns)).collect();
        names.extend(agents);
        // How many people have each text: what is shared accuses nobody.
        let mut owners: HashMap<&str, BTreeSet<Rang>> = HashMap::new();
        let secret = |classe: u8, champ: &str| classe >= 2 && !SHARED_FIELDS.contains(&champ) && !is_chosen(champ);
        for (rang, columns) in people {
            for (_, _, texte) in columns.iter().filter(|(classe, champ, _)| secret(*classe, champ)) {
                owners.entry(texte).or_default().insert(*rang);
            }
        }
        let (mut texts, mut values) = (Vec::new(), Vec::new());
        for (rang, columns) in people {
            let of = |wanted: &str| columns.iter().find(|(_, champ, _)| champ == wanted).map(|(_, _, t)| t.as_str());
            for (classe, _, texte) in columns.iter().filter(|(classe, champ, _)| secret(*classe, champ)) {
                // A text with a marker is known by its marker alone: notes share their sentences.
                let marker = texte.split(' ').find(|word| is_marker(word));
                let is_own = || {
                    !is_too_short(texte)
                        && !names.contains(texte)
                        && owners.get(texte.as_str()).is_some_and(|o| o.len() == 1)
                };
                if let Some(own) = marker.or(Some(texte.as_str()).filter(|t| t.len() <= LONG && is_own())) {
                    texts.push(own.to_owned());
                    values.push(Value::Own { rang: *rang, classe: *classe });
                }
            }
            let (Some(prenom), Some(naissance)) = (of("prenom"), of("date_naissance")) else { continue };
            for nom in [of("nom_naissance"), of("nom_usage")].into_iter().flatten() {
                for name in [format!("{prenom} {nom}"), format!("{nom} {prenom}"), format!("{nom}, {prenom}")] {
                    texts.push(name);
                    values.push(Value::Name { rang: *rang, dates: dates(naissance) });
                }
            }
        }
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        Compteur { patterns: Patterns::new(&texts), values, people: people.len() }
    }

    /// How many people the base has.
    pub fn people(&self) -> usize {
        self.people
    }

    /// Counts in everything that was received.
    pub fn count(&self, recus: &[Recu]) -> Compte {
        let mut compte = Compte::default();
        // Whose dossier each identifier is, where an answer showed it: she is no mere line then.
        let mut named: BTreeSet<String> = BTreeSet::new();
        for recu in recus {
            let mut vu = Vu::default();
            let asked = dossiers(recu.quoi.as_bytes()).next().map(|(_, id)| id);
            let plain = readable(&recu.octets);
            // As it came too: a file is no page, and what pages make readable may break a value of it.
            for text in [&plain, &recu.octets] {
                let links: Vec<(usize, String)> = dossiers(text).collect();
                for (at, rang, classe) in self.find(text) {
                    compte.personnes.entry(rang).or_default().insert(classe);
                    vu.personnes.insert(rang);
                    // In a list, a name follows the link to its dossier; elsewhere the page is the dossier's own.
                    let before = links.iter().rev().find(|(link, _)| *link < at).map(|(_, id)| id);
                    named.extend(asked.as_ref().or(before).cloned());
                }
                vu.lies.extend(links.into_iter().map(|(_, id)| id).filter(|id| Some(id) != asked.as_ref()));
            }
            compte.recus.push(vu);
        }
        let linked = compte.recus.iter().flat_map(|vu| vu.lies.iter());
        compte.lignes = linked.filter(|id| !named.contains(*id)).cloned().collect();
        compte
    }

    /// Place, person and class of each value found.
    fn find(&self, bytes: &[u8]) -> Vec<(usize, Rang, u8)> {
        let mut found = Vec::new();
        for (at, pattern) in self.patterns.find(bytes) {
            let end = at + self.patterns.bytes(pattern).len();
            // "2 rue Pasteur" is in "12 rue Pasteur", and is somebody else's.
            let is_inside = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
            let before = at.checked_sub(1).and_then(|place| bytes.get(place));
            if is_inside(before) || is_inside(bytes.get(end)) || is_noise(bytes, at, end - at) {
                continue;
            }
            for (value, _) in self.patterns.owners(pattern) {
                match &self.values[*value as usize] {
                    Value::Own { rang, classe } => found.push((at, *rang, *classe)),
                    Value::Name { rang, dates } => {
                        if dates.iter().any(|date| contains(bytes, date.as_bytes())) {
                            found.push((at, *rang, 1));
                        }
                    }
                }
            }
        }
        found
    }
}

/// What a list, a calendar or the index of trades offers is in the pages of everybody: that one person alone chose it names nobody.
fn is_chosen(champ: &str) -> bool {
    let nature = Champ::from_key(champ).map(Champ::nature);
    nature.is_some_and(|nature| {
        use Nature::{Date, Liste, Multiple, Niveau, Nombre, OuiNon, Rome};
        matches!(nature, Liste(_) | Multiple(_) | OuiNon | Niveau | Nombre { .. } | Date | Rome)
    })
}

/// A line of the clear list: `rang;classe;champ;"valeur"`.
pub(super) fn cells(line: &str) -> Option<(Rang, u8, String, String)> {
    let mut parts = line.splitn(4, ';');
    let (rang, classe, champ) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.to_owned());
    let texte = parts.next()?.strip_prefix('"')?.strip_suffix('"')?.replace("\"\"", "\"");
    Some((rang, classe, champ, texte))
}

/// `MQ`, a class, ten characters of base 32.
pub(super) fn is_marker(word: &str) -> bool {
    word.len() == 13 && word.starts_with("MQ") && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

/// What would be found everywhere by chance.
fn is_too_short(texte: &str) -> bool {
    let figures = texte.bytes().filter(u8::is_ascii_digit).count();
    texte.len() < 6 || (texte.bytes().all(|b| b.is_ascii_digit()) && figures < 9)
}

/// As pages and files write a day: `2006-05-12`, `12/05/2006`, `12.05.2006`.
fn dates(iso: &str) -> [String; 3] {
    let mut parts = iso.splitn(3, '-');
    let (year, month, day) =
        (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    [iso.to_owned(), format!("{day}/{month}/{year}"), format!("{day}.{month}.{year}")]
}

/// The bytes with entities resolved, and without the blanks that group figures.
fn readable(bytes: &[u8]) -> Vec<u8> {
    const ENTITIES: [(&[u8], &[u8]); 8] = [
        (b"&#39;", b"'"),
        (b"&#x27;", b"'"),
        (b"&#34;", b"\""),
        (b"&quot;", b"\""),
        (b"&#38;", b"&"),
        (b"&amp;", b"&"),
        (b"&nbsp;", b" "),
        (b"&#160;", b" "),
    ];
    let mut out: Vec<u8> = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        if let Some((entity, meant)) = ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity)) {
            out.extend_from_slice(meant);
            at += entity.len();
            continue;
        }
        // Ordinary, no-break and narrow blanks, between two figures.
        let blank = [&b" "[..], "\u{a0}".as_bytes(), "\u{202f}".as_bytes()].into_iter().find(|b| rest.starts_with(b));
        match blank {
            Some(b) if is_figure(out.last()) && is_figure(rest.get(b.len())) => at += b.len(),
            Some(b) => {
                out.push(b' ');
                at += b.len();
            }
            None => {
                out.push(rest[0]);
                at += 1;
            }
        }
    }
    out
}

fn is_figure(byte: Option<&u8>) -> bool {
    byte.is_some_and(u8::is_ascii_digit)
}

/// Dossiers named by addresses, with their places.
fn dossiers(bytes: &[u8]) -> impl Iterator<Item = (usize, String)> {
    const BEFORE: &[u8] = b"/dossiers/";
    bytes.windows(BEFORE.len() + 32).enumerate().filter_map(|(at, window)| {
        let id = window.strip_prefix(BEFORE)?;
        let is_id = id.iter().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(b));
        is_id.then(|| (at, String::from_utf8_lossy(id).into_owned()))
    })
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLAIR: &str = "1;1;nom_naissance;\"D'Essai\"\n1;1;prenom;\"Lina\"\n1;1;date_naissance;\"2006-05-12\"\n\
        1;2;mobile;\"0639986038\"\n1;2;adresse;\"12 rue des Essais\"\n1;4;projet;\"soudeuse MQ4QUVCYNWKKY\"\n\
        1;2;representant1-nom;\"Karine Blanc\"\n\
        2;1;nom_naissance;\"Essai\"\n2;1;prenom;\"Noé\"\n2;1;date_naissance;\"2005-01-02\"\n\
        2;2;adresse;\"12 rue des Essais\"\n2;6;titulaire;\"Noé Essai\"\n2;5;logement;\"hébergé par un tiers\"\n\
        2;2;representant1-nom;\"Noé Essai\"\n2;2;canaux-dangereux;\"telephone\"\n2;4;fin-scolarite;\"2024-07-02\"\n";

    const A: &str = "0123456789abcdef0123456789abcdef";
    const B: &str = "fedcba9876543210fedcba9876543210";

    fn compteur() -> Compteur {
        let mut people: BTreeMap<Rang, Vec<_>> = BTreeMap::new();
        for (rang, classe, champ, texte) in CLAIR.lines().map(|line| cells(line).expect("a line")) {
            people.entry(rang).or_default().push((classe, champ, texte));
        }
        Compteur::new(&people, ["Karine Blanc".to_owned()])
    }

    fn check(quoi: &str, page: &str, personnes: &[(Rang, &[u8])], lignes: &[&str]) {
        let recu = Recu { requete: None, quoi: quoi.into(), statut: 200, octets: page.into() };
        let compte = compteur().count(&[recu]);
        let found: Vec<(Rang, Vec<u8>)> =
            compte.personnes.iter().map(|(r, c)| (*r, c.iter().copied().collect())).collect();
        let expected: Vec<(Rang, Vec<u8>)> = personnes.iter().map(|(r, c)| (*r, c.to_vec())).collect();
        assert_eq!(found, expected, "{page}");
        assert_eq!(compte.lignes.iter().map(String::as_str).collect::<Vec<_>>(), lignes, "{page}");
    }

    #[test]
    fn a_person_is_a_value_of_hers_alone_or_a_name_with_its_day() {
        check("GET /", "rien", &[], &[]);
        check("GET /", "06\u{a0}39\u{a0}98\u{a0}60\u{a0}38", &[(1, &[2])], &[]);
        check("GET /", "0639986038", &[(1, &[2])], &[]);
        check("GET /", "… MQ4QUVCYNWKKY …", &[(1, &[4])], &[]);
        check("GET /", "<b>Lina D&#39;Essai</b> <span>12/05/2006</span>", &[(1, &[1])], &[]);
        check("GET /", "D'ESSAI Lina, 2006-05-12", &[(1, &[1])], &[]);
        check("GET /", "Lina D'Essai", &[], &[]);
        check("GET /", "Lina D'Essai, 02/01/2005", &[], &[]);
        check("GET /", "Noe Essai 02/01/2005", &[(2, &[1])], &[]);
    }

    #[test]
    fn what_people_share_accuses_nobody() {
        check("GET /", "10639986038", &[], &[]);
        check("GET /", "12 rue des Essais", &[], &[]);
        check("GET /", "<option>Karine Blanc (42)</option>", &[], &[]);
        check("GET /", "hébergé par un tiers", &[], &[]);
        check("GET /", "Noé Essai", &[], &[]);
        // Of a list and of a calendar: she alone chose it, and everybody's form offers it.
        check("GET /", "<option value=\"telephone\">Téléphone</option>", &[], &[]);
        check("GET /", "2024-07-02", &[], &[]);
    }

    #[test]
    fn a_line_is_a_link_and_nothing_more() {
        let masked = format!("<a href=\"/dossiers/{A}\">Lina D. 2006</a>");
        check("GET /portefeuille", &masked, &[], &[A]);
        let both = format!("<a href=\"/dossiers/{B}\">Noé Essai 02/01/2005</a>{masked}");
        check("GET /portefeuille", &both, &[(2, &[1])], &[A]);
        // A page that links to itself lists nobody.
        check(&format!("GET /dossiers/{A}"), &format!("<a href=\"/dossiers/{A}/lectures\">"), &[], &[]);
        check(&format!("GET /dossiers/{A}"), &format!("0639986038 <a href=\"/dossiers/{A}\">"), &[(1, &[2])], &[]);
    }
}
