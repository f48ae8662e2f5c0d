//! Decoys of a recertification: two lines that stand for nobody, which whoever reads would refuse. They are drawn from the
//! coffre's root, so that the same reviewer meets the same ones until she has answered, and nobody finds them by the code.

use domaine::saisie::normal_name;
use domaine::{AgentId, Clair, CodeStructure};
use droits::Role;
use droits::habilitation::Cause;
use droits::habilitation::regles::{CAMPAIGN, JOUR, UNUSED_MAX};
use droits::registre::State;
use journal::entry::Pseudonym;

use super::actions;
use crate::face::{Compte, Dates, LigneCampagne};
use crate::racine::mac;

/// Decoys of one campaign.
pub(super) const COUNT: u8 = 2;

const PRENOMS: [&str; 16] = [
    "Maëlys",
    "Corentin",
    "Ophélie",
    "Bastien",
    "Salomé",
    "Florian",
    "Aurore",
    "Ludovic",
    "Clémence",
    "Sofiane",
    "Héloïse",
    "Damien",
    "Nadège",
    "Gaétan",
    "Priscille",
    "Yohan",
];

const NOMS: [&str; 16] = [
    "Arnoult",
    "Berthomé",
    "Cazenave",
    "Delacourt",
    "Estrade",
    "Fontanel",
    "Gourdain",
    "Hervieu",
    "Jacquemin",
    "Lamblin",
    "Mouchet",
    "Narbonnet",
    "Pelissou",
    "Quillery",
    "Rambaud",
    "Tessandier",
];

/// What a campaign's decoys are drawn for.
pub(super) struct Tirage<'a> {
    /// [`crate::racine::Racine::leurres`].
    pub(super) key: &'a [u8; 32],
    /// Who reviews.
    pub(super) reviewer: Pseudonym,
    /// When the campaign, or its resumption, began, milliseconds.
    pub(super) debut: u64,
}

impl Tirage<'_> {
    /// The account that decoy `n` seems to be.
    pub(super) fn id(&self, n: u8) -> AgentId {
        AgentId(self.draw(n)[..16].try_into().expect("16 bytes of 32"))
    }

    /// Which decoy this account is.
    pub(super) fn place(&self, agent: AgentId) -> Option<u8> {
        (0..COUNT).find(|n| self.id(*n) == agent)
    }

    /// Decoy `n` as a line. `taken` are the names of the structure, in the form that compares them.
    pub(super) fn line(&self, n: u8, reviewed: &Reviewed<'_>, time: u64) -> LigneCampagne {
        let seed = self.draw(n);
        let (prenom, nom) = (0..=u8::MAX)
            .map(|step| (PRENOMS[usize::from(seed[16].wrapping_add(step) & 15)], NOMS[usize::from(seed[17] & 15)]))
            .find(|(prenom, nom)| !reviewed.taken.contains(&normal_name(&format!("{prenom} {nom}"))))
            .unwrap_or((PRENOMS[0], NOMS[0]));
        let role = reviewed.roles[usize::from(seed[18]) % reviewed.roles.len()];
        // One left long ago; the other, where the role opens dossiers, has worked for weeks and never opened one.
        let is_gone = n == 0 || actions::of_role(role).next().is_none();
        let days = |days: u64| days * JOUR;
        // Counted from the draw, not from today: dates do not move from one visit to the next.
        let since = if is_gone { 95 + u64::from(seed[19] % 15) } else { 2 + u64::from(seed[19] % 5) };
        let connexion = self.debut - days(since);
        let ouvre = connexion - days(60 + u64::from(seed[20] % 60));
        let campagne = self.debut + days(3) + u64::from(seed[21]) * (CAMPAIGN - days(6)) / 255;
        let late = (campagne <= time).then_some((Cause::Campagne, campagne));
        let asleep = if is_gone { Some((Cause::Inusite, connexion + UNUSED_MAX)) } else { late };
        let mail =
            format!("{}.{}@{}", normal_name(prenom).to_lowercase(), normal_name(nom).to_lowercase(), reviewed.domain);
        LigneCampagne {
            compte: Compte {
                agent: self.id(n),
                nom: Clair::new(format!("{prenom} {nom}")),
                mail: Clair::new(mail),
                role,
                is_parrain: false,
                structure: reviewed.structure,
                structure_nom: reviewed.structure_nom.to_owned(),
                etat: if asleep.is_some() { State::Asleep } else { State::Active },
                cause: asleep,
                dates: Dates {
                    ouvre,
                    probation: ouvre + days(30),
                    droit: ouvre + days(363),
                    formation: ouvre + days(360),
                    campagne,
                    connexion,
                },
                demande: None,
            },
            derniere_ouverture: is_gone.then(|| ((time - connexion) / JOUR) as u16 + 1),
            ouvertures: (0, 0),
            inutilises: actions::of_role(role)
                .filter(|key| !is_gone || ["delicat", "reveler", "imprimer"].contains(key))
                .collect(),
        }
    }

    fn draw(&self, n: u8) -> [u8; 32] {
        mac(self.key, &[&self.reviewer[..], &self.debut.to_be_bytes(), &[n]].concat())
    }
}

/// Whom the reviewer reviews: what decoys must look like.
pub(super) struct Reviewed<'a> {
    pub(super) structure: CodeStructure,
    pub(super) structure_nom: &'a str,
    pub(super) roles: &'a [Role],
    /// Domain of the structure's mails.
    pub(super) domain: &'a str,
    /// Names of people who exist, in the form that compares them.
    pub(super) taken: &'a [String],
}

#[cfg(test)]
mod tests {
    use super::*;

    const T: u64 = 1_795_435_200_000;

    fn tirage(reviewer: u8, debut: u64) -> Tirage<'static> {
        Tirage { key: &[7; 32], reviewer: [reviewer; 16], debut }
    }

    fn line(tirage: &Tirage<'_>, n: u8, taken: &[String]) -> LigneCampagne {
        line_at(tirage, n, taken, T)
    }

    fn line_at(tirage: &Tirage<'_>, n: u8, taken: &[String], time: u64) -> LigneCampagne {
        let reviewed = Reviewed {
            structure: "59512S00".parse().expect("a code"),
            structure_nom: "ML",
            roles: &[Role::Conseiller],
            domain: "ml.example",
            taken,
        };
        tirage.line(n, &reviewed, time)
    }

    #[test]
    fn a_reviewer_meets_the_same_decoys_and_others_meet_others() {
        assert_eq!(tirage(1, T).id(0), tirage(1, T).id(0));
        for other in [tirage(2, T).id(0), tirage(1, T + 1).id(0), tirage(1, T).id(1)] {
            assert_ne!(other, tirage(1, T).id(0));
        }
        assert_eq!(tirage(1, T).place(tirage(1, T).id(1)), Some(1));
        assert_eq!(tirage(1, T).place(AgentId([0; 16])), None);
    }

    #[test]
    fn a_decoy_bears_the_name_of_nobody_and_facts_that_the_rules_allow() {
        let first = line(&tirage(1, T), 0, &[]);
        let taken = [normal_name(first.compte.nom.expose())];
        assert_ne!(line(&tirage(1, T), 0, &taken).compte.nom, first.compte.nom);
        assert_eq!(first.compte.etat, State::Asleep);
        let (_, since) = first.compte.cause.expect("it sleeps");
        assert!(since < T && T - since < droits::habilitation::regles::ASLEEP_MAX, "older, it would be closed");
        let second = line(&tirage(1, T), 1, &[]);
        assert_eq!((second.compte.etat, second.derniere_ouverture, second.ouvertures), (State::Active, None, (0, 0)));
        for n in 0..COUNT {
            let last = line_at(&tirage(1, T), n, &[], T + CAMPAIGN - 1);
            assert_eq!(last.compte.dates, line(&tirage(1, T), n, &[]).compte.dates, "dates do not move");
            let (_, since) = last.compte.cause.expect("at the end of the campaign, both sleep");
            assert!(T + CAMPAIGN - since < droits::habilitation::regles::ASLEEP_MAX);
        }
        for one in [first, second] {
            assert!((T..T + CAMPAIGN).contains(&one.compte.dates.campagne), "it is due within the campaign");
            assert!(one.compte.dates.droit > T && one.compte.dates.formation > T);
        }
    }
}
