//! The desk of who reviews: what the rules said, of whom, and what that account does on other days. Reading it is an entry that
//! names the account, like any reading of the journal. A DPO sees what concerns her structure, the vigie everything.

use std::sync::PoisonError;

use domaine::{AgentId, Clair, IncidentId};
use droits::Role;
use droits::budget::day;
use droits::habilitation::incident::{Incident, PERSONNE, Suite, etape, nomme};
use droits::signature::SignedRequest;
use journal::Kind;
use journal::entry::{Entry, Pseudonym};

use crate::base::Tx;
use crate::face::{
    Agent, AlerteLue, Alertes, Attente, CasAlerte, CompteAlerte, Error, FileAlertes, Refusal, SuiteLue, VueAlertes,
};
use crate::sequenceur::{Fill, now};
use crate::{Alive, Coffre, random};

crate::statements! {
    LATEST = "select entree, sujet, regle, temps from acte where genre = ?1 order by entree desc limit 5000";
    OF = "select entree, sujet, regle, temps from acte where genre = ?1 and sujet = ?2 order by entree desc limit 200";
    DAYS = "select (temps - 10800000) / 86400000, count(distinct sujet) from lecture \
            where acteur = ?1 and temps >= ?2 and genre in (?3, ?4, ?5) group by 1 order by 1";
    PEERS = "select acteur, (temps - 10800000) / 86400000, count(distinct sujet) from lecture \
             where structure = ?1 and temps >= ?2 and genre in (?3, ?4, ?5) group by 1, 2";
}

/// Alerts of a page.
pub(crate) const PAGE: usize = 25;

/// Days that are shown, today counted.
pub(super) const DAYS_SHOWN: u64 = 30;

/// See [`Alive::possibles`].
type Possibles = (Option<(IncidentId, usize)>, Vec<(IncidentId, usize)>, bool);

/// A row of `acte` that is an alert.
type Ligne = (i64, Vec<u8>, i64, i64);

impl Coffre {
    /// A page of alerts; pages begin at 1.
    ///
    /// # Errors
    /// A refusal or a failure; nothing was shown.
    pub async fn alertes(&self, request: &SignedRequest, vue: VueAlertes) -> Result<Alertes, Error> {
        let alive = self.alive()?;
        let (agent, receipt) = alive.asks_journal(request, |_| Fill::default()).await?;
        let rows: Vec<Ligne> = alive.base.read(|tx| tx.all(&LATEST, &[(Kind::Alert as u8).into()])).await?;
        let (mut comptes, mut asked) = ([0; 3], Vec::new());
        for row in rows.into_iter().filter(|row| alive.concerns(&agent, &name(row))) {
            let file = match alive.sequenceur.registre().suite(&name(&row), row.3 as u64) {
                Suite::Attend if (vue.presse)(row.2 as u8) => FileAlertes::ARevoir,
                Suite::Attend => FileAlertes::Consignees,
                _ => FileAlertes::Revues,
            };
            comptes[file as usize] += 1;
            if file == vue.file {
                asked.push(row);
            }
        }
        // Who has waited longest comes first.
        if vue.file == FileAlertes::ARevoir {
            asked.reverse();
        }
        let skip = (vue.page.max(1) as usize - 1).saturating_mul(PAGE);
        let mut lignes = Vec::new();
        for row in asked.iter().skip(skip).take(PAGE) {
            lignes.push(alive.alerte(row).await?);
        }
        let reseau = alive.attente(&agent, &PERSONNE).filter(|(_, may)| *may).map(|(attente, _)| attente);
        let incidents = alive.incidents_of(&agent).iter().filter(|cas| cas.cloture.is_none()).count();
        Ok(Alertes { receipt, agent, lignes, comptes, reseau, incidents })
    }

    /// What was said of an account, and its other days. An account elsewhere and one that does not exist are one answer, and the
    /// question stands in the journal in both cases.
    ///
    /// # Errors
    /// A refusal or a failure; nothing was shown.
    pub async fn cas(&self, request: &SignedRequest, compte: AgentId) -> Result<CasAlerte, Error> {
        let alive = self.alive()?;
        let sujet = alive.pseudonym_of(compte);
        let about = Fill { object: sujet.unwrap_or_default(), ..Fill::default() };
        let (agent, receipt) = alive.asks_journal(request, |_| about).await?;
        let sujet = sujet.filter(|sujet| alive.concerns(&agent, sujet)).ok_or(Error::Refusal(Refusal::Introuvable))?;
        let qui = alive.qui(&sujet).ok_or(Error::Refusal(Refusal::Introuvable))?;
        // Before the alerts are read: a verdict covers none that the page does not show.
        let attente = alive.attente(&agent, &sujet);
        let today = day(now());
        let first = today.saturating_sub(DAYS_SHOWN - 1);
        let since = (first * 86_400_000 + 10_800_000) as i64;
        let [opening, reveal, print] = [Kind::Opening, Kind::Reveal, Kind::Print].map(|kind| kind as u8);
        let structure = qui.structure.0;
        let (rows, days, peers) = alive
            .base
            .read(move |tx: &mut Tx<'_>| {
                let rows: Vec<Ligne> = tx.all(&OF, &[(Kind::Alert as u8).into(), sujet.into()])?;
                let mut values = vec![sujet.into(), since.into(), opening.into(), reveal.into(), print.into()];
                let days: Vec<(i64, i64)> = tx.all(&DAYS, &values)?;
                values[0] = structure.into();
                let peers: Vec<(Vec<u8>, i64, i64)> = tx.all(&PEERS, &values)?;
                Ok((rows, days, peers))
            })
            .await?;
        let mut alertes = Vec::new();
        for row in &rows {
            alertes.push(alive.alerte(row).await?);
        }
        let count = |wanted: u64| days.iter().find(|(day, _)| *day == wanted as i64).map_or(0, |(_, n)| short(*n));
        let jours = (first..=today).map(|day| (day as i32, count(day))).collect();
        let usuel = {
            let registre = alive.sequenceur.registre();
            let is_peer = |row: &&(Vec<u8>, i64, i64)| {
                let who: Pseudonym = row.0.clone().try_into().unwrap_or_default();
                who != sujet && registre.agent(&who).is_some_and(|peer| peer.role == qui.role)
            };
            median(peers.iter().filter(is_peer).map(|(.., n)| short(*n)).collect())
        };
        let (is_ecartable, attente) = (attente.is_some_and(|(_, may)| may), attente.map(|(attente, _)| attente));
        let (incident, ouverts, is_ouvrable) = alive.possibles(&agent, &sujet);
        Ok(CasAlerte {
            receipt,
            agent,
            qui,
            alertes,
            jours,
            usuel,
            attente,
            is_ecartable,
            is_ouvrable,
            incident,
            ouverts,
        })
    }
}

impl Alive {
    /// Whether an alert about this account is for this reader: never her own, which she would watch being looked at.
    pub(super) fn concerns(&self, agent: &Agent, sujet: &Pseudonym) -> bool {
        if self.pseudonym_of(agent.id).is_none_or(|own| own == *sujet) {
            return false;
        }
        agent.role == Role::Vigie
            || self.sequenceur.registre().agent(sujet).is_some_and(|account| account.structure == agent.structure.0)
    }

    /// The account of a pseudonym, as desks name it.
    pub(crate) fn qui(&self, sujet: &Pseudonym) -> Option<CompteAlerte> {
        let registre = self.sequenceur.registre();
        let account = registre.agent(sujet)?;
        let annuaire = self.annuaire.read().unwrap_or_else(PoisonError::into_inner);
        let fiche = annuaire.get(sujet)?;
        let etat = account.state(registre.at(now()).latest());
        Some(CompteAlerte {
            id: fiche.id,
            nom: fiche.nom.clone(),
            structure: fiche.structure,
            role: account.role,
            etat,
        })
    }

    /// What waits for a verdict about this account, and whether this reader may give it.
    fn attente(&self, agent: &Agent, sujet: &Pseudonym) -> Option<(Attente, bool)> {
        let actor = self.pseudonym_of(agent.id)?;
        let registre = self.sequenceur.registre();
        let waiting = registre.alertes_en_attente(sujet);
        let (depuis, jusqua) = (*waiting.first()?, *waiting.last()?);
        let combien = u32::try_from(waiting.len()).unwrap_or(u32::MAX);
        let entry = Entry {
            actor,
            object: *sujet,
            rule: etape::FAUSSE_ALERTE,
            until: jusqua,
            count: combien,
            ..Entry::new(Kind::Incident)
        };
        Some((Attente { depuis, jusqua, combien }, registre.at(now()).judge(&entry).is_ok()))
    }

    /// The open incident of an account, those to which this reader may add it, and whether she may open one.
    fn possibles(&self, agent: &Agent, sujet: &Pseudonym) -> Possibles {
        let registre = self.sequenceur.registre();
        let vue = registre.at(now());
        let actor = self.pseudonym_of(agent.id).unwrap_or_default();
        let may = |nom: [u8; 16], rule| {
            let content = nomme(&nom);
            vue.judge(&Entry { actor, object: *sujet, rule, content, ..Entry::new(Kind::Incident) }).is_ok()
        };
        let named = |(numero, cas): (usize, &Incident)| (IncidentId(cas.nom), numero);
        let ouverts = registre.incidents().filter(|(_, cas)| cas.cloture.is_none() && may(cas.nom, etape::AJOUTER));
        (registre.incident_of(sujet).map(named), ouverts.map(named).collect(), may(random(), etape::OUVRIR))
    }

    fn suite(&self, sujet: &Pseudonym, time: u64) -> SuiteLue {
        let registre = self.sequenceur.registre();
        let incident = |numero: usize, is_ouvert| match registre.incidents().nth(numero - 1) {
            Some((_, cas)) => SuiteLue::Incident { incident: IncidentId(cas.nom), numero, is_ouvert },
            None => SuiteLue::Attend,
        };
        match registre.suite(sujet, time) {
            Suite::Attend => SuiteLue::Attend,
            Suite::Fausse(par, le) => SuiteLue::Fausse { par: self.nom_au_journal(&par), le },
            Suite::EnCours(numero) => incident(numero, true),
            Suite::Close(numero) => incident(numero, false),
        }
    }

    /// None for an account that has no name here any more, and for the programs.
    pub(super) fn nom_au_journal(&self, name: &Pseudonym) -> Option<Clair> {
        self.annuaire.read().unwrap_or_else(PoisonError::into_inner).get(name).map(|fiche| fiche.nom.clone())
    }

    /// What its entry says, which the table does not hold.
    async fn alerte(&self, row: &Ligne) -> Result<AlerteLue, Error> {
        let record = self.sequenceur.read(row.0 as u64).await?;
        let compte = Entry::decode(&record.entry).map_or(0, |entry| entry.count);
        let qui = self.qui(&name(row));
        let suite = self.suite(&name(row), row.3 as u64);
        Ok(AlerteLue { suite, entree: row.0 as u64, le: row.3 as u64, regle: row.2 as u8, compte, qui })
    }
}

fn name(row: &Ligne) -> Pseudonym {
    row.1.clone().try_into().unwrap_or_default()
}

fn short(n: i64) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

/// The middle one, the lower of two.
fn median(mut all: Vec<u16>) -> Option<u16> {
    all.sort_unstable();
    all.get(all.len().checked_sub(1)? / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_middle_day() {
        let check = |all: &[u16], expected| assert_eq!(median(all.to_vec()), expected, "{all:?}");
        check(&[], None);
        check(&[7], Some(7));
        check(&[9, 1], Some(1));
        check(&[9, 1, 4], Some(4));
    }
}
