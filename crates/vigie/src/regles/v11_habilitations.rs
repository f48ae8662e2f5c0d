//! V11: accounts made in haste, or between friends.

use journal::Kind;
use journal::entry::Pseudonym;

use super::{Fiche, Moment, Regle, Texte};
use crate::alerte::{Alerte, Gravite};
use crate::normes::{NormeFaute, Normes};
use crate::table::{Carte, ParAgent, Traces};
use crate::temps::JOUR;

/// A demand that led nowhere is forgotten after so many days, as in the rights.
const DEMANDE_JOURS: u64 = 60;

/// What is said of this rule.
pub const FICHE: Fiche = Fiche {
    numero: 11,
    version: 2,
    cle: "v11",
    gravite: Gravite::LigneeGelee,
    // Once a month for 15,000 agents.
    bruit: 0.003,
    raisons: &[
        ("v11-propositions", &["propositions", "limite"]),
        ("v11-approbation", &["attente-ms"]),
        ("v11-reciproque", &["jours"]),
        ("v11-parrain", &["heure-utc"]),
    ],
    histoire: Texte {
        fr: "Le compte d'un gestionnaire est détourné et fabrique des comptes, comme en novembre 2025 ; ou bien qui approuve ne lit plus, \
             ou rend service.",
        en: "A gestionnaire's account is hijacked and makes accounts, as in November 2025; or whoever approves no longer reads, or \
             returns a favour.",
    },
    signal: Texte {
        fr: "Plus de deux comptes proposés dans un jour ; une approbation moins de 10 s après le tirage au sort ; deux gestionnaires qui \
             s'approuvent l'une l'autre en sept jours : lignée gelée ; une note si le sort les a désignées toutes deux. Un acte de parrain à une heure inhabituelle : tranche de cinq.",
        en: "More than two accounts proposed in a day; an approval less than 10 s after the lot was drawn; two gestionnaires who approve each \
             other within seven days: lineage frozen; a note when the lot named both. A parrain's act at an unusual hour: tranche of five.",
    },
};

/// Its state: demands that wait, proposals of the day, approvals of the week.
pub struct Etat {
    propositions: u32,
    renouvellement: u8,
    approbation: u64,
    reciproque: u64,
    /// Rule of a draw that found enough people to draw from.
    tire: u8,
    demandes: Carte<Pseudonym, Demande>,
    jours: ParAgent<Jour>,
    approbations: Vec<Approbation>,
}

#[derive(Clone, Copy)]
struct Demande {
    par: Pseudonym,
    index: u64,
    /// When it was last put before somebody: proposed, or drawn.
    since: u64,
    /// The lot names who approves: nobody chose her.
    is_drawn: bool,
}

#[derive(Default)]
struct Jour {
    jour: u64,
    count: u32,
    traces: Traces,
}

#[derive(Clone, Copy)]
struct Approbation {
    par: Pseudonym,
    pour: Pseudonym,
    temps: u64,
    index: u64,
    is_drawn: bool,
}

impl Etat {
    pub(super) fn new(normes: &Normes) -> Result<Etat, NormeFaute> {
        Ok(Etat {
            propositions: normes.nombre("v11", "propositions_jour")? as u32,
            renouvellement: normes.nombre("v11", "renouvellement")? as u8,
            approbation: normes.nombre("v11", "approbation_ms")?,
            reciproque: normes.nombre("v11", "reciproque_jours")? * JOUR,
            tire: normes.nombre("v11", "tire")? as u8,
            demandes: Carte::default(),
            jours: ParAgent::default(),
            approbations: Vec::new(),
        })
    }

    fn propose(&mut self, m: &Moment<'_>, agent: usize, sortie: &mut Vec<Alerte>) {
        self.demandes.retain(|_, demande| demande.since + DEMANDE_JOURS * JOUR > m.temps);
        self.demandes
            .insert(m.entry.object, Demande { par: m.entry.actor, index: m.index, since: m.temps, is_drawn: false });
        if m.entry.rule == self.renouvellement {
            return;
        }
        let hers = self.jours.of(agent);
        if hers.jour != m.jour {
            *hers = Jour { jour: m.jour, ..Jour::default() };
        }
        hers.count += 1;
        hers.traces.push(m.index);
        if hers.count == self.propositions + 1 {
            let said = [i64::from(hers.count), i64::from(self.propositions)];
            let alerte = m.alerte(&FICHE).compte(hers.count).raison("v11-propositions", &said);
            sortie.push(alerte.sujet(m.entry.object).preuves(hers.traces.all()));
        }
    }

    fn approve(&mut self, m: &Moment<'_>, sortie: &mut Vec<Alerte>) {
        let Some(demande) = self.demandes.remove(&m.entry.object) else { return };
        let waited = m.temps.saturating_sub(demande.since);
        if waited < self.approbation {
            let alerte = m.alerte(&FICHE).raison("v11-approbation", &[waited as i64]).sujet(m.entry.object);
            sortie.push(alerte.preuves([demande.index, m.index]));
        }
        self.approbations.retain(|one| one.temps + self.reciproque > m.temps);
        let (par, pour, is_drawn) = (m.entry.actor, demande.par, demande.is_drawn);
        let this = Approbation { par, pour, temps: m.temps, index: m.index, is_drawn };
        let back = self.approbations.iter().find(|one| one.par == this.pour && one.pour == this.par);
        if let Some(back) = back {
            let days = ((m.temps - back.temps) / JOUR) as i64;
            // By lot twice, it is chance: in a small network, or a September, it comes.
            let is_chance = this.is_drawn && back.is_drawn;
            let gravite = if is_chance { Gravite::Note } else { FICHE.gravite };
            let alerte = m.alerte(&FICHE).gravite(gravite).compte(2).raison("v11-reciproque", &[days]);
            let alerte = alerte.sujet(m.entry.object);
            sortie.push(alerte.preuves([back.index, m.index]));
        }
        self.approbations.push(this);
    }
}

impl Regle for Etat {
    fn take(&mut self, m: &Moment<'_>, sortie: &mut Vec<Alerte>) {
        match (m.entry.kind, m.qui) {
            (Kind::Proposal, Some(qui)) => self.propose(m, qui.agent, sortie),
            (Kind::LotDrawn, _) => {
                if let Some(demande) = self.demandes.get_mut(&m.entry.object) {
                    demande.since = m.temps;
                    demande.is_drawn = m.entry.rule == self.tire;
                }
            }
            (Kind::Approval, Some(_)) => self.approve(m, sortie),
            (Kind::Parrain, Some(qui)) if m.suivi.is_odd_hour(qui.agent) => {
                let hour = crate::temps::heure(m.temps) as i64;
                let alerte = m.alerte(&FICHE).gravite(Gravite::TrancheCinq).sujet(m.entry.object);
                sortie.push(alerte.raison("v11-parrain", &[hour]));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use journal::entry::Entry;

    use super::*;
    use crate::essai::{Cahier, LEA, MAX, agent, login};

    fn acts(cahier: &mut Cahier, kind: Kind, actor: Pseudonym, object: u64) {
        let rule = u8::from(kind == Kind::Proposal);
        cahier.writes(Entry { actor, login: login(actor), rule, object: agent(object), ..Entry::new(kind) });
    }

    fn codes(cahier: &Cahier) -> Vec<&'static str> {
        cahier.of_rule(11).map(|alerte| alerte.raison.code).collect()
    }

    #[test]
    fn three_proposals_an_approval_at_once_and_a_favour_returned_ring() {
        let mut cahier = Cahier::new();
        for n in 0..4 {
            acts(&mut cahier, Kind::Proposal, LEA, n);
            cahier.waits(60);
        }
        assert_eq!(codes(&cahier), ["v11-propositions"]);
        let mut cahier = Cahier::new();
        acts(&mut cahier, Kind::Proposal, LEA, 1);
        cahier.waits(4_000);
        cahier.writes(Entry { object: agent(1), rule: 1, count: 1, ..Entry::new(Kind::LotDrawn) }).waits(9);
        acts(&mut cahier, Kind::Approval, MAX, 1);
        cahier.at(3, 9);
        acts(&mut cahier, Kind::Proposal, MAX, 2);
        cahier.waits(4_000);
        acts(&mut cahier, Kind::Approval, LEA, 2);
        assert_eq!(codes(&cahier), ["v11-approbation", "v11-reciproque"]);
    }

    #[test]
    fn a_favour_that_the_lot_returned_is_a_note() {
        let check = |rules: [u8; 2], expected: Gravite| {
            let mut cahier = Cahier::new();
            for (n, (one, other), rule) in [(1, (LEA, MAX), rules[0]), (2, (MAX, LEA), rules[1])] {
                acts(&mut cahier, Kind::Proposal, one, n);
                cahier.waits(60).writes(Entry { object: agent(n), rule, count: 1, ..Entry::new(Kind::LotDrawn) });
                cahier.waits(3_600);
                acts(&mut cahier, Kind::Approval, other, n);
            }
            assert_eq!(cahier.said(11), [(expected, 2)], "{rules:?}");
        };
        check([1, 1], Gravite::Note);
        // Too few to draw from: somebody was chosen.
        check([1, 2], Gravite::LigneeGelee);
        check([2, 1], Gravite::LigneeGelee);
    }

    #[test]
    fn a_rentree_with_renewals_does_not() {
        let mut cahier = Cahier::new();
        for n in 0..20 {
            let renewal =
                Entry { actor: LEA, login: login(LEA), rule: 2, object: agent(n), ..Entry::new(Kind::Proposal) };
            cahier.writes(renewal).waits(300);
            acts(&mut cahier, Kind::Approval, MAX, n);
        }
        assert_eq!(codes(&cahier), Vec::<&str>::new());
    }

    #[test]
    fn the_edges() {
        let check = |seconds: u64, days: u64, expected: &[&str]| {
            let mut cahier = Cahier::new();
            acts(&mut cahier, Kind::Proposal, LEA, 1);
            cahier.waits(seconds);
            acts(&mut cahier, Kind::Approval, MAX, 1);
            cahier.at(days, 10);
            acts(&mut cahier, Kind::Proposal, MAX, 2);
            cahier.waits(3_600);
            acts(&mut cahier, Kind::Approval, LEA, 2);
            assert_eq!(codes(&cahier), expected, "{seconds} s, {days} days");
        };
        check(10, 8, &[]);
        check(9, 8, &["v11-approbation"]);
        check(10, 6, &["v11-reciproque"]);
        let mut cahier = Cahier::new();
        cahier.habits(&[LEA]).at(14, 23);
        acts(&mut cahier, Kind::Parrain, LEA, 1);
        assert_eq!(cahier.said(11), [(Gravite::TrancheCinq, 1)]);
    }
}
