//! Incidents: the list, and one case with what happened to its accounts. The vigie sees all of them; a DPO, those of her structure,
//! and of the others' accounts how many; who is concerned, none. Reading them is an entry, as at the desk of alerts.

use std::collections::{BTreeMap, BTreeSet};

use domaine::IncidentId;
use droits::Role;
use droits::budget::day;
use droits::habilitation::gel::{self, RESEAU};
use droits::habilitation::incident::{Incident, etape, nomme};
use droits::habilitation::regles::JOUR;
use droits::registre::suspension;
use droits::signature::SignedRequest;
use journal::Kind;
use journal::entry::{Entry, Pseudonym};

use super::bureau::DAYS_SHOWN;
use crate::face::{
    Agent, ClotureLue, CompteAlerte, Error, FRISE_MAX, FaitIncident, IncidentLu, IncidentVu, IncidentsLus,
    QuoiIncident, Refusal,
};
use crate::sequenceur::{Fill, now};
use crate::suivi::of_structure;
use crate::{Alive, Coffre};

crate::statements! {
    FRISE = "select entree, sujet, genre, regle, temps, acteur from acte \
             where sujet = ?1 and temps >= ?2 and temps <= ?3 and genre in (?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) \
             order by entree desc limit 200";
    PAR_JOUR = "select (temps - 10800000) / 86400000, count(distinct sujet) from lecture \
                where acteur = ?1 and temps >= ?2 and temps <= ?3 and genre in (?4, ?5, ?6) group by 1 order by 1";
}

/// How long before it was opened a case looks back.
const AVANT: u64 = 7 * JOUR;

/// Closed incidents of the list.
const CLOS_MAX: usize = 50;

/// Accounts offered to be added.
const CANDIDATS_MAX: usize = 100;

/// What stands in the timeline of an account.
const GENRES: [Kind; 8] = [
    Kind::Login,
    Kind::LoginEnd,
    Kind::Suspension,
    Kind::Restoration,
    Kind::Closing,
    Kind::Incident,
    Kind::Alert,
    Kind::Freeze,
];

/// A row of the timeline.
type Ligne = (i64, Vec<u8>, i64, i64, i64, Vec<u8>);

impl Coffre {
    /// Incidents that are open, and the latest that are closed.
    ///
    /// # Errors
    /// A refusal or a failure; nothing was shown.
    pub async fn incidents(&self, request: &SignedRequest) -> Result<IncidentsLus, Error> {
        let alive = self.alive()?;
        let (agent, receipt) = alive.asks_journal(request, |_| Fill::default()).await?;
        let (ouverts, mut clos): (Vec<_>, Vec<_>) =
            alive.incidents_of(&agent).into_iter().partition(|cas| cas.cloture.is_none());
        clos.sort_by_key(|cas| std::cmp::Reverse(cas.cloture.as_ref().map(|cloture| cloture.le)));
        clos.truncate(CLOS_MAX);
        Ok(IncidentsLus { receipt, agent, ouverts, clos })
    }

    /// One incident. One that is not hers to see and one that does not exist are one answer, and the question stands in the journal
    /// in both cases.
    ///
    /// # Errors
    /// A refusal or a failure; nothing was shown.
    pub async fn incident(&self, request: &SignedRequest, incident: IncidentId) -> Result<IncidentVu, Error> {
        let alive = self.alive()?;
        let about = Fill { object: incident.0, ..Fill::default() };
        let (agent, receipt) = alive.asks_journal(request, |_| about).await?;
        let absent = || Error::Refusal(Refusal::Introuvable);
        // What is signed for is looked at first: what comes while the rest is read makes its signature void.
        let (known, vu) = {
            let registre = alive.sequenceur.registre();
            let (_, cas) = registre.incident(&incident.0).ok_or_else(absent)?;
            (cas.clone(), registre.vu(cas))
        };
        let cas = alive.incident_lu(&agent, &incident.0).ok_or_else(absent)?;
        let theirs: Vec<Pseudonym> =
            known.comptes.iter().filter(|compte| alive.concerns(&agent, compte)).copied().collect();
        let until = known.cloture.as_ref().map_or_else(now, |cloture| cloture.le);
        let (frise, total) = alive.frise(&known, &theirs, until).await?;
        let jours = alive.jours(&theirs, until).await?;
        let may = |object: Pseudonym, rule, vu: [u8; 16]| alive.may_step(&agent, (incident, object), rule, vu);
        let candidats = alive.candidats(&agent, incident, &known);
        let named = |name: &&Pseudonym| may(**name, etape::RETIRER, [0; 16]);
        let retirables = theirs.iter().filter(named).filter_map(|name| alive.qui(name)).map(|qui| qui.id).collect();
        Ok(IncidentVu {
            receipt,
            is_confirmable: may([0; 16], etape::CONFIRMER, vu),
            is_infirmable: may([0; 16], etape::INFIRMER, vu),
            agent,
            cas,
            vu,
            frise,
            total,
            jours,
            candidats,
            retirables,
        })
    }
}

impl Alive {
    /// Incidents that this reader may see, in the order of numbers.
    pub(super) fn incidents_of(&self, agent: &Agent) -> Vec<IncidentLu> {
        let names: Vec<[u8; 16]> = self.sequenceur.registre().incidents().map(|(_, cas)| cas.nom).collect();
        names.iter().filter_map(|nom| self.incident_lu(agent, nom)).collect()
    }

    /// One of them, if this reader may see it.
    pub(crate) fn incident_lu(&self, agent: &Agent, nom: &[u8; 16]) -> Option<IncidentLu> {
        let (numero, cas) = {
            let registre = self.sequenceur.registre();
            let (numero, cas) = registre.incident(nom)?;
            (numero, cas.clone())
        };
        let is_concerned = self.pseudonym_of(agent.id).is_none_or(|own| cas.comptes.contains(&own));
        let comptes: Vec<CompteAlerte> =
            cas.comptes.iter().filter(|c| self.concerns(agent, c)).filter_map(|c| self.qui(c)).collect();
        if is_concerned || (comptes.is_empty() && agent.role != Role::Vigie) {
            return None;
        }
        let cloture = cas.cloture.map(|cloture| ClotureLue {
            par: self.nom_au_journal(&cloture.par),
            le: cloture.le,
            is_confirme: cloture.is_confirme,
        });
        let ailleurs = cas.comptes.len().saturating_sub(comptes.len());
        let (incident, par) = (IncidentId(cas.nom), self.nom_au_journal(&cas.par));
        Some(IncidentLu { incident, numero, par, depuis: cas.depuis, comptes, ailleurs, cloture })
    }

    /// What happened to these accounts, to their structures and to the incident, newest first; and how much there is.
    async fn frise(
        &self,
        cas: &Incident,
        comptes: &[Pseudonym],
        until: u64,
    ) -> Result<(Vec<FaitIncident>, usize), Error> {
        let mut sujets: BTreeSet<Pseudonym> = comptes.iter().copied().chain([cas.nom, of_structure(&RESEAU)]).collect();
        {
            let registre = self.sequenceur.registre();
            let structures = comptes.iter().filter_map(|compte| registre.agent(compte));
            sujets.extend(structures.map(|account| of_structure(&account.structure)));
        }
        let (since, until) = (cas.depuis.saturating_sub(AVANT) as i64, until as i64);
        let rows: Vec<Ligne> = self
            .base
            .read(move |tx| {
                let mut all = Vec::new();
                for sujet in &sujets {
                    let mut values = vec![(*sujet).into(), since.into(), until.into()];
                    values.extend(GENRES.map(|kind| (kind as u8).into()));
                    all.extend(tx.all::<Ligne>(&FRISE, &values)?);
                }
                Ok(all)
            })
            .await?;
        // Zeros are the network for a freeze, and nobody in particular for an alert, which is in no case.
        let is_its = |row: &&Ligne| row.1 != [0; 16] || row.2 == Kind::Freeze as i64;
        let mut faits: BTreeMap<i64, FaitIncident> = BTreeMap::new();
        for row in rows.iter().filter(is_its) {
            let fait = FaitIncident {
                entree: row.0 as u64,
                le: row.4 as u64,
                quoi: quoi(row.2 as u8, row.3 as u8),
                qui: self.nom_au_journal(&pseudonym(&row.1)),
                par: self.nom_au_journal(&pseudonym(&row.5)),
            };
            // A step stands under the incident and under its account: the latter says of whom.
            let known = faits.entry(row.0).or_insert_with(|| fait.clone());
            known.qui = known.qui.take().or(fait.qui);
        }
        let total = faits.len();
        Ok((faits.into_values().rev().take(FRISE_MAX).collect(), total))
    }

    /// Dossiers that these accounts read, by day, until the last day of the case.
    async fn jours(&self, comptes: &[Pseudonym], until: u64) -> Result<Vec<(i32, u32)>, Error> {
        let last = day(until);
        let first = last.saturating_sub(DAYS_SHOWN - 1);
        let since = (first * JOUR + 10_800_000) as i64;
        let comptes = comptes.to_vec();
        let rows: Vec<(i64, i64)> = self
            .base
            .read(move |tx| {
                let mut all = Vec::new();
                for compte in &comptes {
                    let mut values = vec![(*compte).into(), since.into(), (until as i64).into()];
                    values.extend([Kind::Opening, Kind::Reveal, Kind::Print].map(|kind| (kind as u8).into()));
                    all.extend(tx.all::<(i64, i64)>(&PAR_JOUR, &values)?);
                }
                Ok(all)
            })
            .await?;
        let count = |day: u64| rows.iter().filter(|(of, _)| *of == day as i64).map(|(_, n)| *n).sum::<i64>();
        Ok((first..=last).map(|day| (day as i32, u32::try_from(count(day)).unwrap_or(u32::MAX))).collect())
    }

    /// Accounts of the structures concerned that this reader may add, and those of which alerts wait, which come first.
    fn candidats(&self, agent: &Agent, incident: IncidentId, cas: &Incident) -> Vec<CompteAlerte> {
        let offered: Vec<(bool, Pseudonym)> = {
            let registre = self.sequenceur.registre();
            let theirs: BTreeSet<[u8; 8]> =
                cas.comptes.iter().filter_map(|compte| registre.agent(compte)).map(|a| a.structure).collect();
            let waits = |name: &Pseudonym| !registre.alertes_en_attente(name).is_empty();
            let all = registre.agents().map(|(name, account)| (waits(name), *name, account.structure));
            let near = all.filter(|(waits, _, structure)| *waits || theirs.contains(structure));
            near.map(|(waits, name, _)| (!waits, name)).collect()
        };
        let may = |(_, name): &&(bool, Pseudonym)| self.may_step(agent, (incident, *name), etape::AJOUTER, [0; 16]);
        let named = |(rang, name): &(bool, Pseudonym)| self.qui(name).map(|qui| (*rang, qui));
        let mut all: Vec<(bool, CompteAlerte)> = offered.iter().filter(may).filter_map(named).collect();
        all.sort_by_cached_key(|(rang, qui)| (*rang, qui.nom.expose().to_lowercase(), qui.id));
        all.truncate(CANDIDATS_MAX);
        all.into_iter().map(|(_, qui)| qui).collect()
    }

    /// Whether this reader may sign this step now.
    fn may_step(&self, agent: &Agent, (incident, object): (IncidentId, Pseudonym), rule: u8, vu: [u8; 16]) -> bool {
        let Some(actor) = self.pseudonym_of(agent.id) else { return false };
        let mut content = nomme(&incident.0);
        content[16..].copy_from_slice(&vu);
        let entry = Entry { actor, object, rule, content, ..Entry::new(Kind::Incident) };
        self.sequenceur.registre().at(now()).judge(&entry).is_ok()
    }
}

/// What a row of [`FRISE`] says.
fn quoi(genre: u8, regle: u8) -> QuoiIncident {
    match Kind::from_number(genre) {
        Some(Kind::Login) => QuoiIncident::Connexion,
        Some(Kind::LoginEnd) => QuoiIncident::FinDeConnexion,
        Some(Kind::Alert) => QuoiIncident::Alerte(regle),
        Some(Kind::Suspension) if regle > suspension::VIGIE => QuoiIncident::SuspensionRegle(regle - suspension::VIGIE),
        Some(Kind::Suspension) => QuoiIncident::Suspension,
        Some(Kind::Restoration) => QuoiIncident::Retablissement,
        Some(Kind::Closing) => QuoiIncident::Fermeture,
        Some(Kind::Freeze) if regle == gel::regle::GELER => QuoiIncident::Gel,
        Some(Kind::Freeze) if regle == gel::regle::LEVER => QuoiIncident::Levee,
        Some(Kind::Freeze) => QuoiIncident::Mesure,
        _ => QuoiIncident::Etape(regle),
    }
}

fn pseudonym(bytes: &[u8]) -> Pseudonym {
    bytes.try_into().unwrap_or_default()
}
