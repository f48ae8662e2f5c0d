//! What somebody typed in a field of a dossier, checked and put in its one spelling. The form, the correction of a
//! cell at import and the coffre before it seals all ask here, so that a value has one meaning wherever it came from.

mod completude;
mod contact;
mod date;
mod identite;
mod numero;
mod raison;
mod texte;

pub use completude::{Completude, MANDATORY, REQUIRED, completude};
pub use contact::{mail, phone};
pub use date::date;
pub use numero::{nir_discords, nir_key};
pub use raison::Raison;
pub use texte::{CARACTERES_MAX, NOM_CARACTERES_MAX, normal_name, tidy};

pub(crate) use date::{day, lawful_birth, parts as date_parts};
pub(crate) use texte::words;

use jiff::civil::Date;
use zeroize::Zeroizing;

use crate::{Champ, Clair};

/// The value of `champ` in its one spelling, or `None` where nothing was typed. An empty field is never wrong here:
/// whether it may be empty is for [`MANDATORY`] and [`completude`]. Normalising what was normalised changes nothing.
///
/// Dates become `yyyy-mm-dd`, telephones ten digits (or `+` and the digits of a foreign number), a mail is in lower
/// case, sexe is `F` or `M`, a level of education is its code `1` to `8`, `X` or `C`.
///
/// # Errors
/// The first reason that makes it unusable; never the value.
pub fn normalise(champ: Champ, texte: &str, today: Date) -> Result<Option<Clair>, Raison> {
    let typed = Zeroizing::new(tidy(texte)?);
    if typed.is_empty() {
        return Ok(None);
    }
    let value = match champ {
        Champ::NomNaissance | Champ::NomUsage | Champ::Prenom | Champ::AutresPrenoms => texte::name(&typed)?,
        Champ::Naissance => date::birth(&typed, today)?.to_string(),
        Champ::Sexe => identite::sexe(&typed)?.to_owned(),
        Champ::Nationalite => identite::nationalite(&typed)?,
        Champ::CommuneNaissance | Champ::Commune => identite::commune(&typed)?,
        Champ::CodePostal => contact::postal_code(&typed)?,
        Champ::Telephone | Champ::TelephoneFixe => phone(&typed)?,
        Champ::Mail => mail(&typed)?,
        Champ::Nir => numero::nir(&typed)?,
        Champ::IdentifiantFranceTravail => numero::france_travail(&typed)?,
        Champ::NiveauFormation => identite::niveau(&typed)?.to_owned(),
        Champ::Iban => numero::iban(&typed)?,
        _ => texte::free(&typed)?,
    };
    Ok(Some(Clair::new(value)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 22);

    fn check(champ: Champ, texte: &str, expected: Result<&str, Raison>) {
        let got = normalise(champ, texte, TODAY).map(|v| v.map_or(String::new(), |v| v.expose().to_owned()));
        assert_eq!(got.as_deref(), expected.as_ref().map(|v| *v), "{champ:?} {texte:?}");
    }

    #[test]
    fn every_field_takes_nothing_and_refuses_what_hides() {
        for champ in Champ::ALL {
            check(*champ, "", Ok(""));
            check(*champ, " \u{a0}\t\u{feff} ", Ok(""));
            check(*champ, "a\0b", Err(Raison::CaractereInterdit));
            check(*champ, "Essai\u{202e}rueil", Err(Raison::CaractereInterdit));
            assert!(normalise(*champ, &"a".repeat(5_000), TODAY).is_err(), "{champ:?}");
        }
    }

    #[test]
    fn what_is_normal_stays() {
        let typed = [
            (Champ::NomNaissance, "  D’ALMEIDA \u{a0}costa "),
            (Champ::Prenom, "Zoe\u{301}"),
            (Champ::Naissance, "1/3/2006"),
            (Champ::Sexe, "Madame"),
            (Champ::Nationalite, "FR"),
            (Champ::CommuneNaissance, "Saint-Denis (974)"),
            (Champ::CodePostal, "59 000"),
            (Champ::Telephone, "+33 (0)6 39 98 12 34"),
            (Champ::Telephone, "+32 470 12 34 56"),
            (Champ::Mail, " Lea@Exemple.Example"),
            (Champ::Nir, "1 05 05 2a 004 000 25"),
            (Champ::IdentifiantFranceTravail, "1234567 a"),
            (Champ::NiveauFormation, "Niveau IV"),
            (Champ::Iban, "fr14 2004 1010 0505 0001 3m02 606"),
            (Champ::Situation, "Demandeur   d'emploi"),
        ];
        for (champ, texte) in typed {
            let once = normalise(champ, texte, TODAY).expect("right").expect("something");
            let twice = normalise(champ, once.expose(), TODAY).expect("still right").expect("still there");
            assert!(once == twice, "{champ:?}");
        }
    }

    #[test]
    fn numbers_and_codes() {
        check(Champ::Sexe, "H", Ok("M"));
        check(Champ::Sexe, "2", Ok("F"));
        check(Champ::Sexe, "Mme", Ok("F"));
        check(Champ::Sexe, "peut-être", Err(Raison::SexeInconnu));
        check(Champ::CodePostal, "5900", Err(Raison::CodePostalMalForme));
        check(Champ::CodePostal, "99999", Err(Raison::CodePostalMalForme));
        check(Champ::NiveauFormation, "bac pro", Ok("4"));
        check(Champ::NiveauFormation, "V bis", Ok("2"));
        check(Champ::NiveauFormation, "9", Err(Raison::NiveauInconnu));
        check(Champ::Nationalite, "Francaise", Ok("française"));
        check(Champ::Nationalite, "malienne", Ok("malienne"));
        check(Champ::Voie, &"é".repeat(200), Ok(&"é".repeat(200)));
        check(Champ::Voie, &"é".repeat(201), Err(Raison::ChampTropLong));
        check(Champ::Voie, "3 rue\ndes Essais", Ok("3 rue des Essais"));
    }
}
