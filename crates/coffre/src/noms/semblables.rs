//! People who may be one: found by birth date, then by how near the names are.

use domaine::saisie::normal_name;
use zeroize::Zeroizing;

use super::{Label, Noms};
use crate::face::Ressemblance;
use crate::fiche::days;
use crate::repertoire::Patron;

impl Noms {
    /// People born on this day (ISO) whose names are these or nearly, most probable first: `MemesNomEtNaissance` (accents,
    /// case and hyphens aside; the name in use counts as well), then `NomProcheEtNaissance` (at most two typing errors in
    /// each name, or the two names exchanged). Constant time: it looks only at those born that day, so that thousands of
    /// rows can be compared one by one. A birth date that is none gives nobody.
    pub fn lookalikes(&self, nom: &str, prenom: &str, naissance: &str) -> Vec<(Label, Ressemblance)> {
        let born = naissance.parse::<jiff::civil::Date>().ok().and_then(|date| self.births.get(&days(date)));
        let (nom, prenom) = (Zeroizing::new(normal_name(nom)), Zeroizing::new(normal_name(prenom)));
        if nom.is_empty() || prenom.is_empty() {
            return Vec::new();
        }
        let labels = born.into_iter().flatten().filter_map(|id| self.get(id));
        let mut found: Vec<_> =
            labels.filter_map(|label| resemblance(&label, &nom, &prenom).map(|why| (label, why))).collect();
        found.sort_by_key(|(label, why)| (*why, label.numero));
        found
    }

    /// People whose names, in either order, are these or nearly, whatever their birth date: `NomProche`. A search: a
    /// millisecond or so, for one person at a time.
    pub fn near_names(&self, nom: &str, prenom: &str, limit: usize) -> Vec<Label> {
        let query = Zeroizing::new(format!("{nom} {prenom}"));
        let hits = self.repertoire.search(&query, limit);
        hits.iter().filter(|hit| hit.complet).filter_map(|hit| self.get(&hit.dossier)).collect()
    }
}

fn resemblance(label: &Label, nom: &str, prenom: &str) -> Option<Ressemblance> {
    let theirs = Zeroizing::new(normal_name(label.prenom.expose()));
    let mut best = None;
    for name in [Some(&label.nom), label.usage.as_ref()].into_iter().flatten() {
        let name = Zeroizing::new(normal_name(name.expose()));
        if *name == nom && *theirs == prenom {
            return Some(Ressemblance::MemesNomEtNaissance);
        }
        let is_near = are_near(nom, &name) && are_near(prenom, &theirs);
        let is_exchanged = are_near(nom, &theirs) && are_near(prenom, &name);
        if is_near || is_exchanged {
            best = Some(Ressemblance::NomProcheEtNaissance);
        }
    }
    best
}

/// At most two typing errors, one in a short name. A first name given with or without the second one is the same.
pub(super) fn are_near(one: &str, other: &str) -> bool {
    let shortest = one.len().min(other.len());
    let most = if shortest < 5 { 1 } else { 2 };
    let begins = shortest >= 3 && (one.starts_with(other) || other.starts_with(one));
    begins
        || (one.len().abs_diff(other.len()) <= most && Patron::new(one.as_bytes()).distance(other.as_bytes()) <= most)
}

#[cfg(test)]
mod tests {
    use domaine::{Clair, CodeStructure, DossierId, Statut};

    use super::*;
    use crate::racine::Secret;

    fn people() -> Noms {
        let mut noms = Noms::empty(CodeStructure(*b"59512S00"), Secret::new([3; 32]));
        let people = [
            ("Lefebvrault", "Mathilde", None, "2006-03-12"),
            ("D'Almeida", "Océane", Some("Brissavoine"), "2004-01-30"),
        ];
        for (n, (nom, prenom, usage, naissance)) in (1..).zip(people) {
            noms.insert(&Label {
                dossier: DossierId([n; 16]),
                nom: Clair::new(nom),
                prenom: Clair::new(prenom),
                usage: usage.map(Clair::new),
                naissance: Clair::new(naissance),
                numero: n.into(),
                referent: [0; 16],
                sujet: [n; 16],
                leurre: false,
                statut: Statut::Actif,
                contact: 0,
                fin: 0,
                maj: 0,
                cree: 0,
            });
        }
        noms
    }

    #[test]
    fn who_looks_like_whom() {
        use Ressemblance::{MemesNomEtNaissance, NomProcheEtNaissance};
        let noms = people();
        for (nom, prenom, naissance, expected) in [
            ("Lefebvrault", "Mathilde", "2006-03-12", Some((1, MemesNomEtNaissance))),
            ("LEFEBVRAULT", "mathilde", "2006-03-12", Some((1, MemesNomEtNaissance))),
            ("Lefevrault", "Matilde", "2006-03-12", Some((1, NomProcheEtNaissance))),
            ("Lefebvrault", "Mathilde Anne", "2006-03-12", Some((1, NomProcheEtNaissance))),
            ("Mathilde", "Lefebvrault", "2006-03-12", Some((1, NomProcheEtNaissance))),
            ("Lefebvrault", "Mathilde", "2006-03-13", None),
            ("Lefebvrault", "Yacine", "2006-03-12", None),
            ("Dalmeida", "Oceane", "2004-01-30", Some((2, MemesNomEtNaissance))),
            ("Brissavoine", "Océane", "2004-01-30", Some((2, MemesNomEtNaissance))),
            ("Brisavoine", "Océane", "2004-01-30", Some((2, NomProcheEtNaissance))),
            ("", "Océane", "2004-01-30", None),
            ("D'Almeida", "Océane", "30/01/2004", None),
        ] {
            let found: Vec<_> =
                noms.lookalikes(nom, prenom, naissance).into_iter().map(|(l, why)| (l.numero, why)).collect();
            assert_eq!(found, Vec::from_iter(expected), "{nom} {prenom} {naissance}");
        }
        let near: Vec<_> = noms.near_names("lefebvrolt", "mathilde", 10).into_iter().map(|l| l.numero).collect();
        assert_eq!(near, [1], "whatever the birth date");
    }
}
