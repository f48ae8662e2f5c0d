//! Who read one dossier, for who may open it and for the DPO of its structure. The dossier is not opened: no key is asked for.

use std::sync::PoisonError;

use domaine::{CodeStructure, DossierId};
use droits::decide::Demande;
use droits::signature::SignedRequest;
use journal::Kind;
use journal::act::act;
use journal::entry::Pseudonym;

use super::unlock::Found;
use crate::base::{FromRow, Row, SqlError, Tx};
use crate::face::{
    Agent, Error, Explication, LECTURES_PAR_PAGE, LectureDuDossier, LecturesDuDossier, Receipt, Refusal,
};
use crate::sequenceur::Fill;
use crate::suivi::genre_lecture;
use crate::{Alive, Coffre};

crate::statements! {
    COUNT = "select count(*) from trace where sujet = ?1 and genre in (?2, ?3, ?4) and entree < ?5";
    PAGE_OF = "select t.entree, t.genre, t.temps, t.acteur, t.classes, t.explication, coalesce(l.livraison, 0) \
               from trace t left join lecture l on l.entree = t.entree \
               where t.sujet = ?1 and t.genre in (?2, ?3, ?4) and t.entree < ?5 order by t.entree desc limit ?6 offset ?7";
}

impl Coffre {
    /// A page of the readings of a dossier, newest first; pages begin at 1. Not hers and absent are one answer.
    ///
    /// # Errors
    /// A refusal or a failure; nothing was shown.
    pub async fn readings_of(
        &self,
        request: &SignedRequest,
        dossier: DossierId,
        page: u32,
    ) -> Result<LecturesDuDossier, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        let asked = act(&request.method, &request.target);
        let asked = asked.filter(|asked| asked.kind == Kind::JournalRead && asked.dossier == Some(dossier.0));
        let asked = asked.ok_or(Error::Refusal(Refusal::Introuvable))?;
        let Found { stored, subject, .. } = alive.found(request, asked, dossier).await?;
        let subject_and_structure = Some((subject, stored.structure.0));
        let demande = Demande { subject: subject_and_structure, ..Demande::new(request.login, asked, request.hash()) };
        let receipt = alive.inscribe(demande, Fill::default()).await?;
        let (total, rows) = alive.read_readings(subject, receipt.index, page).await?;
        let lignes = rows.into_iter().map(|row| alive.reading_told(row, &agent, receipt.index)).collect();
        Ok(LecturesDuDossier { receipt: Receipt { subject, ..receipt }, agent, sujet: subject, lignes, total })
    }
}

impl Alive {
    async fn read_readings(&self, subject: Pseudonym, until: u64, page: u32) -> Result<(usize, Vec<Read>), Error> {
        let [opening, reveal, print] = [Kind::Opening, Kind::Reveal, Kind::Print].map(|kind| (kind as u8).into());
        let whole = vec![subject.into(), opening, reveal, print, (until as i64).into()];
        let per_page = LECTURES_PAR_PAGE as i64;
        let skip = i64::from(page.max(1) - 1).saturating_mul(per_page);
        let paged = [whole.clone(), vec![per_page.into(), skip.into()]].concat();
        let read = move |tx: &mut Tx<'_>| {
            let total = tx.one::<(i64,)>(&COUNT, &whole)?.map_or(0, |(n,)| n as usize);
            Ok((total, tx.all(&PAGE_OF, &paged)?))
        };
        Ok(self.base.read(read).await?)
    }

    /// A line as it is shown: of who read from another structure, only from which.
    fn reading_told(&self, row: Read, agent: &Agent, until: u64) -> LectureDuDossier {
        let role = self.sequenceur.registre().agent(&row.actor).map(|account| account.role);
        let annuaire = self.annuaire.read().unwrap_or_else(PoisonError::into_inner);
        let fiche = annuaire.get(&row.actor);
        let is_colleague = |of: CodeStructure| of == agent.structure;
        LectureDuDossier {
            le: row.time,
            nom: fiche.filter(|fiche| is_colleague(fiche.structure)).map(|fiche| fiche.nom.clone()),
            role,
            ailleurs: fiche.filter(|fiche| !is_colleague(fiche.structure)).map(|of| annuaire.structure(of.structure)),
            genre: genre_lecture(row.kind.unwrap_or(Kind::Opening)),
            classes: row.classes,
            explication: Explication::from_code(row.explanation).unwrap_or(Explication::Aucune),
            entree: row.index,
            livre: row.delivery != 0 && row.delivery < until,
        }
    }
}

struct Read {
    index: u64,
    kind: Option<Kind>,
    time: u64,
    actor: Pseudonym,
    classes: u8,
    explanation: u8,
    delivery: u64,
}

impl FromRow for Read {
    fn from_row(row: &Row<'_>) -> Result<Read, SqlError> {
        Ok(Read {
            index: row.get(0)?,
            kind: Kind::from_number(row.get(1)?),
            time: row.get(2)?,
            actor: row.get(3)?,
            classes: row.get(4)?,
            explanation: row.get(5)?,
            delivery: row.get(6)?,
        })
    }
}
