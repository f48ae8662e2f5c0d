//! Recording an entretien: the one write of a conseiller's page.

use domaine::evenement::TEXTE_MAX;
use domaine::{Champ, Classe, DossierId};
use droits::signature::SignedRequest;

use super::unlock::{Unlocked, record_place};
use super::write::Written;
use crate::Coffre;
use crate::face::{EntretienSaisi, Error, Refusal, Saisie};
use crate::fiche::{EvenementScelle, days};
use crate::lignes::{Change, Entete, Ligne, genre};
use crate::sceau;
use crate::sequenceur::now;

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
        let written = Written { fields: Champ::Entretien.bit(), classes: Classe::Parcours.bit(), label: None };
        let etat = alive.write(request, &unlocked, change, written).await?;
        alive.forget_draft(unlocked.agent.id, id).await?;
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
        jetons: None,
    })
}
