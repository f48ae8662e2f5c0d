//! POST /dossiers/{d}/situations: a situation written, corrected, ended or taken back.

use domaine::{Classe, DossierId};
use droits::signature::SignedRequest;
use jiff::civil::Date;
use journal::act::{Act, Purpose};

use super::ecrire::Ecritoire;
use super::locales::Locales;
use super::parcours::Parcours;
use super::plume::Plume;
use super::unlock::{Unlocked, ends_with, integrity};
use crate::face::{Error, GesteSituation, SituationSaisie};
use crate::listes::reading;
use crate::{Alive, Coffre};

impl Coffre {
    /// Makes a gesture on situations; gives the etat reached. `etat` is the one that the form was given: what somebody else changed since is
    /// not overwritten, and the same form sent again writes nothing twice.
    ///
    /// # Errors
    /// Every field to correct at once, or a refusal, and nothing is written; or a failure, and the write is whole or absent.
    pub async fn write_situation(
        &self,
        request: &SignedRequest,
        id: DossierId,
        geste: GesteSituation,
        etat: Option<u32>,
    ) -> Result<u32, Error> {
        let alive = self.alive()?;
        let lock = alive.writing(id);
        let _alone = lock.lock().await;
        let (unlocked, parcours) = alive.unlock_parcours(request, id, "/situations").await?;
        let codes = match &geste {
            GesteSituation::Ecrire { saisie, .. } => codes(saisie),
            GesteSituation::Terminer { .. } | GesteSituation::Annuler { .. } => Vec::new(),
        };
        let locales = alive.locales(unlocked.stored.structure, codes).await?;
        let mut ecritoire = alive.ecritoire(request, &unlocked, &parcours, &locales, etat).await?;
        let mut plume = Plume::new(&unlocked)?;
        match &geste {
            GesteSituation::Ecrire { saisie, .. } if is_written(&ecritoire, saisie) => {}
            GesteSituation::Ecrire { saisie, fins } => {
                ecritoire.situation(&mut plume, saisie)?;
                for (num, jour) in fins {
                    if saisie.num == Some(*num) {
                        ecritoire.wrong("fins", "ligne-deux-fois");
                    } else {
                        ecritoire.fin(&mut plume, *num, *jour)?;
                    }
                }
            }
            GesteSituation::Terminer { num, jour } => ecritoire.fin(&mut plume, *num, *jour)?,
            GesteSituation::Annuler { num } => ecritoire.annule(&mut plume, *num)?,
        }
        alive.write_pathway(request, &unlocked, ecritoire, plume).await
    }
}

impl Alive {
    /// Unlocks for one of the small forms of the pathway, whose path ends so.
    pub(super) async fn unlock_parcours(
        &self,
        request: &SignedRequest,
        id: DossierId,
        path: &str,
    ) -> Result<(Unlocked, Parcours), Error> {
        let is_its = |act: &Act| {
            act.purpose == Purpose::Ecriture && act.classes == Classe::Parcours.bit() && ends_with(request, path)
        };
        let unlocked = self.unlock_on(request, id, is_its).await?;
        match unlocked.parcours() {
            Some(parcours) => Ok((unlocked, parcours)),
            None => Err(self.integrity(&unlocked.stored, unlocked.subject, integrity::RECORD).await),
        }
    }

    /// What a form is laid over. The birth date comes from the names of the structure: a form of the pathway does not open C1.
    pub(super) async fn ecritoire<'a>(
        &self,
        request: &SignedRequest,
        unlocked: &Unlocked,
        parcours: &'a Parcours,
        locales: &'a Locales,
        form: Option<u32>,
    ) -> Result<Ecritoire<'a>, Error> {
        let noms = self.noms(unlocked.stored.structure, Some(request)).await?;
        let label = reading(&noms).get(&unlocked.stored.id.0);
        let naissance = label.and_then(|label| label.naissance.expose().parse::<Date>().ok());
        let (agent, today) = (unlocked.agent.id.0, unlocked.today());
        Ok(Ecritoire { parcours, locales, agent, today, naissance, form, wrong: Vec::new() })
    }

    /// Writes what a small form laid down, if nothing is wrong and there is anything to write.
    pub(super) async fn write_pathway(
        &self,
        request: &SignedRequest,
        unlocked: &Unlocked,
        ecritoire: Ecritoire<'_>,
        plume: Plume<'_>,
    ) -> Result<u32, Error> {
        if !ecritoire.wrong.is_empty() {
            return Err(Error::Saisie(ecritoire.wrong));
        }
        if plume.is_empty() {
            return Ok(unlocked.stored.etat);
        }
        let (change, written) = plume.done();
        self.write(request, unlocked, change, written).await
    }
}

/// Numbers that may be of the structure's own.
pub(super) fn codes(saisie: &SituationSaisie) -> Vec<u16> {
    [saisie.saisie.type_, saisie.saisie.contrat, Some(saisie.origine)].into_iter().flatten().collect()
}

/// Whether this very form stands already, written since it was shown, by the same hand.
fn is_written(ecritoire: &Ecritoire<'_>, saisie: &SituationSaisie) -> bool {
    let typed = &saisie.saisie;
    ecritoire.parcours.situations.iter().any(|(rang, there)| {
        let it = &there.situation;
        rang.is_newer(ecritoire.form)
            && saisie.num.is_none_or(|num| num == rang.num)
            && there.agent == ecritoire.agent
            && (Some(it.categorie), Some(it.type_), Some(it.debut)) == (typed.categorie, typed.type_, typed.debut)
            && (it.fin_prevue, it.fin, it.rome) == (typed.fin_prevue, typed.fin, typed.rome)
            && (there.origine, there.heures) == (saisie.origine, saisie.heures)
            && (&there.organisme, &there.lieu, &there.texte) == (&saisie.organisme, &saisie.lieu, &saisie.texte)
    })
}
