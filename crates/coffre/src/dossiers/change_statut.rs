//! POST /dossiers/{d}/statut: the accompaniment ends, or begins again. Whether it sleeps is nobody's act: it is computed.

use domaine::situation::Etat;
use domaine::statut::check_fin;
use domaine::{Champ, Clair, Classe, DossierId};
use droits::signature::SignedRequest;
use jiff::civil::Date;

use super::ecrire::Ecritoire;
use super::plume::Plume;
use super::unlock::{Unlocked, integrity};
use super::write_situation::codes;
use crate::face::{Error, Sortie, StatutSaisi};
use crate::fiche::days;
use crate::{Alive, Coffre};

impl Coffre {
    /// Ends an accompaniment, with its motif and the situation in which the person leaves; or takes it up again. Gives the etat reached.
    ///
    /// # Errors
    /// Every field to correct at once, or a refusal, and nothing is written; or a failure, and the write is whole or absent.
    pub async fn change_statut(
        &self,
        request: &SignedRequest,
        id: DossierId,
        saisi: StatutSaisi,
    ) -> Result<u32, Error> {
        let alive = self.alive()?;
        let lock = alive.writing(id);
        let _alone = lock.lock().await;
        let (unlocked, parcours) = alive.unlock_parcours(request, id, "/statut").await?;
        let codes = match &saisi {
            StatutSaisi::Fin { sortie: Some(Sortie::Nouvelle(saisie)), .. } => codes(saisie),
            _ => Vec::new(),
        };
        let locales = alive.locales(unlocked.stored.structure, codes).await?;
        let mut ecritoire = alive.ecritoire(request, &unlocked, &parcours, &locales, None).await?;
        let mut plume = Plume::new(&unlocked)?;
        let is_ended = plume.entete.fin != 0;
        match saisi {
            StatutSaisi::Fin { jour, motif, sortie } => {
                if is_ended && (plume.entete.fin, plume.entete.motif) == (days(jour), motif) {
                    return Ok(unlocked.stored.etat);
                }
                if is_ended {
                    ecritoire.wrong("statut", "deja-termine");
                }
                let num = end(&mut ecritoire, &mut plume, jour, motif, sortie)?;
                (plume.entete.fin, plume.entete.motif) = (days(jour), motif);
                alive.say_sortie(&unlocked, &mut plume, num).await?;
            }
            StatutSaisi::Reprise if !is_ended => return Ok(unlocked.stored.etat),
            StatutSaisi::Reprise => {
                (plume.entete.fin, plume.entete.motif) = (0, 0);
                alive.say_sortie(&unlocked, &mut plume, None).await?;
            }
        }
        alive.write_pathway(request, &unlocked, ecritoire, plume).await
    }
}

impl Alive {
    /// The field "statut" of the pathway says in which situation she left.
    async fn say_sortie(&self, unlocked: &Unlocked, plume: &mut Plume<'_>, num: Option<u32>) -> Result<(), Error> {
        let Some(mut champs) = unlocked.champs() else {
            return Err(self.integrity(&unlocked.stored, unlocked.subject, integrity::RECORD).await);
        };
        champs.retain(|(champ, _)| *champ != Champ::Statut);
        champs.extend(num.map(|num| (Champ::Statut, Clair::new(num.to_string()))));
        champs.sort_by_key(|(champ, _)| *champ);
        plume.classe(Classe::Parcours, &champs, &[])?;
        plume.touch(Champ::Statut);
        Ok(())
    }
}

/// Checks an end; gives the number of the situation in which the person leaves, which she must live on that day.
fn end(
    ecritoire: &mut Ecritoire<'_>,
    plume: &mut Plume<'_>,
    jour: Date,
    motif: u16,
    sortie: Option<Sortie>,
) -> Result<Option<u32>, Error> {
    for faute in check_fin(jour, motif, ecritoire.naissance, ecritoire.today) {
        ecritoire.wrong(faute.champ(), faute.key());
    }
    let num = match sortie {
        None => None,
        Some(Sortie::Connue(num)) => Some(num).filter(|num| ecritoire.parcours.situation(*num).is_some()),
        Some(Sortie::Nouvelle(saisie)) => {
            let is_lived = saisie.saisie.debut.is_none_or(|debut| debut <= jour)
                && saisie.saisie.fin.or(saisie.saisie.fin_prevue).is_none_or(|fin| fin >= jour);
            if !is_lived {
                ecritoire.wrong("sortie", "sortie-pas-en-cours");
            }
            return ecritoire.situation(plume, &saisie);
        }
    };
    let stands = num.and_then(|num| ecritoire.parcours.situation(num));
    match stands {
        None => ecritoire.wrong("sortie", "situation-sortie-absente"),
        Some((_, s)) if s.situation.etat(jour) != Etat::EnCours => ecritoire.wrong("sortie", "sortie-pas-en-cours"),
        Some(_) => {}
    }
    Ok(num)
}
