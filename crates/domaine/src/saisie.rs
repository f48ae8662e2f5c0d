//! What somebody typed in a field of a dossier, checked and put in its one spelling. The form, the correction of a
//! cell at import and the coffre before it seals all ask here, so that a value has one meaning wherever it came from.

mod completude;
mod contact;
mod date;
mod discords;
pub mod etablissement;
mod iban;
mod identite;
mod liste;
mod numero;
mod raison;
mod texte;
#[cfg(test)]
mod vecteurs;

pub use completude::{Completude, MANDATORY, REQUIRED, completude};
pub use contact::{e164, mail, phone};
pub use date::date;
pub use discords::{EtatCivil, nir_discords};
pub use iban::{iban, is_sepa};
pub use numero::{nir_key, ntt};
pub use raison::Raison;
pub use texte::{CARACTERES_MAX, NOM_CARACTERES_MAX, normal_name, tidy};

pub(crate) use date::{day, lawful_birth, parts as date_parts};
pub(crate) use texte::words;

use jiff::civil::Date;
use zeroize::Zeroizing;

use crate::{Champ, Clair, Nature, nir};

/// Where a value comes from: an identifier that fails its check is kept from a paper, and refused from a machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provenance {
    /// Typed by somebody who has a paper, or the young person, before her. Numbers of people born abroad are often
    /// provisional: what the paper says is kept, with a warning.
    Papier,
    /// A file, a flow, another system: it has no excuse.
    Machine,
}

/// What becomes of a value that may be kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// In its one spelling; `None` where nothing was typed.
    pub valeur: Option<Clair>,
    /// Why it deserves a second look; always empty from a machine.
    pub alertes: Vec<Raison>,
}

/// The value of `champ` in its one spelling, as a machine must give it: [`verifier`] without indulgence. Normalising what
/// was normalised changes nothing.
///
/// # Errors
/// The first reason that makes it unusable; never the value.
pub fn normalise(champ: Champ, texte: &str, today: Date) -> Result<Option<Clair>, Raison> {
    verifier(champ, texte, today, Provenance::Machine).map(|verdict| verdict.valeur)
}

/// The value of `champ` in its one spelling, and what is to be remarked upon. An empty field is never wrong here: whether
/// it may be empty is for [`MANDATORY`] and [`completude`]. The same value always gets the same remarks, so that a page
/// may ask again for a value that is kept, and nobody has to store them.
///
/// Dates become `yyyy-mm-dd`, telephones ten digits (or `+` and the digits of a foreign number), a mail is in lower case,
/// sexe is `F` or `M`, a level of education is its code `1` to `8`, `X` or `C`, a value of a list its key, several their
/// keys in the order of the codes with a space between, a yes `oui`, a trade its ROME code.
///
/// # Errors
/// What cannot be read, from both; from a machine, what fails its check too. Never the value.
pub fn verifier(champ: Champ, texte: &str, today: Date, provenance: Provenance) -> Result<Verdict, Raison> {
    let typed = Zeroizing::new(tidy(texte)?);
    if typed.is_empty() {
        return Ok(Verdict::default());
    }
    let (valeur, alertes) = match champ.nature() {
        Nature::Nir => numero::nir(&typed)?,
        Nature::FranceTravail => numero::france_travail(&typed)?,
        Nature::Ine => numero::ine(&typed)?,
        Nature::Allocataire => numero::allocataire(&typed)?,
        nature => (plain(nature, &typed, today)?, Vec::new()),
    };
    let valeur = Clair::new(valeur);
    match (provenance, alertes.first()) {
        (Provenance::Machine, Some(raison)) => Err(*raison),
        _ => Ok(Verdict { valeur: Some(valeur), alertes }),
    }
}

/// Whether a base may hold this value, once it is in its one spelling: a real base has no invented person and no
/// specimen, whoever gives it. `synthetique` is the mark of a fictional base.
///
/// # Errors
/// [`Raison::NirOrdre`] or [`Raison::NirSpecimen`].
pub fn reserve(champ: Champ, valeur: &Clair, synthetique: bool) -> Result<(), Raison> {
    match champ.nature() {
        Nature::Nir | Nature::Allocataire if valeur.expose().len() == 15 => {
            nir::reserve(valeur.expose(), synthetique).map_err(numero::raison)
        }
        _ => Ok(()),
    }
}

/// A value that is right or is not.
fn plain(nature: Nature, typed: &str, today: Date) -> Result<String, Raison> {
    match nature {
        Nature::Nom => texte::name(typed),
        Nature::Naissance => date::birth(typed, today).map(|date| date.to_string()),
        Nature::Sexe => identite::sexe(typed).map(str::to_owned),
        Nature::Date => liste::jour(typed),
        Nature::Texte { max } => texte::at_most(typed, max.into()),
        Nature::OuiNon => liste::oui_non(typed).map(str::to_owned),
        Nature::Liste(nom) => liste::une(nom, typed),
        Nature::Multiple(nom) => liste::plusieurs(nom, typed),
        Nature::Nombre { max } => liste::nombre(typed, max),
        Nature::Telephone => phone(typed),
        Nature::Mail => mail(typed),
        Nature::CodePostal => contact::postal_code(typed),
        Nature::Commune | Nature::Pays => identite::commune(typed),
        Nature::Nationalite => identite::nationalite(typed),
        Nature::Niveau => identite::niveau(typed).map(str::to_owned),
        Nature::Rome => liste::rome(typed),
        Nature::Iban => iban(typed),
        // What the system writes has the shape that it gave; numbers with a check are read before.
        Nature::Interne | Nature::Nir | Nature::FranceTravail | Nature::Ine | Nature::Allocataire => texte::free(typed),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 22);

    /// From a paper and from a machine: what becomes of it, and the remarks from the paper.
    fn check_both(champ: Champ, texte: &str, paper: Result<(&str, &[Raison]), Raison>, machine: Result<&str, Raison>) {
        let got = verifier(champ, texte, TODAY, Provenance::Papier);
        let got = got.as_ref().map(|v| (v.valeur.as_ref().map_or("", Clair::expose), &v.alertes[..])).map_err(|r| *r);
        assert_eq!(got, paper, "{champ:?} {texte:?} from a paper");
        check(champ, texte, machine);
    }

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
    fn a_paper_may_be_wrong_and_a_machine_not() {
        use Champ::{IdentifiantFranceTravail, Ine, Nir, NumeroAllocataire};
        let nir = "203077511500016";
        check_both(Nir, "2 03 07 75 115 000 16", Ok((nir, &[])), Ok(nir));
        check_both(Nir, "203077511500017", Ok(("203077511500017", &[Raison::NirCle])), Err(Raison::NirCle));
        check_both(
            Nir,
            "205130051200000",
            Ok(("205130051200000", &[Raison::NirMois, Raison::NirLieu, Raison::NirCle])),
            Err(Raison::NirMois),
        );
        check_both(Nir, "20307751150001X", Err(Raison::NirCaractere), Err(Raison::NirCaractere));
        check_both(Nir, "2030775115000", Err(Raison::NirSansCle), Err(Raison::NirSansCle));
        check_both(Nir, "20307", Err(Raison::NirLongueur), Err(Raison::NirLongueur));
        let unusual: &[Raison] = &[Raison::IneMalForme];
        check_both(Ine, "1234567890A", Ok(("1234567890A", &[])), Ok("1234567890A"));
        check_both(Ine, "12345678901", Ok(("12345678901", unusual)), Err(Raison::IneMalForme));
        check_both(Ine, "1234567890", Err(Raison::IneMalForme), Err(Raison::IneMalForme));
        let unusual: &[Raison] = &[Raison::IdentifiantMalForme];
        check_both(IdentifiantFranceTravail, "123456A7", Ok(("123456A7", unusual)), Err(Raison::IdentifiantMalForme));
        let unusual: &[Raison] = &[Raison::AllocataireMalForme];
        check_both(NumeroAllocataire, "1234567", Ok(("1234567", unusual)), Err(Raison::AllocataireMalForme));
        // Money is refused from both: a payment would come back.
        let rib = "FR4999999000010000000005063";
        check_both(Champ::Iban, rib, Err(Raison::RibCle), Err(Raison::RibCle));
        check_both(Champ::Nir, " ", Ok(("", &[])), Ok(""));
    }

    #[test]
    fn a_real_base_has_nobody_invented() {
        let check = |champ: Champ, valeur: &str, synthetique: bool, expected: Result<(), Raison>| {
            assert_eq!(reserve(champ, &Clair::new(valeur), synthetique), expected, "{champ:?} {valeur}");
        };
        check(Champ::Nir, "203077511500016", true, Ok(()));
        check(Champ::Nir, "203077511500016", false, Err(Raison::NirOrdre));
        check(Champ::NumeroAllocataire, "203077511500016", false, Err(Raison::NirOrdre));
        check(Champ::NumeroAllocataire, "1234567A", false, Ok(()));
        check(Champ::Nir, nir::SPECIMEN, false, Err(Raison::NirSpecimen));
        check(Champ::Voie, "203077511500016", false, Ok(()));
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
            (Champ::Ine, "123456789 ab"),
            (Champ::NumeroAllocataire, "1234567 a"),
            (Champ::MetierVise, "Caissier / Caissière (D1505)"),
            (Champ::Permis, "b"),
            (Champ::NePasContacterParents, "x"),
            (Champ::TitreSejourFin, "31/12/2027"),
            (Champ::EnfantsACharge, "02"),
            (Champ::PaysNaissance, "Côte d’Ivoire"),
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
        check(Champ::DiplomesPrecision, &"é".repeat(400), Ok(&"é".repeat(400)));
        check(Champ::DiplomesPrecision, &"é".repeat(401), Err(Raison::ChampTropLong));
        check(Champ::RessourcesMontant, "100000", Err(Raison::NombreTropGrand));
        check(Champ::RqthFin, "01/01/2101", Err(Raison::DateHorsLimites));
        check(Champ::Jdc, "jamais", Err(Raison::OuiNonInconnu));
        check(Champ::Logement, "dans un château", Err(Raison::ValeurInconnue));
        check(Champ::Voie, "3 rue\ndes Essais", Ok("3 rue des Essais"));
    }
}
