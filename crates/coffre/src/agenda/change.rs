//! POST /agenda/{d}/{x}: what became of a rendez-vous, or when it takes place instead.

use domaine::agenda::{ChangementRefuse, Plage, StatutRdv};
use domaine::{AgentId, DossierId, RendezVousId};
use droits::signature::SignedRequest;
use journal::entry::Pseudonym;

use super::book::check_days;
use super::rangement::{self, Brut, Rang};
use super::{place, wrong_statut};
use crate::base::{SqlError, Tx, Value};
use crate::face::{Agent, Booked, ChangementRdv, Error, GenreAgenda, Refusal, Reserve};
use crate::racine::Secret;
use crate::sequenceur::now;
use crate::{Alive, Coffre, random};

impl Coffre {
    /// Changes one rendez-vous. Somebody who does what a colleague has just done changes nothing, and is told that it is done.
    ///
    /// # Errors
    /// `Saisie` when the statut does not follow from the one that stands; a refusal or a failure. Nothing was changed.
    pub async fn change_rendez_vous(
        &self,
        request: &SignedRequest,
        dossier: DossierId,
        id: RendezVousId,
        changement: ChangementRdv,
    ) -> Result<Reserve, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        alive.refuse_again(request).await?;
        alive.check_role(request, &agent, dossier).await?;
        let sujet = alive.sujet_of(request, &agent, dossier).await?;
        let key = alive.rows_key(request, &agent).await?;
        let change = Change { request, agent: &agent, dossier, sujet, key: &key };
        let (booked, pour) = match changement {
            ChangementRdv::Statut(statut) => {
                // Other hours are proposed of the agenda that was found taken, whoever asks.
                let pour = alive.rendez_vous(&agent, dossier, id, &key).await?.agent;
                (alive.say(&change, id, statut).await?, pour)
            }
            ChangementRdv::Deplace { plage, agent: pour, force } => {
                (alive.put_off(&change, id, plage, pour, force).await?, pour)
            }
        };
        alive.told(agent, pour, booked, Vec::new()).await
    }
}

/// Who asks, for which person.
struct Change<'a> {
    request: &'a SignedRequest,
    agent: &'a Agent,
    dossier: DossierId,
    sujet: Pseudonym,
    key: &'a Secret,
}

impl Alive {
    /// A rendez-vous of this dossier, in this structure; a row that does not open is kept shut, and recorded.
    pub(super) async fn rendez_vous(
        &self,
        agent: &Agent,
        dossier: DossierId,
        id: RendezVousId,
        key: &Secret,
    ) -> Result<Rang, Error> {
        let brut = self.base.read(move |tx| tx.one::<Brut>(&rangement::GET, &[id.0.into()])).await?;
        let absent = || Error::Refusal(Refusal::Introuvable);
        let brut = brut.ok_or_else(absent)?;
        let is_here = brut.rang.as_ref().is_some_and(|rang| rang.structure == agent.structure);
        let Some(rang) = brut.open(key, agent.structure) else {
            self.note_unread(agent.structure, usize::from(is_here)).await?;
            return Err(absent());
        };
        let is_it = rang.genre == GenreAgenda::RendezVous && rang.dossier == Some(dossier);
        is_it.then_some(rang).ok_or_else(absent)
    }

    async fn say(&self, change: &Change<'_>, id: RendezVousId, statut: StatutRdv) -> Result<Booked, Error> {
        let Change { agent, dossier, sujet, key, request } = *change;
        let pour = self.rendez_vous(agent, dossier, id, key).await?.agent;
        let _alone = self.changing(pour).await;
        let rang = self.rendez_vous(agent, dossier, id, key).await?;
        if rang.statut == statut {
            return Ok(Booked::Fait(id, 1));
        }
        follows(&rang, statut).map_err(wrong_statut)?;
        // Its place may have been taken since.
        let looked = (statut.occupe() && !rang.statut.occupe()).then(|| rang.clone());
        if let Some(looked) = looked.clone() {
            let standing =
                self.base.read(move |tx| rangement::standing(tx, std::slice::from_ref(&looked), Some(id))).await?;
            if !standing.is_empty() {
                return Ok(Booked::Occupe(standing));
            }
        }
        let with = statut.occupe().then_some(rang.plage);
        let enonce = self.enonce(agent, dossier, sujet, pour, key, with, Some(id)).await?;
        self.state_fact(request, Some(dossier), enonce).await?;
        let old = update(&rang, statut, key);
        let ecrit = self.base.write(move |tx| write(tx, id, &old, looked.as_ref(), None)).await?;
        self.conclude_change(change, ecrit, id, &[pour]).await
    }

    /// It stays as *reporté*: who looks back sees that it was put off. Another one takes its place, in the same gesture.
    async fn put_off(
        &self,
        change: &Change<'_>,
        id: RendezVousId,
        plage: Plage,
        pour: AgentId,
        force: bool,
    ) -> Result<Booked, Error> {
        let Change { agent, dossier, sujet, key, request } = *change;
        let from = self.rendez_vous(agent, dossier, id, key).await?.agent;
        let mut wrong = self.check_place(agent, pour, 0).await?;
        check_days(agent, plage.jour(), &[plage.jour()], &mut wrong);
        if !wrong.is_empty() {
            return Err(Error::Saisie(wrong));
        }
        // Two agendas: always the same one first.
        let _alone = self.changing(from.min(pour)).await;
        let _both = if from == pour { None } else { Some(self.changing(from.max(pour)).await) };
        let rang = self.rendez_vous(agent, dossier, id, key).await?;
        follows(&rang, StatutRdv::Reporte).map_err(wrong_statut)?;
        let new = Rang {
            id: RendezVousId(random()),
            agent: pour,
            plage,
            statut: StatutRdv::Planifie,
            serie: [0; 16],
            maj: now(),
            auteur: agent.id,
            ..rang.clone()
        };
        let looked = (!force).then(|| new.clone());
        if let Some(looked) = looked.clone() {
            let standing =
                self.base.read(move |tx| rangement::standing(tx, std::slice::from_ref(&looked), Some(id))).await?;
            if !standing.is_empty() {
                return Ok(Booked::Occupe(standing));
            }
        }
        let but = (from == pour).then_some(id);
        let enonce = self.enonce(agent, dossier, sujet, pour, key, Some(plage), but).await?;
        self.state_fact(request, Some(dossier), enonce).await?;
        if from != pour {
            let enonce = self.enonce(agent, dossier, sujet, from, key, None, Some(id)).await?;
            self.state_further(request, 1, enonce).await?;
        }
        let (row, old) = (new.values(key), update(&rang, StatutRdv::Reporte, key));
        let ecrit = self.base.write(move |tx| write(tx, id, &old, looked.as_ref(), Some(&row))).await?;
        let both = [pour, from];
        let whose = if from == pour { &both[..1] } else { &both[..] };
        self.conclude_change(change, ecrit, new.id, whose).await
    }

    /// What became of a change whose facts are stated. When it was not written, they are stated again as the rows now stand: nobody is
    /// entrusted by what did not take place.
    async fn conclude_change(
        &self,
        change: &Change<'_>,
        ecrit: Ecrit,
        id: RendezVousId,
        whose: &[AgentId],
    ) -> Result<Booked, Error> {
        let Change { agent, dossier, sujet, key, request } = *change;
        if ecrit != Ecrit::Fait {
            for (n, pour) in (AMENDS..).zip(whose) {
                let enonce = self.enonce(agent, dossier, sujet, *pour, key, None, None).await?;
                self.state_further(request, n, enonce).await?;
            }
        }
        match ecrit {
            Ecrit::Fait => Ok(Booked::Fait(id, 1)),
            Ecrit::Occupe(standing) => Ok(Booked::Occupe(standing)),
            Ecrit::Conflit => Err(Error::Refusal(Refusal::Conflit)),
        }
    }

    /// Another statut for a row that was just read; a conflict when somebody wrote it meanwhile.
    pub(super) async fn rewrite(&self, rang: Rang, statut: StatutRdv, key: &Secret) -> Result<(), Error> {
        let params = update(&rang, statut, key);
        let updated = self.base.write(move |tx| tx.exec(&rangement::UPDATE, &params)).await?;
        if updated == 1 { Ok(()) } else { Err(Error::Refusal(Refusal::Conflit)) }
    }
}

/// First of the further facts of a request that put right those which it stated.
const AMENDS: u8 = 200;

/// What became of a change where nobody can come between.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Ecrit {
    Fait,
    /// The row changed since it was read.
    Conflit,
    /// The place is taken.
    Occupe(Vec<Plage>),
}

/// Writes a row over itself, and another one beside it, if the row is still as it was read and the place that it takes is free: another
/// instance may share this base. Otherwise nothing is written.
fn write(
    tx: &mut Tx<'_>,
    id: RendezVousId,
    old: &[Value],
    looked: Option<&Rang>,
    new: Option<&Vec<Value>>,
) -> Result<Ecrit, SqlError> {
    let standing = match looked {
        Some(looked) => rangement::standing(tx, std::slice::from_ref(looked), Some(id))?,
        None => Vec::new(),
    };
    if !standing.is_empty() {
        return Ok(Ecrit::Occupe(standing));
    }
    if tx.exec(&rangement::UPDATE, old)? != 1 {
        return Ok(Ecrit::Conflit);
    }
    if let Some(new) = new {
        rangement::insert(tx, std::slice::from_ref(new))?;
    }
    Ok(Ecrit::Fait)
}

/// Whether a statut follows, or why not.
pub(super) fn follows(rang: &Rang, statut: StatutRdv) -> Result<(), &'static str> {
    let maintenant = place(rang.structure).0.civil(now());
    let is_back = statut == StatutRdv::Planifie && rang.statut.se_reprend();
    if is_back {
        let said = place(rang.structure).0.aujourdhui(rang.maj);
        return if said == maintenant.date() { Ok(()) } else { Err("rdv-jour-passe") };
    }
    match rang.statut.change(statut, &rang.plage, maintenant) {
        Ok(_) => Ok(()),
        Err(ChangementRefuse::PasEncore) => Err("rdv-pas-encore"),
        Err(ChangementRefuse::Interdit { .. }) => Err("rdv-statut"),
    }
}

fn update(rang: &Rang, statut: StatutRdv, key: &Secret) -> Vec<Value> {
    // A change within the millisecond of the one before is still another one.
    let next = Rang { statut, maj: now().max(rang.maj + 1), ..rang.clone() };
    vec![
        rang.id.0.into(),
        (statut as u8).into(),
        (next.maj as i64).into(),
        next.seal(key).into(),
        (rang.maj as i64).into(),
    ]
}

#[cfg(test)]
mod tests {
    use domaine::{Clair, CodeStructure};
    use jiff::civil::date;

    use super::*;
    use crate::base::migrate;
    use crate::schema::MIGRATIONS;

    fn rang(id: u8, debut: u16, statut: StatutRdv) -> Rang {
        Rang {
            id: RendezVousId([id; 16]),
            structure: CodeStructure(*b"59512S00"),
            genre: GenreAgenda::RendezVous,
            agent: AgentId([2; 16]),
            site: 0,
            plage: Plage::de(date(2026, 11, 24), debut, 45).expect("a stretch"),
            statut,
            dossier: Some(DossierId([id; 16])),
            serie: [0; 16],
            maj: 6,
            objet: 2,
            texte: Clair::default(),
            auteur: AgentId([7; 16]),
        }
    }

    /// Another instance may have come between the look and the write: the write looks again, and moves nothing by halves.
    #[test]
    fn what_was_taken_meanwhile_is_seen_where_it_is_written() {
        for (engine, base) in crate::base::essai::bases() {
            migrate(&base, MIGRATIONS).expect("the tables are there");
            let key = Secret::new([9; 32]);
            let (cancelled, taken) = (rang(1, 600, StatutRdv::Annule), rang(2, 600, StatutRdv::Planifie));
            let rows = vec![cancelled.values(&key), taken.values(&key)];
            base.write_blocking(move |tx| rangement::insert(tx, &rows)).expect("both are written");
            let again = update(&cancelled, StatutRdv::Planifie, &key);
            let moved = rang(3, 900, StatutRdv::Planifie).values(&key);
            let looked = rang(1, 600, StatutRdv::Planifie);
            let id = cancelled.id;
            let does = |old: &[Value], looked: Option<&Rang>| {
                let (old, looked, moved) = (old.to_vec(), looked.cloned(), moved.clone());
                base.write_blocking(move |tx| write(tx, id, &old, looked.as_ref(), Some(&moved))).expect("it answers")
            };
            assert_eq!(does(&again, Some(&looked)), Ecrit::Occupe(vec![taken.plage]), "{engine}");
            let stale = update(&Rang { maj: 5, ..cancelled.clone() }, StatutRdv::Planifie, &key);
            assert_eq!(does(&stale, None), Ecrit::Conflit, "{engine}");
            let standing = |id: u8| {
                let get = move |tx: &mut Tx<'_>| tx.one::<Brut>(&rangement::GET, &[[id; 16].into()]);
                base.read_blocking(get).expect("it reads").and_then(|brut| brut.rang).map(|rang| rang.statut)
            };
            assert_eq!((standing(1), standing(3)), (Some(StatutRdv::Annule), None), "{engine}: nothing was written");
            assert_eq!(does(&again, None), Ecrit::Fait, "{engine}: she said that it may be so");
            assert_eq!((standing(1), standing(3)), (Some(StatutRdv::Planifie), Some(StatutRdv::Planifie)));
        }
    }
}
