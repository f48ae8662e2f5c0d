//! Recording an entretien: the one write of a conseiller's page.

use domaine::evenement::TEXTE_MAX;
use domaine::{Champ, Classe, DossierId};
use droits::signature::SignedRequest;
use journal::Kind;
use journal::act::Purpose;
use journal::entry::{Decision, Entry};

use super::unlock::{Unlocked, record_place};
use crate::face::{EntretienSaisi, Error, Refusal, Saisie};
use crate::fiche::{EvenementScelle, days};
use crate::lignes::{self, Change, Entete, Ligne, genre};
use crate::sceau;
use crate::sequenceur::{Fault, Follow, What, Wish, now};
use crate::{Alive, Coffre};

impl Coffre {
    /// Adds an entretien to a dossier; gives the new etat.
    ///
    /// # Errors
    /// A refusal or a field to correct, and nothing is written; or a failure, and then the write is whole or absent.
    pub async fn record_entretien(
        &self,
        request: &SignedRequest,
        id: DossierId,
        saisi: EntretienSaisi,
    ) -> Result<u32, Error> {
        let alive = self.alive()?;
        check(&saisi)?;
        let lock = alive.writing(id);
        let _alone = lock.lock().await;
        let unlocked = alive.unlock(request, id).await?;
        let change = evenement(&unlocked, &saisi)?;
        let etat = alive.write(request, &unlocked, change, Champ::Entretien.bit(), Classe::Parcours.bit()).await?;
        alive.forget_draft(unlocked.agent.id, id).await?;
        Ok(etat)
    }
}

impl Alive {
    /// Stages, journals, promotes. A crash between two steps leaves the old etat or the new one, never a mixture.
    async fn write(
        &self,
        request: &SignedRequest,
        unlocked: &Unlocked,
        mut change: Change,
        fields: u64,
        classes: u8,
    ) -> Result<u32, Error> {
        let mut next = unlocked.stored.clone();
        let digest = next.add(&mut change, &unlocked.share);
        let (id, etat) = (unlocked.stored.id, unlocked.stored.etat + 1);
        let before = unlocked.stored.clone();
        self.base.write(move |tx| lignes::stage(tx, &before, &change)).await?;

        let mut entry = Entry::new(Kind::Write);
        entry.decision = Decision::Granted;
        entry.actor = unlocked.done.entry.actor;
        entry.login = request.login;
        entry.subject = unlocked.subject;
        entry.fields = fields;
        entry.classes = classes;
        entry.purpose = Purpose::Ecriture as u8;
        entry.structure = unlocked.stored.structure.0;
        entry.etat = etat;
        entry.epoch = unlocked.stored.epoch;
        entry.request = unlocked.done.entry.request;
        entry.content = digest;
        match self.sequenceur.commit(Wish { what: What::Record(Box::new(entry), None), follow: Follow::Nothing }).await
        {
            Ok(_) => {}
            Err(Fault::Void(_)) => return Err(Error::Refusal(Refusal::Conflit)),
            // The entry may stand or not: the pending rows wait, and the next opening concludes.
            Err(fault) => return Err(fault.into()),
        }
        self.base.write(move |tx| lignes::promote(tx, id, etat)).await?;
        Ok(etat)
    }
}

fn check(saisi: &EntretienSaisi) -> Result<(), Error> {
    let mut wrong = Vec::new();
    if saisi.texte.expose().trim().is_empty() {
        wrong.push(Saisie { champ: "texte", raison: "texte-vide" });
    }
    if saisi.texte.expose().chars().count() > TEXTE_MAX {
        wrong.push(Saisie { champ: "texte", raison: "texte-trop-long" });
    }
    if saisi.duree > 24 * 60 {
        wrong.push(Saisie { champ: "duree", raison: "duree-trop-longue" });
    }
    if !(2000..=2100).contains(&saisi.date.year()) {
        wrong.push(Saisie { champ: "date", raison: "date-hors-limites" });
    }
    if wrong.is_empty() { Ok(()) } else { Err(Error::Saisie(wrong)) }
}

fn evenement(unlocked: &Unlocked, saisi: &EntretienSaisi) -> Result<Change, Error> {
    let stored = &unlocked.stored;
    let key = unlocked.key(Classe::Parcours).ok_or(Error::Refusal(Refusal::Role))?;
    let entete = stored.entete().ok_or(Error::Refusal(Refusal::Introuvable))?;
    let lignes = stored.lignes_at(stored.etat);
    let num = lignes.iter().filter(|l| l.genre == genre::EVENEMENT).map(|l| l.num + 1).max().unwrap_or(0);
    let sealed = EvenementScelle {
        genre: saisi.genre,
        date: saisi.date,
        duree: saisi.duree,
        agent: unlocked.agent.id.0,
        texte: saisi.texte.clone(),
    };
    let place = record_place(stored, genre::EVENEMENT, num, stored.etat + 1);
    Ok(Change {
        entete: Entete { maj: now(), ..entete.clone() },
        lignes: vec![Ligne {
            genre: genre::EVENEMENT,
            num,
            etat: 0,
            code: saisi.genre as i64,
            jour: days(saisi.date).into(),
            contenu: sceau::seal(key, &place, &sealed.encode()),
        }],
        etiquette: None,
        jetons: Vec::new(),
    })
}
