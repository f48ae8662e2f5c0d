//! POST /dossiers/{d}/evenements: one panel for a conversation. What was said, what was proposed, what became of what was proposed, what
//! changes: one write, one etat. Then, outside the dossier, the rendez-vous that it was and the next one.
//!
//! Order matters: the dossier first, because nothing typed there may be lost. A crash after it leaves a rendez-vous to conclude, or the next
//! one to book; the panel, sent again, is known by all that it holds: it is not written twice, and what is missing is done. Concluding and
//! booking the very same again change nothing.

use domaine::evenement::{self, TEXTE_MAX};
use domaine::{Champ, Classe, DossierId};
use droits::signature::SignedRequest;
use journal::act::{Act, Purpose, classes};

use super::ecrire::Ecritoire;
use super::empreinte::{self, is_blank, own_unsaid, says_else};
use super::locales::Locales;
use super::parcours::Parcours;
use super::plume::Plume;
use super::unlock::{Unlocked, ends_with, integrity};
use crate::face::{Error, EvenementEcrit, EvenementSaisi};
use crate::fiche::Note;
use crate::lignes::genre;
use crate::noms::veille::jour;
use crate::{Alive, Coffre};

/// The path that opens the pathway alone, and the one that opens the delicate part too.
const PLAIN: (&str, u8) = ("/evenements", classes::C4);
const DELICAT: (&str, u8) = ("/evenements/delicat", classes::C4 | classes::C5);

impl Coffre {
    /// Records a panel. On the plain path it holds nothing delicate; on the other, what is delicate goes to the notes of C5 and nowhere else.
    ///
    /// # Errors
    /// Every field to correct at once, or a refusal, and nothing is written; or a failure: then the write is whole or absent, and the same
    /// panel sent again does what is missing.
    pub async fn record_evenement(
        &self,
        request: &SignedRequest,
        id: DossierId,
        saisi: EvenementSaisi,
    ) -> Result<EvenementEcrit, Error> {
        let alive = self.alive()?;
        let lock = alive.writing(id);
        let _alone = lock.lock().await;
        let is_road = |act: &Act, (path, classes): (&str, u8)| act.classes == classes && ends_with(request, path);
        let is_its = |act: &Act| act.purpose == Purpose::Ecriture && (is_road(act, PLAIN) || is_road(act, DELICAT));
        let unlocked = alive.unlock_on(request, id, is_its).await?;
        let Some(parcours) = unlocked.parcours() else {
            return Err(alive.integrity(&unlocked.stored, unlocked.subject, integrity::RECORD).await);
        };
        let etat = match empreinte::stands(&parcours, &saisi, &unlocked) {
            true => unlocked.stored.etat,
            false => alive.write_panel(request, &unlocked, &parcours, &saisi).await?,
        };
        alive.forget_draft(unlocked.agent.id, id).await?;
        if let Some(rendez_vous) = saisi.rendez_vous {
            alive.conclude_present(request, &unlocked, rendez_vous).await?;
        }
        let suivant = match &saisi.suivant {
            Some(suivant) => Some(alive.book_next(request, &unlocked, suivant).await?),
            None => None,
        };
        Ok(EvenementEcrit { etat, suivant })
    }
}

impl Alive {
    async fn write_panel(
        &self,
        request: &SignedRequest,
        unlocked: &Unlocked,
        parcours: &Parcours,
        saisi: &EvenementSaisi,
    ) -> Result<u32, Error> {
        let locales = self.locales_of(unlocked, saisi).await?;
        let mut ecritoire = self.ecritoire(request, unlocked, parcours, &locales, saisi.etat).await?;
        check(&mut ecritoire, unlocked, saisi);
        let meetings = self.check_meetings(request, unlocked, saisi.rendez_vous, saisi.suivant.as_ref()).await?;
        ecritoire.wrong.extend(meetings);

        let mut plume = Plume::new(unlocked)?;
        let (num, before) = match own_unsaid(parcours, saisi, unlocked) {
            Some((rang, before)) => (rang.num, Some(before)),
            None => (parcours.next(genre::EVENEMENT), None),
        };
        let known = (jour(plume.entete.contact), ecritoire.today);
        plume.evenement(num, &empreinte::sealed(saisi, unlocked, before, known))?;
        ecritoire.propositions(&mut plume, num, saisi.date, &saisi.propositions)?;
        for resultat in &saisi.resultats {
            ecritoire.resultat(&mut plume, resultat)?;
        }
        for (num, jour) in &saisi.fins {
            ecritoire.fin(&mut plume, *num, *jour)?;
        }
        if let Some(situation) = &saisi.situation {
            ecritoire.situation(&mut plume, situation)?;
        }
        if !ecritoire.wrong.is_empty() {
            return Err(Error::Saisie(ecritoire.wrong));
        }
        if !is_blank(&saisi.delicat) {
            self.add_note(unlocked, &mut plume, saisi, num).await?;
        }
        let (change, written) = plume.done();
        self.write(request, unlocked, change, written).await
    }

    /// Adds a note to those of C5, whose record is sealed anew.
    async fn add_note(
        &self,
        unlocked: &Unlocked,
        plume: &mut Plume<'_>,
        saisi: &EvenementSaisi,
        evenement: u32,
    ) -> Result<(), Error> {
        let (Some(mut champs), Some(mut tampons)) = (unlocked.champs(), unlocked.tampons()) else {
            return Err(self.integrity(&unlocked.stored, unlocked.subject, integrity::RECORD).await);
        };
        let note = Note { jour: saisi.date, agent: unlocked.agent.id.0, evenement, texte: saisi.delicat.clone() };
        champs.push((Champ::NotesDelicates, note.encode()));
        tampons.retain(|tampon| tampon.groupe.classe() == Classe::Delicat);
        plume.classe(Classe::Delicat, &champs, &tampons)?;
        plume.touch(Champ::NotesDelicates);
        Ok(())
    }

    async fn locales_of(&self, unlocked: &Unlocked, saisi: &EvenementSaisi) -> Result<Locales, Error> {
        let situation = saisi.situation.as_ref().map(|s| [s.saisie.type_, s.saisie.contrat, Some(s.origine)]);
        let codes = situation
            .into_iter()
            .flatten()
            .flatten()
            .chain(saisi.propositions.iter().map(|p| p.offre))
            .chain(saisi.lieu);
        self.locales(unlocked.stored.structure, codes).await
    }
}

/// What is wrong with the evenement itself.
fn check(ecritoire: &mut Ecritoire<'_>, unlocked: &Unlocked, saisi: &EvenementSaisi) {
    let is_plain = unlocked.key(Classe::Delicat).is_none();
    let texte = saisi.texte.expose();
    if is_blank(&saisi.texte) && !says_else(saisi) && saisi.rendez_vous.is_none() {
        ecritoire.wrong("texte", "texte-vide");
    }
    if texte.chars().count() > TEXTE_MAX {
        ecritoire.wrong("texte", "texte-trop-long");
    }
    if is_plain && !saisi.delicat.is_empty() {
        ecritoire.wrong("delicat", "delicat-sans-ouverture");
    }
    if saisi.delicat.expose().chars().count() > TEXTE_MAX {
        ecritoire.wrong("delicat", "texte-trop-long");
    }
    for faute in evenement::check(saisi.date, saisi.duree, ecritoire.today) {
        ecritoire.wrong(faute.champ(), faute.key());
    }
    if saisi.lieu.is_some_and(|lieu| !ecritoire.locales.knows("lieux", lieu)) {
        ecritoire.wrong("lieu", "valeur-inconnue");
    }
    if saisi.precision.expose().chars().count() > 200 {
        ecritoire.wrong("precision", "texte-trop-long");
    }
    let taken = saisi.rendez_vous.and_then(|id| ecritoire.parcours.of_rendez_vous(&id.0));
    match own_unsaid(ecritoire.parcours, saisi, unlocked) {
        None if taken.is_some() => ecritoire.wrong("rendez-vous", "rendez-vous-deja"),
        // Completed in another tab since: what stands there is not overwritten.
        Some((rang, there))
            if rang.is_newer(saisi.etat) && !empreinte::is_untouched(rang.num, there, ecritoire.parcours, unlocked) =>
        {
            ecritoire.wrong("rendez-vous", "change-entre-temps");
        }
        _ => {}
    }
    let mut nums: Vec<u32> = saisi.resultats.iter().map(|r| r.num).collect();
    if has_twice(&mut nums) {
        ecritoire.wrong("resultats", "ligne-deux-fois");
    }
    let mut nums: Vec<u32> = saisi.fins.iter().map(|(num, _)| *num).collect();
    nums.extend(saisi.situation.as_ref().and_then(|s| s.num));
    if has_twice(&mut nums) {
        ecritoire.wrong("fins", "ligne-deux-fois");
    }
}

fn has_twice(nums: &mut [u32]) -> bool {
    nums.sort_unstable();
    nums.windows(2).any(|pair| pair[0] == pair[1])
}
