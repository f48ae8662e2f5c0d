//! The words on screen: Fluent files in `langues/`, one per language, built into the program.

use std::sync::LazyLock;

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use domaine::catalogue::Valeur;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// A language of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Langue {
    /// French, the language of the trade.
    Fr,
    /// English.
    En,
}

impl Langue {
    /// Both, French first.
    pub const ALL: [Langue; 2] = [Langue::Fr, Langue::En];

    /// Code for `lang` attributes and addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Langue::Fr => "fr",
            Langue::En => "en",
        }
    }

    fn from_code(code: &str) -> Option<Langue> {
        Langue::ALL.into_iter().find(|langue| langue.code() == code)
    }

    /// The reader's choice: `?langue=`, else what the worker relays, else the browser's preference, else French.
    pub fn of(headers: &HeaderMap, query: Option<&str>) -> Langue {
        let asked = query.and_then(|query| query.split('&').find_map(|pair| pair.strip_prefix("langue=")));
        let relayed = || headers.get("cairn-langue")?.to_str().ok();
        let preferred = || {
            let accepted = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
            accepted.split(',').find_map(|range| Langue::from_code(range.trim().get(..2)?))
        };
        asked
            .and_then(Langue::from_code)
            .or_else(|| relayed().and_then(Langue::from_code))
            .or_else(preferred)
            .unwrap_or(Langue::Fr)
    }

    /// The other one, for the switch.
    pub fn other(self) -> Langue {
        match self {
            Langue::Fr => Langue::En,
            Langue::En => Langue::Fr,
        }
    }

    fn source(self) -> &'static str {
        match self {
            Langue::Fr => include_str!("../langues/fr.ftl"),
            Langue::En => include_str!("../langues/en.ftl"),
        }
    }

    /// A sentence without arguments.
    pub fn t(self, key: &str) -> String {
        self.format(key, None)
    }

    /// A sentence with one number, date or code. Personal values never pass here: they only pass the page's filter.
    pub fn t1<'a>(self, key: &str, name: &'a str, value: impl Into<FluentValue<'a>>) -> String {
        let mut args = FluentArgs::new();
        args.set(name, value);
        self.format(key, Some(&args))
    }

    /// A sentence with two.
    pub fn t2<'a>(
        self,
        key: &str,
        first: (&'a str, impl Into<FluentValue<'a>>),
        second: (&'a str, impl Into<FluentValue<'a>>),
    ) -> String {
        let mut args = FluentArgs::new();
        args.set(first.0, first.1);
        args.set(second.0, second.1);
        self.format(key, Some(&args))
    }

    /// The word of a value of the catalogue.
    pub fn mot(self, valeur: &Valeur) -> &'static str {
        match self {
            Langue::Fr => valeur.fr,
            Langue::En => valeur.en,
        }
    }

    /// Classes of a bitmap: "identité, contact".
    pub fn classes(self, bitmap: u8) -> String {
        let named = (0..7).filter(|n| bitmap & (1 << n) != 0).map(|n| self.t(&format!("classe-{}", n + 1)));
        named.collect::<Vec<_>>().join(", ")
    }

    /// A key that nobody wrote shows itself; the tests below keep that from happening.
    fn format(self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let bundle = match self {
            Langue::Fr => &*FR,
            Langue::En => &*EN,
        };
        match bundle.get_message(key).and_then(|message| message.value()) {
            Some(pattern) => bundle.format_pattern(pattern, args, &mut Vec::new()).into_owned(),
            None => format!("«{key}»"),
        }
    }

    /// Whether the language has this key.
    pub fn has(self, key: &str) -> bool {
        match self {
            Langue::Fr => FR.has_message(key),
            Langue::En => EN.has_message(key),
        }
    }
}

static FR: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| load(Langue::Fr));
static EN: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| load(Langue::En));

/// Loads both languages, at start, so that a bad file cannot wait for a reader.
pub fn load_all() {
    LazyLock::force(&FR);
    LazyLock::force(&EN);
}

fn load(langue: Langue) -> FluentBundle<FluentResource> {
    let resource =
        FluentResource::try_new(langue.source().to_owned()).expect("the language file parses: a test reads it");
    let id: LanguageIdentifier = langue.code().parse().expect("two letters name a language");
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Isolation marks would come out as stray characters when text is copied.
    bundle.set_use_isolating(false);
    bundle.add_resource(resource).expect("each key stands once: a test reads it");
    bundle
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    fn keys(langue: Langue) -> BTreeSet<&'static str> {
        let lines = langue.source().lines();
        lines
            .filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|l| l.split_once(" ="))
            .map(|(k, _)| k)
            .collect()
    }

    /// Every literal key given to `t(`, `t1(` or `t2(` in a page or a verb.
    fn used(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).expect("the sources are there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                used(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs" || e == "html") && !path.ends_with("langues.rs") {
                let text = std::fs::read_to_string(&path).expect("a source is text");
                for call in ["t(\"", "t1(\"", "t2(\""] {
                    let calls = text
                        .match_indices(call)
                        .filter(|(at, _)| !text[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_'));
                    found.extend(
                        calls.filter_map(|(at, _)| text[at + call.len()..].split('"').next()).map(str::to_owned),
                    );
                }
            }
        }
    }

    #[test]
    fn both_languages_say_everything() {
        assert_eq!(keys(Langue::Fr), keys(Langue::En));
    }

    #[test]
    fn no_page_asks_for_a_word_that_nobody_wrote() {
        let mut found = BTreeSet::new();
        used(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut found);
        assert!(found.len() > 50, "the search found its calls: {}", found.len());
        let missing: Vec<_> = found.iter().filter(|key| !Langue::Fr.has(key)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn every_reason_of_the_coffre_has_its_words() {
        let mut reasons = BTreeSet::new();
        collect(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../coffre/src")), &mut reasons);
        let missing: Vec<_> = reasons.iter().filter(|r| !Langue::Fr.has(&format!("saisie-{r}"))).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    /// `Saisie { champ: …, raison: "…" }`, wherever it stands.
    fn collect(folder: &Path, reasons: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).expect("the sources are there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                collect(&path, reasons);
            } else {
                let text = std::fs::read_to_string(&path).unwrap_or_default();
                let made = text.split("Saisie {").skip(1).filter_map(|rest| rest.split('}').next());
                let given = made.filter_map(|fields| fields.split("raison: \"").nth(1)?.split('"').next());
                reasons.extend(given.map(str::to_owned));
            }
        }
    }

    #[test]
    fn words_of_the_trade_have_their_translation() {
        let champs = domaine::Champ::ALL.iter().map(|c| format!("champ-{}", c.key()));
        let roles = droits::Role::ALL.iter().map(|r| format!("role-{}", r.key()));
        let classes = (1..=7).map(|n| format!("classe-{n}"));
        for key in champs.chain(roles).chain(classes) {
            assert!(Langue::Fr.has(&key) && Langue::En.has(&key), "{key}");
        }
    }

    #[test]
    fn the_reader_chooses() {
        let check = |accepted: &'static str, relayed: Option<&'static str>, query: Option<&str>, expected| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_LANGUAGE, accepted.parse().expect("a header"));
            if let Some(relayed) = relayed {
                headers.insert("cairn-langue", relayed.parse().expect("a header"));
            }
            assert_eq!(Langue::of(&headers, query), expected, "{accepted} {relayed:?} {query:?}");
        };
        check("", None, None, Langue::Fr);
        check("en-GB,fr;q=0.5", None, None, Langue::En);
        check("de, en;q=0.8", None, None, Langue::En);
        check("en", Some("fr"), None, Langue::Fr);
        check("en", Some("fr"), Some("page=2&langue=en"), Langue::En);
        check("fr", Some("zz"), Some("langue=zz"), Langue::Fr);
    }
}
