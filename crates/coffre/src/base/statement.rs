//! SQL as named constants: one text for both engines, checked in form when the program is compiled.

/// A named SQL text. Declared by [`statements!`](crate::statements) and nowhere else, so that the test
/// which prepares every statement on both engines knows them all.
#[derive(Clone, Copy, Debug)]
pub struct Statement {
    name: &'static str,
    text: &'static str,
    id: u64,
}

impl Statement {
    /// For the macro. Refuses, at compile time, what the two engines would read differently: a bare `?`
    /// (numbered by order of appearance), a `$1` (SQLite numbers it by order too) and a second statement.
    pub const fn new(name: &'static str, text: &'static str) -> Self {
        check_form(text.as_bytes());
        Self { name, text, id: fnv(name.as_bytes(), fnv(text.as_bytes(), FNV_START)) }
    }

    /// Module path and name, as shown in errors.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The text with `?N` placeholders, as written.
    pub const fn text(&self) -> &'static str {
        self.text
    }

    /// Key of the caches of prepared statements; `prepare_all` refuses two statements with the same one.
    pub const fn id(&self) -> u64 {
        self.id
    }

    /// The text with `$N` placeholders. Made once for each connection, when the statement is prepared.
    pub(super) fn postgresql(&self) -> String {
        let mut quoted = false;
        self.text
            .chars()
            .map(|c| {
                quoted ^= c == '\'';
                if c == '?' && !quoted { '$' } else { c }
            })
            .collect()
    }
}

/// Declares the statements of a module: one constant each, and `STATEMENTS`, the list of them.
///
/// ```text
/// mod dossier {
///     coffre::statements! {
///         GET = "select structure, etat from dossier where id = ?1";
///         TOUCH = "update dossier set etat = etat + 1 where id = ?1 and etat = ?2";
///     }
/// }
/// assert_eq!(dossier::STATEMENTS.len(), 2);
/// ```
#[macro_export]
macro_rules! statements {
    ($( $(#[$meta:meta])* $name:ident = $text:expr; )+) => {
        $(
            $(#[$meta])*
            #[doc = concat!("`", $text, "`")]
            pub const $name: $crate::base::Statement =
                $crate::base::Statement::new(concat!(module_path!(), "::", stringify!($name)), $text);
        )+
        /// Every statement of this module, for the test that prepares them on both engines.
        #[allow(dead_code)] // only tests read it
        pub const STATEMENTS: &[$crate::base::Statement] = &[$($name),+];
    };
}

const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a: enough to tell texts apart, not a protection against anybody.
pub(super) const fn fnv(bytes: &[u8], mut hash: u64) -> u64 {
    let mut i = 0;
    while i < bytes.len() {
        hash = (hash ^ bytes[i] as u64).wrapping_mul(0x0000_0100_0000_01b3);
        i += 1;
    }
    hash
}

/// The fingerprint of a text, from the usual starting value.
pub(super) const fn fingerprint(text: &str) -> u64 {
    fnv(text.as_bytes(), FNV_START)
}

const fn check_form(text: &[u8]) {
    let mut quoted = false;
    let mut i = 0;
    while i < text.len() {
        let c = text[i];
        if c == b'\'' {
            quoted = !quoted;
        } else if !quoted {
            assert!(c != b';', "one statement, without a semicolon");
            assert!(c != b'$', "placeholders are written ?1, ?2: the engines number $1 differently");
            let numbered = i + 1 < text.len() && text[i + 1] >= b'1' && text[i + 1] <= b'9';
            assert!(c != b'?' || numbered, "a placeholder carries its number: ?1");
            let comment = i + 1 < text.len() && c == b'-' && text[i + 1] == b'-';
            assert!(!comment, "no comment in a statement: a quote inside it would hide a placeholder");
        }
        i += 1;
    }
    assert!(!quoted, "a quote is left open");
}

#[cfg(test)]
mod tests {
    use super::Statement;

    #[test]
    fn placeholders_become_dollars_outside_quotes() {
        let check = |text, wanted: &str| assert_eq!(Statement::new("t", text).postgresql(), wanted);
        check("select ?2, ?1", "select $2, $1");
        check("select '?1', ?1", "select '?1', $1");
        check("select 'l''été ?', ?12", "select 'l''été ?', $12");
    }

    #[test]
    fn ambiguous_texts_do_not_compile() {
        // The constructor is evaluated at compile time in the macro; here it panics for the same reasons.
        for text in ["select ?", "select $1", "select 1; select 2", "select 'a", "select ?0", "select 1 -- it's"] {
            assert!(std::panic::catch_unwind(|| Statement::new("t", text)).is_err(), "{text}");
        }
    }
}
