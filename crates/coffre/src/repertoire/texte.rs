//! From a name as written to the letters that are compared.
//!
//! Case, accents, hyphens, apostrophes and invisible marks are dropped here and nowhere else, so that
//! what is stored and what is typed always meet in the same form.

use zeroize::{Zeroize, Zeroizing};

/// Longest word kept, in bytes. The bit-parallel distance works in one 64-bit word.
pub const LETTRES_MAX: usize = 48;

/// One cedilla, kept apart because it changes the sound of a c and nothing else does.
pub const CEDILLE: u8 = 1;
/// One acute e: the only accent that changes whether a final e is heard.
pub const AIGU: u8 = 2;

/// A word reduced to its letters. Prints nothing, wiped when dropped.
pub struct Mot {
    brut: Zeroizing<Vec<u8>>,
    lettres: Zeroizing<Vec<u8>>,
}

impl Mot {
    fn new(brut: Vec<u8>) -> Self {
        let lettres = brut.iter().map(|&b| plain(b)).collect();
        Mot { brut: Zeroizing::new(brut), lettres: Zeroizing::new(lettres) }
    }

    /// Several words run together: "le" and "goff" give "legoff".
    pub fn join<'a>(mots: impl Iterator<Item = &'a Mot>) -> Mot {
        let mut brut = Vec::with_capacity(LETTRES_MAX);
        for mot in mots {
            let room = LETTRES_MAX - brut.len();
            brut.extend(mot.brut.iter().take(room));
        }
        Mot::new(brut)
    }

    /// Lower-case letters without any accent; a letter of another alphabet is its UTF-8 bytes.
    pub fn lettres(&self) -> &[u8] {
        &self.lettres
    }

    /// The same with [`CEDILLE`] and [`AIGU`] kept, for the phonetic key.
    pub fn brut(&self) -> &[u8] {
        &self.brut
    }

    /// A word that comes before a name and is often left out, or glued to it; also a lone letter.
    pub fn is_particule(&self) -> bool {
        const PARTICULES: &[&str] = &[
            "de", "du", "des", "la", "le", "les", "da", "do", "dos", "das", "di", "del", "della", "van", "von", "der",
            "den", "ter", "el", "al", "ben", "bel", "ibn", "bin", "abd", "ait", "abou", "ould", "mc", "mac", "saint",
            "sainte", "st", "ste", "san",
        ];
        self.lettres.len() < 2 || PARTICULES.iter().any(|particule| particule.as_bytes() == self.lettres())
    }
}

/// The words of a name, in order. Digits and signs separate, like spaces.
pub fn split(texte: &str) -> Vec<Mot> {
    let mut mots = Vec::new();
    let mut current = Vec::with_capacity(LETTRES_MAX);
    for c in texte.chars() {
        if !fold(c, &mut current) && !current.is_empty() {
            mots.push(Mot::new(std::mem::replace(&mut current, Vec::with_capacity(LETTRES_MAX))));
        }
    }
    if !current.is_empty() {
        mots.push(Mot::new(current));
    } else {
        current.zeroize();
    }
    mots
}

/// Adds the letters of `c` to `word`; false if `c` ends a word.
pub fn fold(c: char, word: &mut Vec<u8>) -> bool {
    // Combining marks and invisible direction marks belong to the letter they follow.
    if matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
    {
        match (c, word.last_mut()) {
            ('\u{327}', Some(last)) if *last == b'c' => *last = CEDILLE,
            ('\u{301}', Some(last)) if *last == b'e' => *last = AIGU,
            _ => {}
        }
        return true;
    }
    if !c.is_alphabetic() || matches!(c, 'º' | 'ª') {
        return false;
    }
    for lower in c.to_lowercase() {
        let mut utf8 = [0; 4];
        let letters: &[u8] = match lower {
            'a'..='z' => lower.encode_utf8(&mut utf8).as_bytes(),
            'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | '\u{1ea0}'..='\u{1eb7}' => b"a",
            'æ' => b"ae",
            'ç' => &[CEDILLE],
            'ć' | 'ĉ' | 'ċ' | 'č' => b"c",
            'ď' | 'đ' | 'ð' => b"d",
            'é' => &[AIGU],
            'è' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ə' | '\u{1eb8}'..='\u{1ec7}' => b"e",
            'ĝ' | 'ğ' | 'ġ' | 'ģ' => b"g",
            'ĥ' | 'ħ' => b"h",
            'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | '\u{1ec8}'..='\u{1ecb}' => b"i",
            'ĵ' => b"j",
            'ķ' => b"k",
            'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => b"l",
            'ñ' | 'ń' | 'ņ' | 'ň' => b"n",
            'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' | '\u{1ecc}'..='\u{1ee3}' => b"o",
            'œ' => b"oe",
            'ŕ' | 'ŗ' | 'ř' => b"r",
            'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => b"s",
            'ß' => b"ss",
            'ţ' | 'ť' | 'ŧ' | 'ț' => b"t",
            'þ' => b"th",
            'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | '\u{1ee4}'..='\u{1ef1}' => b"u",
            'ŵ' => b"w",
            'ý' | 'ÿ' | 'ŷ' | '\u{1ef2}'..='\u{1ef9}' => b"y",
            'ź' | 'ż' | 'ž' => b"z",
            '\u{307}' => b"", // what lower-casing leaves of a Turkish capital dotted i
            other => other.encode_utf8(&mut utf8).as_bytes(),
        };
        // The buffer is never grown past its first capacity: no copy of a name is left behind.
        let room = LETTRES_MAX.saturating_sub(word.len());
        word.extend(letters.iter().take(room));
    }
    true
}

fn plain(b: u8) -> u8 {
    match b {
        CEDILLE => b'c',
        AIGU => b'e',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writings_of_one_name_meet() {
        let check = |texte: &str, expected: &str| {
            let words: Vec<_> =
                split(texte).iter().map(|m| String::from_utf8_lossy(m.lettres()).into_owned()).collect();
            assert_eq!(words.join(" "), expected);
        };
        check("Léa MASSON", "lea masson");
        check("Jean-Pierre", "jean pierre");
        check("d’Almeida", "d almeida");
        check("D'ALMEIDA", "d almeida");
        check("Maçon", "macon");
        check("mac\u{327}on le\u{301}a", "macon lea");
        check("Ben\u{a0}Aïssa", "ben aissa");
        check("Œuvrard Strauß", "oeuvrard strauss");
        check("Nguyễn", "nguyen");
        check("İpek Yıldız Şahin", "ipek yildiz sahin");
        check("\u{200f}Léa\u{202c}", "lea");
        check("  \t 12/03 ☺ ", "");
    }
}
