//! French and English say the same things: a key of one language exists in the other, with the same
//! arguments. A page with a missing word would show its key to a young person.

use crate::lieux::Lieux;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

type Messages = BTreeMap<String, BTreeSet<String>>;

#[test]
fn french_and_english_have_the_same_messages() {
    let dir = Lieux::find().root.join("crates/guichet/langues");
    if !dir.exists() {
        return; // no page yet, hence no word
    }
    let read = |name: &str| messages(&fs::read_to_string(dir.join(name)).expect("a file of messages"));
    let (french, english) = (read("fr.ftl"), read("en.ftl"));
    assert!(!french.is_empty());
    for (key, arguments) in &french {
        assert_eq!(Some(arguments), english.get(key), "{key}: French, then English");
    }
    for key in english.keys() {
        assert!(french.contains_key(key), "{key} is in English only");
    }
}

/// Keys (attributes as `key.attribute`) and the `$arguments` that each uses.
fn messages(text: &str) -> Messages {
    let mut messages = Messages::new();
    let mut message = String::new();
    let mut key = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let trimmed = line.trim_start();
        let name = trimmed.split_once('=').map_or("", |(name, _)| name.trim());
        if line == trimmed && is_name(name) {
            message = name.to_owned();
            key = name.to_owned();
        } else if let Some(attribute) = name.strip_prefix('.').filter(|name| is_name(name)) {
            key = format!("{message}.{attribute}");
        }
        if !key.is_empty() {
            messages.entry(key.clone()).or_default().extend(arguments(line));
        }
    }
    messages
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

fn arguments(line: &str) -> Vec<String> {
    let words = line.split('$').skip(1);
    words
        .map(|word| word.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect())
        .collect()
}

#[test]
fn messages_are_read_as_fluent_writes_them() {
    let read = messages(
        "# comment = no\nhello = Bonjour { $nom }\n    .title = Dire { $mot }\ncount = { $n ->\n    [one] un\n   *[other] { $n } = { $autre }\n}\n",
    );
    let show: Vec<String> = read.iter().map(|(key, args)| format!("{key}{args:?}")).collect();
    assert_eq!(show, ["count{\"autre\", \"n\"}", "hello{\"nom\"}", "hello.title{\"mot\"}"]);
}
