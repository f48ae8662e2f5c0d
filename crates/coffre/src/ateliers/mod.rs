//! Sessions collectives: places, who has one and who waits, who came, and what each verb of them needs.
//!
//! A session and its inscriptions are facts of the structure. What may be done is said by `domaine::seance`, pure; here its
//! rules are run on the rows as they stand and their answer is written, in one transaction. An inscription entrusts the person
//! to who holds the session: the fact is in the journal before the row is written.

mod change;
mod close;
pub(crate) mod create;
mod inscrire;
pub(crate) mod list;
pub(crate) mod presence;
pub(crate) mod rangement;
mod show;

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};

use domaine::agenda::Plage;
use domaine::seance::inscription::appliquer;
use domaine::seance::{EtatSeance, Inscription, Refus, StatutInscription};
use domaine::{AgentId, AtelierId, DossierId};
use droits::budget::explanation;
use droits::signature::SignedRequest;
use jiff::ToSpan;
use journal::Kind;
use journal::act::act;
use journal::entry::Pseudonym;

use crate::Alive;
use crate::agenda::place;
use crate::base::Value;
use crate::face::{Agent, Error, Refusal, Saisie};
use crate::faits::Enonce;
use crate::fiche::days;
use crate::listes::reading;
use crate::noms::{Label, presences};
use crate::racine::Secret;
use crate::sequenceur::now;
use rangement::{Atelier, Brut, Inscrit, Salle};

/// Days ahead that a session may be given: a fact serves no longer.
const HORIZON: i64 = 730;

/// Days after a session during which it explains an opening: its sheet is put right then.
const SUITE: i64 = 7;

/// Who asks, by which request, and for which person when the path names one.
struct Geste<'a> {
    request: &'a SignedRequest,
    agent: &'a Agent,
    key: &'a Secret,
    pour: Option<(DossierId, Pseudonym)>,
}

/// What a rule answers: the session if it changes, and the lines to write.
#[derive(Clone, Debug, Default)]
struct Suite {
    atelier: Option<Atelier>,
    lignes: Vec<Inscription>,
}

impl Suite {
    fn lignes(lignes: Vec<Inscription>) -> Suite {
        Suite { atelier: None, lignes }
    }
}

/// A rule of the trade, run on what stands: first to know what is to be stated, then again where nobody can come between.
type Regle = Arc<dyn Fn(&Salle) -> Result<Suite, Refus> + Send + Sync>;

/// What was done: the session after it, and the lines that were written.
struct Fait {
    salle: Salle,
    lignes: Vec<Inscription>,
}

impl Alive {
    /// The session of the reader's own structure. Absent, another structure's, or not as it was written: one answer.
    pub(crate) async fn salle(&self, agent: &Agent, id: AtelierId, key: &Secret) -> Result<Salle, Error> {
        let (key, structure) = (key.clone(), agent.structure);
        let found = self.base.read(move |tx| Salle::read(tx, id, &key, structure)).await?;
        match found {
            Ok(Some(salle)) => Ok(salle),
            Ok(None) => Err(Error::Refusal(Refusal::Introuvable)),
            Err(()) => {
                self.note_unread(structure, 1).await?;
                Err(Error::Refusal(Refusal::Introuvable))
            }
        }
    }

    /// Runs a rule: states what it will make true, then writes it in one transaction. One session of an animateur changes at a
    /// time, and of `aussi`'s; another instance that shares this base is met by the transaction, and the facts put right after.
    async fn execute(
        &self,
        geste: &Geste<'_>,
        id: AtelierId,
        aussi: Option<AgentId>,
        regle: Regle,
    ) -> Result<Fait, Error> {
        let Geste { agent, key, .. } = *geste;
        let holder = self.salle(agent, id, key).await?.atelier.animateur;
        let other = aussi.filter(|other| *other != holder);
        // Two agendas: always the same one first.
        let _alone = self.changing(other.map_or(holder, |other| other.min(holder))).await;
        let _both = match other {
            Some(other) => Some(self.changing(other.max(holder)).await),
            None => None,
        };
        let salle = self.salle(agent, id, key).await?;
        let suite = regle(&salle).map_err(refused)?;
        self.announce(geste, &salle, &suite).await?;

        let (sealing, structure, auteur) = (key.clone(), agent.structure, agent.id);
        let written = self
            .base
            .write(move |tx| {
                let Ok(Some(salle)) = Salle::read(tx, id, &sealing, structure)? else {
                    return Ok(Err(Error::Refusal(Refusal::Introuvable)));
                };
                let suite = match regle(&salle) {
                    Ok(suite) => suite,
                    Err(refus) => return Ok(Err(refused(refus))),
                };
                write(tx, &sealing, &salle, &suite, auteur)?;
                Ok(Ok((after(&salle, &suite), suite.lignes)))
            })
            .await?;
        let (as_announced, was) = (after(&salle, &suite), salle.atelier.etat);
        match written {
            Ok((salle, lignes)) => {
                self.amend(geste, &as_announced, &salle, None).await?;
                if salle.atelier.etat != was {
                    self.note_presences(&salle).await?;
                }
                Ok(Fait { salle, lignes })
            }
            Err(error) => {
                if let Ok(stands) = self.salle(agent, id, key).await {
                    self.amend(geste, &as_announced, &stands, None).await?;
                }
                Err(error)
            }
        }
    }

    /// Keeps the names in memory as the rows now are: a presence counts once its session is closed, and no more when it is opened again.
    async fn note_presences(&self, salle: &Salle) -> Result<(), Error> {
        let structure = salle.atelier.structure;
        let Some(noms) = self.noms_in_memory(structure).await else { return Ok(()) };
        let came = salle.lignes.iter().filter(|inscrit| inscrit.ligne.statut == StatutInscription::Present);
        let dossiers: Vec<[u8; 16]> = came.map(|inscrit| inscrit.ligne.dossier.0).collect();
        let last = self.base.read(move |tx| presences::of(tx, structure, &dossiers)).await?;
        let mut noms = noms.write().unwrap_or_else(PoisonError::into_inner);
        last.into_iter().for_each(|(dossier, jour)| noms.note_presence(&dossier, jour));
        Ok(())
    }

    /// The entry of the request's own road, then a fact for everybody for whom something changes.
    async fn announce(&self, geste: &Geste<'_>, salle: &Salle, suite: &Suite) -> Result<(), Error> {
        let Geste { request, agent, .. } = *geste;
        let next = after(salle, suite);
        match geste.pour {
            Some((dossier, sujet)) => {
                let avec = entrusted(&next).get(&dossier).copied();
                let enonce = self.enonce_atelier(geste, dossier, sujet, &next.atelier, avec).await?;
                self.state_fact(request, Some(dossier), enonce).await?;
            }
            None => {
                let asked = act(&request.method, &request.target).filter(|a| a.kind == Kind::ResultPage);
                let asked = asked.ok_or(Error::Refusal(Refusal::Introuvable))?;
                let noms = self.noms(agent.structure, Some(request)).await?;
                let labels: Vec<Label> =
                    suite.lignes.iter().filter_map(|ligne| reading(&noms).get(&ligne.dossier.0)).collect();
                self.journal_page(request, asked, request.hash(), &labels).await?;
            }
        }
        self.amend(geste, salle, &next, geste.pour.map(|(dossier, _)| dossier)).await
    }

    /// States what differs between two pictures of a session, but for `sauf`, for whom it is stated already.
    async fn amend(&self, geste: &Geste<'_>, from: &Salle, to: &Salle, sauf: Option<DossierId>) -> Result<(), Error> {
        let (before, now_on) = (entrusted(from), entrusted(to));
        let mut enonces = Vec::new();
        let mut all: Vec<DossierId> = before.keys().chain(now_on.keys()).copied().collect();
        all.sort_unstable();
        all.dedup();
        for dossier in all {
            let (was, is) = (before.get(&dossier), now_on.get(&dossier));
            let same_holder = from.atelier.animateur == to.atelier.animateur;
            if (was == is && same_holder) || sauf == Some(dossier) {
                continue;
            }
            // Who left the structure meanwhile is explained to nobody here.
            let Ok(sujet) = self.sujet_of(geste.request, geste.agent, dossier).await else { continue };
            if was.is_some() && !same_holder {
                enonces.push(self.enonce_atelier(geste, dossier, sujet, &from.atelier, None).await?);
            }
            if is.is_some() || same_holder {
                enonces.push(self.enonce_atelier(geste, dossier, sujet, &to.atelier, is.copied()).await?);
            }
        }
        self.state_many(geste.request, geste.agent, enonces).await
    }

    /// What the fact must say of a person and who holds this session: until seven days after the last of those sessions of his in
    /// which she has a place, this one being `avec`; withdrawn when she has none.
    async fn enonce_atelier(
        &self,
        geste: &Geste<'_>,
        dossier: DossierId,
        sujet: Pseudonym,
        atelier: &Atelier,
        avec: Option<Plage>,
    ) -> Result<Enonce, Error> {
        let (fuseau, _) = place(geste.agent.structure);
        let from = fuseau.aujourdhui(now()).saturating_sub((SUITE + 1).days());
        let rows = self.inscriptions_of(geste.agent, dossier, geste.key, days(from), 1_000).await?.0;
        let (id, holder) = (atelier.id, atelier.animateur);
        let stands = |(other, inscrit): &&(Atelier, Inscrit)| {
            other.id != id
                && other.animateur == holder
                && other.etat != EtatSeance::Annulee
                && entrusts(inscrit.ligne.statut)
        };
        let last = rows.iter().filter(stands).map(|(other, _)| other.plage).chain(avec).max();
        let until = last.map(|plage| fuseau.instant(plage.jour().saturating_add(SUITE.days()), plage.fin()));
        Ok(Enonce {
            code: explanation::ATELIER,
            sujet: Some(sujet),
            pour: Some(holder),
            // A time already past withdraws.
            jusqua: until.unwrap_or(0).max(1),
            de: None,
        })
    }

    /// The sessions of a person from a day on, newest first, and how many rows do not open.
    async fn inscriptions_of(
        &self,
        agent: &Agent,
        dossier: DossierId,
        key: &Secret,
        from: i32,
        limit: u32,
    ) -> Result<(Vec<(Atelier, Inscrit)>, usize), Error> {
        let params: Vec<Value> = vec![dossier.0.into(), from.into(), limit.into()];
        let rows =
            self.base.read(move |tx| tx.all::<(Brut<Atelier>, Brut<Inscrit>)>(&rangement::OF_DOSSIER, &params)).await?;
        let all = rows.iter().filter(|(atelier, _)| atelier.claims(agent.structure)).count();
        let open = |(atelier, inscrit): (Brut<Atelier>, Brut<Inscrit>)| {
            let atelier = atelier.open(key, agent.structure)?;
            let inscrit = inscrit.open(key, agent.structure, atelier.id)?;
            Some((atelier, inscrit))
        };
        let opened: Vec<_> = rows.into_iter().filter_map(open).collect();
        let unread = all.saturating_sub(opened.len());
        Ok((opened, unread))
    }
}

/// Whether an inscription entrusts the person to who holds the session: who has a place, or did not come and is called.
const fn entrusts(statut: StatutInscription) -> bool {
    matches!(statut, StatutInscription::Inscrit | StatutInscription::Present | StatutInscription::Absent)
}

/// Whom a session entrusts, and until after when.
fn entrusted(salle: &Salle) -> HashMap<DossierId, Plage> {
    if salle.atelier.etat == EtatSeance::Annulee {
        return HashMap::new();
    }
    let of = salle.lignes.iter().filter(|inscrit| entrusts(inscrit.ligne.statut));
    of.map(|inscrit| (inscrit.ligne.dossier, salle.atelier.plage)).collect()
}

/// The session once a rule's answer is written.
fn after(salle: &Salle, suite: &Suite) -> Salle {
    let atelier = suite.atelier.clone().unwrap_or_else(|| salle.atelier.clone());
    let mut lignes = salle.inscriptions();
    appliquer(&mut lignes, &suite.lignes);
    let known: HashMap<DossierId, Inscrit> = salle.lignes.iter().map(|i| (i.ligne.dossier, *i)).collect();
    let whole = |ligne: Inscription| Inscrit {
        ligne,
        atelier: atelier.id,
        structure: atelier.structure,
        maj: known.get(&ligne.dossier).map_or(0, |i| i.maj),
        auteur: known.get(&ligne.dossier).map_or(AgentId([0; 16]), |i| i.auteur),
    };
    let lignes = lignes.into_iter().map(whole).collect();
    Salle { atelier, lignes, illisibles: salle.illisibles }
}

fn write(
    tx: &mut crate::base::Tx<'_>,
    key: &Secret,
    salle: &Salle,
    suite: &Suite,
    auteur: AgentId,
) -> Result<(), crate::base::SqlError> {
    let time = now();
    if let Some(atelier) = &suite.atelier {
        // A change within the millisecond of the one before is still another one.
        Atelier { maj: time.max(salle.atelier.maj + 1), ..atelier.clone() }.update(tx, key)?;
    }
    for ligne in &suite.lignes {
        let (atelier, structure) = (salle.atelier.id, salle.atelier.structure);
        Inscrit { atelier, structure, ligne: *ligne, maj: time, auteur }.write(tx, key)?;
    }
    Ok(())
}

/// A rule's refusal, at the field where it can be put right.
fn refused(refus: Refus) -> Error {
    let champ = match refus {
        Refus::Places | Refus::MoinsQueLesInscrits(_) | Refus::Complet | Refus::AttentePleine => "places",
        _ => "inscription",
    };
    Error::Saisie(vec![Saisie { champ, raison: raison(&refus) }])
}

/// Keys of the messages: those of the trade, under the name of this noun.
const fn raison(refus: &Refus) -> &'static str {
    match refus {
        Refus::Etat(EtatSeance::Ouverte) => "atelier-ouvert",
        Refus::Etat(EtatSeance::Close) => "atelier-clos",
        Refus::Etat(EtatSeance::Annulee) => "atelier-annule",
        Refus::LimitePassee(_) => "atelier-limite-passee",
        Refus::DejaInscrit => "atelier-deja-inscrit",
        Refus::PasInscrit => "atelier-pas-inscrit",
        Refus::Complet => "atelier-complet",
        Refus::AttentePleine => "atelier-attente-pleine",
        Refus::MoinsQueLesInscrits(_) => "atelier-moins-que-les-inscrits",
        Refus::PasAvant(_) => "atelier-pas-avant",
        Refus::TropTard => "atelier-trop-tard",
        Refus::StatutImpossible => "atelier-statut-impossible",
        Refus::DejaEmargee => "atelier-deja-emarge",
        Refus::NonEmarges(_) => "atelier-non-emarges",
        Refus::Places => "atelier-places",
    }
}
