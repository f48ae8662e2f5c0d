//! What somebody, or something, may put in a field, and which fields take it all the same.

use std::sync::LazyLock;

/// A value that no field expects.
pub struct Mauvaise {
    /// Its name in the table that a failure prints.
    pub nom: &'static str,
    /// As a form encodes it.
    pub codee: String,
    /// As it is read; none where the bytes are no text.
    pub texte: Option<String>,
}

/// Every bad value.
pub static MAUVAISES: LazyLock<Vec<Mauvaise>> = LazyLock::new(|| {
    let texts: [(&'static str, String); 16] = [
        ("nothing", String::new()),
        ("10 kB", "Zqx".repeat(3_400)),
        ("1 MB", "Zqx".repeat(340_000)),
        ("NUL", "Zqxnul\0essai".into()),
        ("bidi", "Zqxbidi\u{202e}iasse".into()),
        ("HTML", "Zqx\"><img src=x onerror=alert(4)>".into()),
        ("script", "</textarea><script>alert(4)</script>".into()),
        ("emoji", "Zqx👩\u{200d}🚀🇫🇷".into()),
        ("combining", format!("Zqxe{}", "\u{301}".repeat(40))),
        ("huge number", "99999999999999999999999999".into()),
        ("negative", "-1".into()),
        ("NaN", "NaN".into()),
        ("30 February", "2026-02-30".into()),
        ("day 0", "0000-00-00".into()),
        ("year 99999", "99999-01-01".into()),
        ("unknown code", "zqx-inconnu".into()),
    ];
    let read = texts.into_iter().map(|(nom, texte)| Mauvaise { nom, codee: encode(&texte), texte: Some(texte) });
    read.chain([Mauvaise { nom: "no UTF-8", codee: "%FF%FE%80".into(), texte: None }]).collect()
});

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prend {
    /// A name of the état civil that must be there.
    Nom,
    /// A name of the état civil that may be missing.
    NomFacultatif,
    /// A line of free text that may be missing.
    Ligne,
    /// The name that an agent gives to a filter.
    NomDeFiltre,
    /// The words of a filter: none at all is the whole portefeuille.
    Filtre,
    /// The name of a commune.
    Commune,
    /// A nationality: no digit is in one.
    Nationalite,
    /// A code whose spelling is read with indulgence: "-1" is "1".
    Code,
    /// The text of an entretien, which must be there and is kept as it was typed, invisible signs included.
    Texte,
    /// The text of a draft: emptied, it is forgotten.
    Brouillon,
    /// A cell of a spreadsheet: whatever stands in it, the grid says what is wrong.
    Cellule,
    /// A field that may be missing, and must otherwise be right.
    Facultatif,
    /// A field that must be there and be right.
    Stricte,
    /// The gesture itself, read once, at the beginning.
    Geste,
    /// Anything at all: a flag, a search, the value that a form was given. What comes of it is judged otherwise.
    Tout,
}

impl Prend {
    /// Whether the form goes through with this in the field; `None` where both are right.
    pub fn takes(self, cas: &str) -> Option<bool> {
        let too_long = matches!(cas, "10 kB" | "1 MB");
        let hides = matches!(cas, "NUL" | "bidi" | "no UTF-8");
        let is_missing = matches!(cas, "nothing" | "missing");
        let has_digits = matches!(
            cas,
            "HTML" | "script" | "twice" | "huge number" | "negative" | "30 February" | "day 0" | "year 99999"
        );
        let is_a_name = matches!(cas, "NaN" | "unknown code" | "combining");
        Some(match self {
            Prend::Nom => is_a_name,
            Prend::NomFacultatif | Prend::Commune => is_missing || is_a_name,
            Prend::Ligne => !too_long && !hides,
            Prend::NomDeFiltre => !too_long && !hides && !is_missing,
            Prend::Filtre | Prend::Facultatif => is_missing,
            Prend::Nationalite => !too_long && !hides && !has_digits,
            Prend::Code => is_missing || cas == "negative",
            Prend::Texte => !is_missing && !too_long,
            Prend::Brouillon => cas != "missing" && !too_long,
            Prend::Cellule => !too_long,
            Prend::Stricte => false,
            Prend::Geste => cas == "twice",
            Prend::Tout => return None,
        })
    }
}

/// One value as forms encode it.
pub fn encode(text: &str) -> String {
    let one = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        b' ' => "+".to_owned(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(one).collect()
}
