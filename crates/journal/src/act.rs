//! The table path → act: what a signed request asks for is a pure function of its method and path.
//!
//! Coffre and contre-clé share this file, so that neither can be told that a signature meant something else.

use crate::entry::Kind;

/// Classes of data, one bit each: C1 identity, C2 contact, C3 identifiers, C4 pathway, C5 delicate, C6 money, C7 papers.
pub mod classes {
    #![allow(missing_docs, reason = "the module's sentence names each bit")]
    pub const C1: u8 = 1;
    pub const C2: u8 = 1 << 1;
    pub const C3: u8 = 1 << 2;
    pub const C4: u8 = 1 << 3;
    pub const C5: u8 = 1 << 4;
    pub const C6: u8 = 1 << 5;
    pub const C7: u8 = 1 << 6;
    /// Every class.
    pub const ALL: u8 = 0x7f;
}

/// What a signed request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Act {
    /// The entry that must stand in the journal before anything is shown.
    pub kind: Kind,
    /// The classes whose keys may be released: a bitmap, zero for lists.
    pub classes: u8,
    /// Why, as a code written in the entry.
    pub purpose: Purpose,
    /// The dossier named by the path.
    pub dossier: Option<[u8; 16]>,
    /// The import named by the path: the mandat's object.
    pub mandat: Option<[u8; 16]>,
}

/// The purpose of an act, as a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[allow(missing_docs, reason = "each is the word of the trade that it says")]
pub enum Purpose {
    Accompagnement = 1,
    Liste = 2,
    Recherche = 3,
    Ecriture = 4,
    Creation = 5,
    Revelation = 6,
    Lectures = 7,
    Brouillon = 8,
    Import = 9,
    Controle = 10,
    Impression = 11,
    /// Agenda, workshops, the front desk: what is of the structure.
    Agenda = 12,
    /// How to reach a person: the front desk's part of a dossier.
    Contact = 13,
    /// A mandat that reads: first name and telephone of a named list, for one recipient. No path asks for it.
    Campagne = 14,
}

impl Purpose {
    /// The purpose of a stored code.
    pub fn from_number(number: u8) -> Option<Purpose> {
        use Purpose::*;
        [
            Accompagnement,
            Liste,
            Recherche,
            Ecriture,
            Creation,
            Revelation,
            Lectures,
            Brouillon,
            Import,
            Controle,
            Impression,
            Agenda,
            Contact,
            Campagne,
        ]
        .into_iter()
        .find(|p| *p as u8 == number)
    }
}

use classes::{C1, C2, C3, C4, C5, C6};

/// The whole table: methods, paths, entry, classes, purpose. `{d}` is a dossier, `{m}` an import, `{x}` anything else that has an
/// id: 32 lower-case hexadecimal digits. `{c}` is `delicat` or `argent`, and adds its class (C5, C6) to the line's.
const TABLE: &[(&str, &str, Kind, u8, Purpose)] = &[
    ("GET", "/dossiers/{d} /dossiers/{d}/modifier", Kind::Opening, C1 | C2 | C4, Purpose::Accompagnement),
    ("POST", "/dossiers/{d} /dossiers/{d}/confirmation", Kind::Opening, C1 | C2 | C4, Purpose::Ecriture),
    ("GET POST", "/dossiers/{d}/contact", Kind::Opening, C1 | C2, Purpose::Contact),
    ("POST", "/dossiers/{d}/{c}", Kind::Opening, 0, Purpose::Accompagnement),
    ("POST", "/dossiers/{d}/{c}/modification", Kind::Opening, 0, Purpose::Ecriture),
    ("GET", "/dossiers/{d}/impression", Kind::Print, C1 | C2 | C4, Purpose::Impression),
    ("POST", "/dossiers/{d}/identifiants", Kind::Reveal, C3, Purpose::Revelation),
    ("POST", "/dossiers/{d}/identifiants/modification", Kind::Reveal, C3, Purpose::Ecriture),
    ("POST", PARCOURS, Kind::Opening, C4, Purpose::Ecriture),
    ("PUT", "/dossiers/{d}/brouillon", Kind::Opening, C4, Purpose::Brouillon),
    ("GET POST", JOURNAL, Kind::JournalRead, 0, Purpose::Lectures),
    ("POST", "/dossiers", Kind::Creation, 0, Purpose::Creation),
    ("GET", LISTES, Kind::ResultPage, 0, Purpose::Liste),
    ("GET POST", AGENDA, Kind::ResultPage, 0, Purpose::Agenda),
    ("POST", FAITS, Kind::Explanation, 0, Purpose::Agenda),
    ("POST", "/recherche", Kind::ResultPage, 0, Purpose::Recherche),
    ("POST", "/imports", Kind::ResultPage, 0, Purpose::Import),
    ("GET POST", "/imports/{m}", Kind::ResultPage, 0, Purpose::Import),
    ("POST", "/imports/{m}/execution", Kind::MandatProposed, 0, Purpose::Import),
    ("POST", "/imports/{m}/annulation", Kind::MandatEnded, 0, Purpose::Import),
];

/// What is written of a pathway; with `{c}`, what a conversation held that is delicate.
const PARCOURS: &str = "/dossiers/{d}/evenements /dossiers/{d}/evenements/{c} /dossiers/{d}/situations \
                        /dossiers/{d}/propositions /dossiers/{d}/statut";

/// What the journal says: of one dossier, of accounts.
const JOURNAL: &str = "/dossiers/{d}/lectures /etendue /etendue/csv /etendue/preuves /fuites /vigie /vigie/{x} \
                       /incidents /incidents/{x}";

/// Lists of dossiers.
const LISTES: &str = "/lectures /portefeuille /repartition /repartition/{x} /qualite /reperage /reperage/{x}";

/// Pages of the day: rendez-vous, workshops, the front desk, a campaign of calls to the people of a workshop. What is put there without a person (an absence, a date) is sent to the
/// same place, and may show whom it concerns.
const AGENDA: &str =
    "/ /agenda /agenda/impression /accueil /ateliers/nouveau /ateliers/{x} /ateliers/{x}/cloture /mandats/nouveau";

/// Facts that explain: a rendez-vous booked or moved, a ticket or a call, an enrolment, an affectation, a replacement, a code sent and
/// said.
const FAITS: &str = "/agenda/{d} /agenda/{d}/{x} /accueil/{d} /ateliers/{x}/{d} /repartition/{d} /remplacements \
                     /codes/{d} /codes/{d}/dit";

/// The act of a request, or `None` when the path shows no dossier and no list. The query string is not looked at.
pub fn act(method: &str, path: &str) -> Option<Act> {
    let path = path.split('?').next().unwrap_or(path);
    TABLE.iter().find_map(|&(methods, patterns, kind, classes, purpose)| {
        let is_it = methods.split(' ').any(|its| its == method);
        let named =
            if is_it { patterns.split_whitespace().find_map(|pattern| matches(pattern, path))? } else { return None };
        Some(Act { kind, classes: classes | named.classe, purpose, dossier: named.dossier, mandat: named.mandat })
    })
}

/// Whether a request asks for the check of what is said to be a leak: the one for which many exact values are looked up at once,
/// and of which no more than a proportion is said.
pub fn is_leak_check(method: &str, target: &str) -> bool {
    method == "POST" && target == "/fuites"
}

/// The code, in an entry of kind 34, of a code that is asked for: the half key of the contact (C2) is released for it.
pub const CODE_DEMANDE: u8 = 11;

/// Whether a request asks for a code to be sent to the person of a dossier: the one fact for which her telephone is read.
pub fn is_code_asked(method: &str, target: &str) -> bool {
    method == "POST" && matches("/codes/{d}", target).is_some()
}

/// What a path names: a dossier, an import, a class.
#[derive(Clone, Copy, Default)]
struct Named {
    dossier: Option<[u8; 16]>,
    mandat: Option<[u8; 16]>,
    classe: u8,
}

/// `Some` when the path fits the pattern segment by segment.
fn matches(pattern: &str, path: &str) -> Option<Named> {
    let mut named = Named::default();
    let mut segments = path.split('/');
    for expected in pattern.split('/') {
        let segment = segments.next()?;
        match (expected, segment) {
            ("{d}", _) => named.dossier = Some(parse_id(segment)?),
            ("{m}", _) => named.mandat = Some(parse_id(segment)?),
            ("{x}", _) => drop(parse_id(segment)?),
            ("{c}", "delicat") => named.classe = C5,
            ("{c}", "argent") => named.classe = C6,
            _ if expected == segment => {}
            _ => return None,
        }
    }
    segments.next().is_none().then_some(named)
}

/// 32 lower-case hexadecimal digits; one spelling only, so that one dossier has one path.
fn parse_id(text: &str) -> Option<[u8; 16]> {
    let digits = text.as_bytes();
    if digits.len() != 32 {
        return None;
    }
    let value = |digit: u8| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    };
    let mut id = [0; 16];
    for (byte, pair) in id.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = value(pair[0])? << 4 | value(pair[1])?;
    }
    Some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    const D: &str = "00112233445566778899aabbccddeeff";

    fn check(method: &str, path: &str, expected: Option<(Kind, u8)>) {
        assert_eq!(act(method, path).map(|a| (a.kind, a.classes)), expected, "{method} {path}");
    }

    #[test]
    fn a_path_says_what_it_opens() {
        check("GET", &format!("/dossiers/{D}"), Some((Kind::Opening, C1 | C2 | C4)));
        check("GET", &format!("/dossiers/{D}?langue=en"), Some((Kind::Opening, C1 | C2 | C4)));
        check("POST", &format!("/dossiers/{D}/identifiants"), Some((Kind::Reveal, C3)));
        check("POST", "/recherche", Some((Kind::ResultPage, 0)));
        check("POST", &format!("/dossiers/{D}"), Some((Kind::Opening, C1 | C2 | C4)));
        check("GET", &format!("/imports/{D}?page=2"), Some((Kind::ResultPage, 0)));
        check("POST", &format!("/imports/{D}"), Some((Kind::ResultPage, 0)));
        check("POST", &format!("/imports/{D}/execution"), Some((Kind::MandatProposed, 0)));
        check("POST", &format!("/dossiers/{D}/delicat"), Some((Kind::Opening, C5)));
        check("POST", &format!("/dossiers/{D}/argent/modification"), Some((Kind::Opening, C6)));
        check("POST", &format!("/dossiers/{D}/evenements"), Some((Kind::Opening, C4)));
        check("POST", &format!("/dossiers/{D}/evenements/delicat"), Some((Kind::Opening, C4 | C5)));
        check("GET", &format!("/dossiers/{D}/contact"), Some((Kind::Opening, C1 | C2)));
        check("GET", "/etendue?compte=1", Some((Kind::JournalRead, 0)));
        check("GET", "/etendue/preuves?page=2", Some((Kind::JournalRead, 0)));
        check("GET", "/agenda?vue=semaine", Some((Kind::ResultPage, 0)));
        check("POST", &format!("/agenda/{D}/{D}"), Some((Kind::Explanation, 0)));
        check("POST", "/remplacements", Some((Kind::Explanation, 0)));
        check("POST", &format!("/codes/{D}/dit"), Some((Kind::Explanation, 0)));
        check("GET", &format!("/codes/{D}"), None);
        check("POST", "/ateliers/nouveau", Some((Kind::ResultPage, 0)));
        check("POST", &format!("/ateliers/{D}/cloture"), Some((Kind::ResultPage, 0)));
        check("POST", &format!("/ateliers/{D}/{D}"), Some((Kind::Explanation, 0)));
    }

    #[test]
    fn the_dossier_of_a_path_is_the_one_that_it_names() {
        let other = "ffeeddccbbaa99887766554433221100";
        let named = |path: &str| act("POST", path).and_then(|a| a.dossier);
        assert_eq!(named(&format!("/agenda/{D}/{other}")), parse_id(D));
        assert_eq!(named(&format!("/ateliers/{other}/{D}")), parse_id(D));
        assert_eq!(named(&format!("/ateliers/{other}")), None);
    }

    #[test]
    fn a_code_is_asked_for_by_one_road() {
        let check = |method: &str, target: &str, expected: bool| {
            assert_eq!(is_code_asked(method, target), expected, "{method} {target}");
        };
        check("POST", &format!("/codes/{D}"), true);
        check("GET", &format!("/codes/{D}"), false);
        check("POST", &format!("/codes/{D}/dit"), false);
        check("POST", &format!("/agenda/{D}"), false);
    }

    #[test]
    fn another_spelling_is_another_path() {
        check("GET", &format!("/dossiers/{}", D.to_uppercase()), None);
        check("GET", &format!("/dossiers/{D}/"), None);
        check("GET", &format!("//dossiers/{D}"), None);
        check("GET", "/dossiers/1", None);
        check("DELETE", &format!("/dossiers/{D}"), None);
        check("PUT", &format!("/dossiers/{D}"), None);
        check("GET POST", &format!("/imports/{D}"), None);
        check("DELETE", &format!("/imports/{D}"), None);
        check("POST", &format!("/dossiers/{D}/papiers"), None);
        check("POST", &format!("/dossiers/{D}/delicat/argent"), None);
        check("GET", "/agenda/1", None);
    }

    #[test]
    fn no_more_than_twenty_lines() {
        assert!(TABLE.len() <= 20);
    }
}
