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
    /// A name that must be there.
    Nom,
    /// A name that may be missing.
    NomFacultatif,
    /// A word or a line of free text.
    Ligne,
    /// The name of a commune.
    Commune,
    /// A nationality.
    Nationalite,
    /// The text of an entretien, which must be there.
    Texte,
    /// The text of a draft: empty, it is forgotten.
    Brouillon,
    /// A cell of a spreadsheet: whatever stands in it, the grid says what is wrong.
    Cellule,
    /// A field that may be missing, and must otherwise be right.
    Facultatif,
    /// A field that must be there and be right.
    Stricte,
    /// Whatever is there means nothing unless it is one word: a flag, an unknown genre of a draft.
    Drapeau,
    /// What is looked for.
    Cherche,
}

impl Prend {
    /// Whether the form goes through with this in the field.
    pub fn takes(self, cas: &str) -> bool {
        let too_long = matches!(cas, "10 kB" | "1 MB");
        let hides = matches!(cas, "NUL" | "bidi" | "no UTF-8");
        let is_missing = matches!(cas, "nothing" | "missing");
        match self {
            Prend::Nom => matches!(cas, "NaN" | "unknown code"),
            Prend::NomFacultatif => is_missing || Prend::Nom.takes(cas),
            Prend::Ligne => !too_long && !hides,
            Prend::Commune => is_missing || matches!(cas, "NaN" | "unknown code"),
            Prend::Nationalite => is_missing || matches!(cas, "HTML" | "script" | "twice" | "NaN" | "unknown code" | "emoji" | "combining"),
            Prend::Texte => !is_missing && !too_long && !hides,
            Prend::Brouillon => cas != "missing" && cas != "1 MB" && !too_long,
            Prend::Cellule => !too_long,
            Prend::Facultatif => is_missing,
            Prend::Stricte => false,
            Prend::Drapeau | Prend::Cherche => cas != "1 MB",
        }
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
