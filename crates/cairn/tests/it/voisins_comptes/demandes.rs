//! One request for each route about accounts, as its own page would send it; the first pass of a gesture.

use Corps::{Fichier, Json, Page, Script};
use monde::client::form;

/// How it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corps {
    /// A navigation.
    Page,
    /// A script's fields.
    Script,
    /// A script's JSON.
    Json,
    /// A file.
    Fichier,
}

/// A request.
pub struct Demande {
    pub method: &'static str,
    /// As the guichet spells it.
    pub route: &'static str,
    pub corps: Corps,
    /// Fields; `J+200` is the day in two hundred days.
    champs: &'static [(&'static str, &'static str)],
}

const fn get(route: &'static str) -> Demande {
    Demande { method: "GET", route, corps: Page, champs: &[] }
}

const fn post(route: &'static str, champs: &'static [(&'static str, &'static str)]) -> Demande {
    Demande { method: "POST", route, corps: Script, champs }
}

const JUSQU: &[(&str, &str)] = &[("jusqu", "J+200")];
/// A public key of `age` that nobody holds here.
pub const CLE: &str = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

const DATE: &[(&str, &str)] = &[("date", "J+20")];

/// Everything that changes nothing when it is asked once.
pub const COMPTES: &[Demande] = &[
    get("/compte"),
    post("/compte/cles", &[("debut", "1")]),
    post("/compte/cles/retrait", &[("cle", "AAAA")]),
    get("/formation"),
    get("/formation/examen"),
    get("/formation/{module}"),
    post("/formation/examen", &[("tirage", "0000000000000001")]),
    post("/formation/certificat", &[("tirage", "0000000000000001"), ("reponses", "0,0")]),
    get("/habilitations"),
    get("/habilitations/nouvelle"),
    post(
        "/habilitations/nouvelle",
        &[
            ("prenom", "Anna"),
            ("nom", "Essaivoisine"),
            ("mail", "anna.essaivoisine@essai.example"),
            ("role", "conseiller"),
            ("fonction", "Conseillère"),
            ("debut", "J+1"),
            ("jusqu", "J+200"),
        ],
    ),
    get("/habilitations/{agent}"),
    get("/habilitations/{agent}/histoire"),
    get("/habilitations/{agent}/preuves"),
    post("/habilitations/{agent}/renouvellement", JUSQU),
    post("/habilitations/{agent}/cles", &[]),
    post("/habilitations/{agent}/direction", &[]),
    post("/habilitations/{agent}/approbation", &[]),
    post("/habilitations/{agent}/refus", &[]),
    post("/habilitations/{agent}/tirage", &[]),
    post("/habilitations/{agent}/veto", &[]),
    post("/habilitations/{agent}/confirmation", &[]),
    post("/habilitations/{agent}/retablissement", &[]),
    post("/habilitations/{agent}/reveil", &[]),
    post("/habilitations/{agent}/cloture", &[]),
    post("/habilitations/{agent}/mutation", DATE),
    post("/habilitations/{agent}/certification", &[]),
    post("/habilitations/{agent}/passation", &[]),
    post("/habilitations/{agent}/secours", &[]),
    post("/habilitations/{agent}/identite", &[("code", "ABCEFHJK")]),
    get("/approbations"),
    get("/approbations/{agent}"),
    get("/parrainages"),
    get("/parrainages/{agent}"),
    Demande { method: "POST", route: "/parrainages/{agent}/adresse", corps: Page, champs: &[] },
    post(
        "/parrainages/{agent}/signature",
        &[("cles", "9999999999999999999999999999999999999999999999999999999999999999")],
    ),
    get("/arrivee/{code}"),
    Demande { method: "POST", route: "/arrivee/{code}", corps: Json, champs: &[] },
    get("/acces"),
    get("/lignees"),
    get("/vigie"),
    get("/vigie/{agent}"),
    post("/vigie/{agent}/verdict", &[("jusqua", "1795392000000"), ("combien", "2")]),
    post("/vigie/reseau", &[("jusqua", "1795392000000"), ("combien", "2")]),
    get("/etendue"),
    get("/etendue/csv"),
    get("/etendue/preuves"),
    get("/fuites"),
    post("/fuites", &[("fuite", "Zqxfuite;Lina;2006-05-12")]),
    get("/campagnes"),
    post("/campagnes/reprise", &[]),
    get("/campagnes/{agent}"),
    post("/campagnes/{agent}/certification", &[]),
    post("/campagnes/{agent}/cloture", &[]),
    post("/campagnes/{agent}/depart", DATE),
    get("/quotas"),
    post("/quotas", &[("structure", "59512S00"), ("nombre", "12"), ("jusqu", "J+60")]),
    get("/rallonges"),
    post("/rallonges", &[("agent", "99999999999999999999999999999999")]),
    get("/bris"),
    post(
        "/bris/revue",
        &[
            ("agent", "99999999999999999999999999999999"),
            ("sujet", "99999999999999999999999999999999"),
            ("justifie", "oui"),
        ],
    ),
    get("/bris/{dossier}"),
    post("/bris/{dossier}/don", &[("code", "ABCEFHJK")]),
    post("/bris/{dossier}/prise", &[("motif", "1")]),
    get("/gels"),
    post("/gels", &[("structure", "59512S00"), ("minutes", "60")]),
    post("/gels/lever", &[("structure", "59512S00")]),
    get("/incidents"),
    get("/incidents/{incident}"),
    post("/incidents/ouverture", &[("agent", "99999999999999999999999999999999")]),
    post("/incidents/{incident}/ajout", &[("agent", "99999999999999999999999999999999")]),
    post("/incidents/{incident}/retrait", &[("agent", "99999999999999999999999999999999")]),
    post("/incidents/{incident}/cloture", &[("vu", "99999999999999999999999999999999"), ("verdict", "faux")]),
    get("/mandats"),
    get("/mandats/nouveau"),
    post(
        "/mandats/nouveau",
        &[("atelier", "99999999999999999999999999999999"), ("titre", "Forum"), ("destinataire", CLE), ("jusqu", "J+2")],
    ),
    get("/mandats/{mandat}"),
    post("/mandats/{mandat}/approbation", &[]),
    post("/mandats/{mandat}/arret", &[]),
    get("/mandats/{mandat}/fichier"),
];

/// What is done at once: the staff list is replaced, an account is cut, her own last.
pub const LAST: &[Demande] = &[
    Demande { method: "POST", route: "/habilitations/liste", corps: Fichier, champs: &[] },
    post("/habilitations/{agent}/suspension", &[]),
    Demande { method: "POST", route: "/compte/alerte", corps: Page, champs: &[] },
];

/// Where dossiers are.
pub const DOSSIERS: &[(&str, &str, &str)] = &[
    ("GET", "/", ""),
    ("GET", "/portefeuille", ""),
    ("GET", "/portefeuille?de=structure", ""),
    ("GET", "/lectures", ""),
    ("GET", "/imports", ""),
    ("POST", "/recherche", "requete=martin"),
    ("POST", "/dossiers/nouveau", "requete=martin"),
    ("GET", "/dossiers/{dossier}", ""),
    ("POST", "/dossiers/{dossier}", "partie=contact&avant-voie=&voie=1+rue"),
    ("GET", "/dossiers/{dossier}/modifier?partie=contact", ""),
    ("GET", "/dossiers/{dossier}/impression?feuille=contact", ""),
    ("POST", "/dossiers/{dossier}/delicat", ""),
    ("POST", "/dossiers/{dossier}/identifiants", ""),
    ("POST", "/dossiers/{dossier}/evenements", "genre=telephone&date=2026-11-20&duree=15&texte=x"),
    ("PUT", "/dossiers/{dossier}/brouillon", "genre=telephone&texte=x"),
];

impl Demande {
    /// Type and text of the body.
    pub fn body(&self) -> (&'static str, String) {
        let champs: Vec<(&str, String)> = self.champs.iter().map(|(nom, value)| (*nom, dated(value))).collect();
        let champs: Vec<(&str, &str)> = champs.iter().map(|(nom, value)| (*nom, value.as_str())).collect();
        match self.corps {
            Fichier => ("text/csv", "Nom;Prénom;Mail\nZqxliste;Anna;anna.zqxliste@essai.example\n".into()),
            Json => {
                let empty = r#"{"credential":"AAAA","clientDataJSON":"AAAA","attestationObject":"AAAA"}"#;
                ("application/json", empty.into())
            }
            Page | Script => ("application/x-www-form-urlencoded;charset=UTF-8", form(&champs)),
        }
    }
}

/// ISO date in so many days.
pub fn jour(jours: i64) -> String {
    let today = jiff::Zoned::now().date();
    today.checked_add(jiff::Span::new().days(jours)).expect("a date").to_string()
}

fn dated(value: &str) -> String {
    value.strip_prefix("J+").and_then(|days| days.parse().ok()).map_or_else(|| value.to_owned(), jour)
}
