//! One JSON object of numbers, texts and objects, as `cairn mesure` writes it on a line. The commands of developers use
//! no library: this is all of JSON that they need, and anything else is refused.

/// An object: its members in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Objet(Vec<(String, Valeur)>);

#[derive(Clone, Debug, PartialEq)]
enum Valeur {
    Nombre(f64),
    Texte(String),
    Objet(Objet),
}

impl Objet {
    /// The object that this text is, from end to end.
    pub fn read(text: &str) -> Option<Objet> {
        let mut rest = text;
        let read = objet(&mut rest)?;
        rest.trim().is_empty().then_some(read)
    }

    /// A member that is a number.
    pub fn nombre(&self, name: &str) -> Option<f64> {
        match self.member(name)? {
            Valeur::Nombre(number) => Some(*number),
            _ => None,
        }
    }

    /// A member that is a text.
    pub fn texte(&self, name: &str) -> Option<&str> {
        match self.member(name)? {
            Valeur::Texte(text) => Some(text),
            _ => None,
        }
    }

    /// A member that is an object.
    pub fn objet(&self, name: &str) -> Option<&Objet> {
        match self.member(name)? {
            Valeur::Objet(objet) => Some(objet),
            _ => None,
        }
    }

    fn member(&self, name: &str) -> Option<&Valeur> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }
}

fn objet(rest: &mut &str) -> Option<Objet> {
    expect(rest, '{')?;
    let mut members = Vec::new();
    if expect(rest, '}').is_some() {
        return Some(Objet(members));
    }
    loop {
        let key = texte(rest)?;
        expect(rest, ':')?;
        members.push((key, valeur(rest)?));
        if expect(rest, ',').is_none() {
            return expect(rest, '}').map(|()| Objet(members));
        }
    }
}

fn valeur(rest: &mut &str) -> Option<Valeur> {
    match rest.trim_start().chars().next()? {
        '{' => objet(rest).map(Valeur::Objet),
        '"' => texte(rest).map(Valeur::Texte),
        _ => {
            let text = rest.trim_start();
            let end = text.find([',', '}']).unwrap_or(text.len());
            let number = text[..end].trim().parse::<f64>().ok().filter(|n| n.is_finite())?;
            *rest = &text[end..];
            Some(Valeur::Nombre(number))
        }
    }
}

/// A text without escapes: names of acts and engines have none.
fn texte(rest: &mut &str) -> Option<String> {
    expect(rest, '"')?;
    let (text, after) = rest.split_once('"')?;
    *rest = after;
    (!text.contains('\\')).then(|| text.to_owned())
}

fn expect(rest: &mut &str, wanted: char) -> Option<()> {
    *rest = rest.trim_start().strip_prefix(wanted)?;
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_benches_write_is_read() {
        let read =
            Objet::read(r#" {"acte":"nu", "cpu_ms": 1.5,"nu":{"dossiers":3000,"vide":{}}} "#).expect("an object");
        assert_eq!((read.texte("acte"), read.nombre("cpu_ms"), read.nombre("acte")), (Some("nu"), Some(1.5), None));
        assert_eq!(read.objet("nu").and_then(|nu| nu.nombre("dossiers")), Some(3000.0));
        assert_eq!(read.nombre("absent"), None);
    }

    #[test]
    fn anything_else_is_refused() {
        for wrong in
            ["", "{", "[]", r#"{"a":}"#, r#"{"a":1"#, r#"{"a":1}}"#, r#"{"a":"b\"c"}"#, r#"{"a":inf}"#, "{a:1}"]
        {
            assert_eq!(Objet::read(wrong), None, "{wrong}");
        }
    }
}
