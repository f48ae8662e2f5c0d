//! Two people editing one dossier: each field by itself, from the three values of it. Pure.
//!
//! The form says what it was given (`avant`) and what it holds (`apres`); the dossier says what stands. Unchanged by me,
//! theirs stands; unchanged by them, mine is written; the same on both sides, nothing to do; otherwise a conflict.

use domaine::saisie::{MANDATORY, Provenance, Raison, verifier};
use domaine::{Champ, Clair, Groupe, Nature};
use jiff::civil::Date;

use crate::face::{ChampModifie, Saisie};

/// What becomes of a form.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Merge {
    /// To be written: the value, or `None` to take the field away.
    pub ecrits: Vec<(Champ, Option<Clair>)>,
    /// Changed by somebody else since the form was shown, and not by this form.
    pub gardes: Vec<Champ>,
    /// Changed by both, otherwise: what this form holds.
    pub conflits: Vec<(Champ, Clair)>,
}

/// A field of a form, once read.
#[derive(Debug)]
pub(super) struct Lu {
    champ: Champ,
    avant: Clair,
    /// In its one spelling, or `None` where the field is emptied.
    apres: Option<Clair>,
    is_changed: bool,
}

/// Which fields a form of change may carry: those of the classes that its road opens, but for what only the system writes; at the front
/// desk, those of the contact alone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Permis {
    /// A bitmap of classes.
    pub classes: u8,
    /// Only this group.
    pub groupe: Option<Groupe>,
}

impl Permis {
    fn allows(self, champ: Champ) -> bool {
        champ.classe().bit() & self.classes != 0
            && champ.nature() != Nature::Interne
            && self.groupe.is_none_or(|groupe| champ.groupe() == groupe)
    }
}

/// Reads a form. What it did not change is not judged: an old value that no form would take today stands.
pub(super) fn read(champs: Vec<ChampModifie>, permis: Permis, today: Date) -> Result<Vec<Lu>, Vec<Saisie>> {
    let (mut read, mut wrong) = (Vec::new(), Vec::new());
    for ChampModifie { champ, avant, apres } in champs {
        let is_twice = read.iter().any(|other: &Lu| other.champ == champ);
        if !permis.allows(champ) || is_twice {
            wrong.push(Saisie { champ: champ.key(), raison: "champ-interdit" });
            continue;
        }
        let is_changed = !is_same(champ, avant.expose(), apres.expose(), today);
        match spelled(champ, apres.expose(), today) {
            Ok(None) if is_changed && MANDATORY.contains(&champ) => {
                wrong.push(Saisie { champ: champ.key(), raison: Raison::ChampObligatoire.key() });
            }
            Ok(value) => read.push(Lu { champ, avant, apres: value, is_changed }),
            Err(raison) if is_changed => wrong.push(Saisie { champ: champ.key(), raison: raison.key() }),
            Err(_) => read.push(Lu { champ, avant, apres: Some(apres), is_changed }),
        }
    }
    if wrong.is_empty() { Ok(read) } else { Err(wrong) }
}

/// What is doubtful of the values that were written: kept, because a paper says so, and told.
pub(super) fn alertes(ecrits: &[(Champ, Option<Clair>)], today: Date) -> Vec<(Champ, Raison)> {
    let doubts = |(champ, value): &(Champ, Option<Clair>)| {
        let verdict = verifier(*champ, value.as_ref()?.expose(), today, Provenance::Papier).ok()?;
        Some(verdict.alertes.into_iter().map(|raison| (*champ, raison)).collect::<Vec<_>>())
    };
    ecrits.iter().filter_map(doubts).flatten().collect()
}

/// Lays a form over what stands.
pub(super) fn merge(form: Vec<Lu>, stands: &[(Champ, Clair)], today: Date) -> Merge {
    let mut merge = Merge::default();
    for Lu { champ, avant, apres, is_changed } in form {
        let there = stands.iter().find(|(c, _)| *c == champ).map_or("", |(_, value)| value.expose());
        let mine = apres.as_ref().map_or("", Clair::expose);
        let is_theirs_as_given = is_same(champ, avant.expose(), there, today);
        match (is_changed, is_theirs_as_given) {
            (false, true) => {}
            (false, false) => merge.gardes.push(champ),
            (true, true) => merge.ecrits.push((champ, apres)),
            (true, false) if is_same(champ, mine, there, today) => {}
            (true, false) => merge.conflits.push((champ, apres.unwrap_or_default())),
        }
    }
    merge
}

/// Whether two texts say the same value, whatever their spelling.
fn is_same(champ: Champ, one: &str, other: &str, today: Date) -> bool {
    one == other || matches!((spelled(champ, one, today), spelled(champ, other, today)), (Ok(a), Ok(b)) if a == b)
}

/// As a paper says it: a wrong key is kept. Whoever shows the value asks `verifier` again why it is doubted.
fn spelled(champ: Champ, texte: &str, today: Date) -> Result<Option<Clair>, Raison> {
    verifier(champ, texte, today, Provenance::Papier).map(|verdict| verdict.valeur)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use journal::act::classes;

    use super::*;

    const TODAY: Date = date(2026, 11, 22);
    const DOSSIER: Permis = Permis { classes: classes::C1 | classes::C2 | classes::C4, groupe: None };
    const CONTACT: Permis = Permis { classes: classes::C2, groupe: Some(Groupe::Contact) };

    fn form(champs: &[(Champ, &str, &str)]) -> Vec<ChampModifie> {
        let modifie = |(champ, avant, apres): &(Champ, &str, &str)| ChampModifie {
            champ: *champ,
            avant: Clair::new(*avant),
            apres: Clair::new(*apres),
        };
        champs.iter().map(modifie).collect()
    }

    fn check(avant: &str, apres: &str, stands: &str, expected: &str) {
        let read = read(form(&[(Champ::Telephone, avant, apres)]), DOSSIER, TODAY).expect("right");
        let there: Vec<_> =
            Some((Champ::Telephone, Clair::new(stands))).filter(|_| !stands.is_empty()).into_iter().collect();
        let merge = merge(read, &there, TODAY);
        let value = |v: Option<&Clair>| v.map_or("nothing".to_owned(), |v| v.expose().to_owned());
        let got = match (merge.ecrits.first(), merge.gardes.first(), merge.conflits.first()) {
            (None, None, None) => "-".to_owned(),
            (Some((_, v)), None, None) => format!("write {}", value(v.as_ref())),
            (None, Some(_), None) => "keep theirs".to_owned(),
            (None, None, Some((_, v))) => format!("conflict {}", v.expose()),
            _ => "several".to_owned(),
        };
        assert_eq!(got, expected, "{avant} -> {apres} over {stands}");
    }

    #[test]
    fn three_values_of_one_field() {
        let (a, b, c) = ("0639980001", "0639980002", "0639980003");
        check(a, a, a, "-");
        check(a, a, b, "keep theirs");
        check(a, b, a, "write 0639980002");
        check(a, b, b, "-");
        check(a, b, c, "conflict 0639980002");
        check(a, "", a, "write nothing");
        check(a, "", b, "conflict ");
        check(a, "", "", "-");
        check("", a, "", "write 0639980001");
        check("", a, b, "conflict 0639980001");
        check("", "", b, "keep theirs");
        // The spelling is no change, on either side.
        check(a, "06 39 98 00 01", a, "-");
        check("06.39.98.00.01", a, a, "-");
        check(a, "+33 6 39 98 00 02", a, "write 0639980002");
        check(a, "06 39 98 00 02", b, "-");
    }

    #[test]
    fn what_goes_back_to_its_field() {
        let wrong = |champs: &[(Champ, &str, &str)]| -> Vec<_> {
            read(form(champs), DOSSIER, TODAY).expect_err("wrong").iter().map(|s| (s.champ, s.raison)).collect()
        };
        assert_eq!(wrong(&[(Champ::NomNaissance, "Essai", "")]), [("nom-naissance", "champ-obligatoire")]);
        assert_eq!(wrong(&[(Champ::Numero, "1", "2")]), [("numero", "champ-interdit")]);
        assert_eq!(wrong(&[(Champ::Nir, "", "1")]), [("nir", "champ-interdit")]);
        assert_eq!(wrong(&[(Champ::Entretien, "", "x")]), [("entretien", "champ-interdit")]);
        assert_eq!(wrong(&[(Champ::Voie, "", "x"), (Champ::Voie, "", "y")]), [("voie", "champ-interdit")]);
        assert_eq!(wrong(&[(Champ::Mail, "", "a"), (Champ::Telephone, "", "12")]).len(), 2);
        // A value of before, that no form takes any more, stands as long as nobody touches it.
        assert!(read(form(&[(Champ::Telephone, "06 39", "06 39")]), DOSSIER, TODAY).is_ok());
    }
    #[test]
    fn a_road_carries_its_own_fields() {
        let check = |permis: Permis, champ: Champ, expected: bool| {
            let answer = read(form(&[(champ, "", "")]), permis, TODAY);
            assert_eq!(answer.is_ok(), expected, "{champ:?} by {permis:?}");
        };
        let of = |classes| Permis { classes, groupe: None };
        check(DOSSIER, Champ::Permis, true);
        check(DOSSIER, Champ::NePasContacterParents, true);
        check(DOSSIER, Champ::Logement, false);
        check(CONTACT, Champ::Voie, true);
        check(CONTACT, Champ::NePasContacterParents, false);
        check(CONTACT, Champ::Prenom, false);
        check(of(classes::C5), Champ::Logement, true);
        check(of(classes::C5), Champ::NotesDelicates, false);
        check(of(classes::C6), Champ::Iban, true);
        check(of(classes::C3), Champ::Nir, true);
        for champ in Champ::ALL.iter().filter(|c| c.nature() == Nature::Interne) {
            check(of(classes::ALL), *champ, false);
        }
    }

    #[test]
    fn what_is_doubtful_is_told() {
        let ecrits = [
            (Champ::Nir, Some(Clair::new("203077511500017"))),
            (Champ::Mail, Some(Clair::new("a@essai.example"))),
            (Champ::Ine, None),
        ];
        assert_eq!(alertes(&ecrits, TODAY), [(Champ::Nir, Raison::NirCle)]);
    }
}
