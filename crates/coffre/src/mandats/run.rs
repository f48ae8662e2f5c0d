//! Running a mandat that reads, on a thread of its own.
//!
//! Order matters: each line's entry is durable on both sides before any key is asked; what was read stays in memory until all is,
//! then is sealed to the recipient and written at once; then the end is journalled. Wherever this is cut, nothing readable is left,
//! and the next run begins the whole list anew, three times at most: no line stands twice in the file.

use std::collections::HashMap;
use std::sync::{Arc, Weak};
use std::thread;
use std::time::Duration;

use contre_cle::protocole::No;
use domaine::{Champ, Clair, Classe, CodeStructure, DossierId, MandatId};
use droits::campagne::{CHAMPS, CLASSES, Campagne, Etape};
use droits::mandat::mandat_end;
use journal::Kind;
use journal::entry::{Entry, pseudonym};

use super::rangement::{self, Rang};
use super::sortie::Sortie;
use crate::lignes::record_place;
use crate::lignes::{self, Stored, genre};
use crate::racine::{Secret, class_half, join};
use crate::sequenceur::{Done, Fault, Follow, What, Wish, now};
use crate::{Alive, Coffre, Inner, fiche, locked, sceau};

/// Lines of a lot: an interactive request waits behind one at most, and so does a stop.
const LOT: usize = 16;

/// Between two looks at whether it may go on.
const PAUSE: Duration = Duration::from_millis(200);

/// After something failed, before the next run.
const APRES_PANNE: Duration = Duration::from_secs(2);

/// Looks at a dossier that somebody is writing in.
const REGARDS: u32 = 10;

/// Why a run ends before its file is written.
enum Arret {
    /// It may not go on now; perhaps later.
    Attente,
    /// The base, the journal or the contre-clé.
    Panne,
    /// Nothing more is to be done: stopped, expired, or never to be read.
    Fini,
}

impl From<crate::base::SqlError> for Arret {
    fn from(error: crate::base::SqlError) -> Arret {
        tracing::error!(%error, "a mandat is cut short");
        Arret::Panne
    }
}

/// One person before her line.
struct Lu {
    stored: Stored,
    share: Secret,
    entry: Entry,
}

impl Coffre {
    /// Takes up what a process that ended left: what is approved and not done.
    pub(crate) fn resume_mandats(&self) {
        let Ok(alive) = self.alive() else { return };
        let is_left = |one: &Campagne| matches!(one.etape, Etape::Approuvee | Etape::EnCours) && now() < one.until;
        let registre = alive.sequenceur.registre();
        let left: Vec<[u8; 16]> = registre.campagnes().filter(|(_, one)| is_left(one)).map(|(id, _)| *id).collect();
        drop(registre);
        left.into_iter().for_each(|id| self.begin_mandat(id));
    }

    /// Starts the thread of a mandat that has all its approvals; one at most.
    pub(crate) fn begin_mandat(&self, id: [u8; 16]) {
        let Ok(alive) = self.alive() else { return };
        let is_ready = alive.sequenceur.registre().campagne(&id).is_some_and(|one| one.etape != Etape::Proposee);
        if !is_ready || !locked(&alive.mandats.at_work).insert(id) {
            return;
        }
        let inner = Arc::downgrade(&self.inner);
        let run = move || {
            work(&inner, id);
            if let Some(alive) = inner.upgrade().as_ref().and_then(|inner| inner.alive.get()) {
                locked(&alive.mandats.at_work).remove(&id);
            }
        };
        if thread::Builder::new().name("mandat".into()).spawn(run).is_err() {
            locked(&alive.mandats.at_work).remove(&id);
        }
    }
}

/// Runs until there is nothing more to do; the application may end in between.
fn work(inner: &Weak<Inner>, id: [u8; 16]) {
    loop {
        let wait = match with(inner, |alive| alive.step(inner, id)) {
            Ok(()) | Err(Arret::Fini) => return,
            Err(Arret::Attente) => PAUSE,
            Err(Arret::Panne) => APRES_PANNE,
        };
        thread::sleep(wait);
    }
}

/// The application, held only for a moment.
fn with<T>(inner: &Weak<Inner>, work: impl FnOnce(&Alive) -> Result<T, Arret>) -> Result<T, Arret> {
    let held = inner.upgrade().ok_or(Arret::Fini)?;
    work(held.alive.get().ok_or(Arret::Fini)?)
}

impl Alive {
    /// One run, or what is left of the last one.
    fn step(&self, inner: &Weak<Inner>, id: [u8; 16]) -> Result<(), Arret> {
        let campagne = self.sequenceur.registre().campagne(&id).cloned().ok_or(Arret::Fini)?;
        if matches!(campagne.etape, Etape::Finie(_)) || now() >= campagne.until {
            return Err(Arret::Fini);
        }
        let structure = CodeStructure(campagne.structure);
        let Some(rang) = self.rang_of(MandatId(id), structure, campagne.description.texte)? else {
            tracing::error!("the row of a mandat is not the one that was signed");
            return self.end_mandat(id, mandat_end::STOPPED);
        };
        if rang.is_whole {
            return self.end_mandat(id, mandat_end::DONE);
        }
        if !self.sequenceur.registre().may_start(&id, now()) {
            let is_spent = campagne.departs >= droits::campagne::DEPARTS_MAX;
            return if is_spent { self.end_mandat(id, mandat_end::STOPPED) } else { Err(Arret::Attente) };
        }
        let mut started = Entry::new(Kind::MandatStarted);
        (started.actor, started.object, started.count) = (campagne.proposant, id, campagne.personnes() as u32);
        self.record_line(started)?;
        let sortie = self.read_all(inner, id, &campagne, &rang)?;
        let file = sortie.seal(&campagne.description.destinataire).ok_or(Arret::Fini)?;
        let sealed = rang.seal_file(&self.racine.mandats(structure), &file);
        // A stop that came with the last lines still leaves nothing.
        if !self.sequenceur.registre().runs(&id, now()) {
            return Err(Arret::Attente);
        }
        self.base.write_blocking(move |tx| tx.exec(&rangement::KEEP, &[id.into(), sealed.clone().into()]))?;
        self.end_mandat(id, mandat_end::DONE)
    }

    fn read_all(&self, inner: &Weak<Inner>, id: [u8; 16], campagne: &Campagne, rang: &Rang) -> Result<Sortie, Arret> {
        let mut sortie = Sortie::new();
        for lot in rang.dossiers.chunks(LOT) {
            let mut waiting: Vec<DossierId> = lot.to_vec();
            while !waiting.is_empty() {
                // The application may have ended: nobody else holds it for this thread.
                if inner.strong_count() <= 1 || now() >= campagne.until {
                    return Err(Arret::Fini);
                }
                if self.sequenceur.registre().campagne(&id).is_none_or(|one| matches!(one.etape, Etape::Finie(_))) {
                    return Err(Arret::Fini);
                }
                if !self.sequenceur.registre().runs(&id, now()) {
                    thread::sleep(PAUSE);
                    continue;
                }
                waiting = self.read_lot(id, campagne, &waiting, &mut sortie)?;
                if !waiting.is_empty() {
                    thread::sleep(PAUSE);
                }
            }
        }
        Ok(sortie)
    }

    /// Journals and reads these; gives back those whose line was refused and may be tried again: the network's fuse.
    fn read_lot(
        &self,
        id: [u8; 16],
        campagne: &Campagne,
        dossiers: &[DossierId],
        sortie: &mut Sortie,
    ) -> Result<Vec<DossierId>, Arret> {
        let mut each = Vec::with_capacity(dossiers.len());
        for dossier in dossiers {
            each.extend(self.look(id, campagne, *dossier)?);
        }
        let wish = |lu: &Lu| Wish { what: What::Record(Box::new(lu.entry.clone()), None), follow: Follow::Line };
        let outcomes = self.sequenceur.commit_blocking(each.iter().map(wish).collect());
        let mut again = Vec::new();
        for (lu, outcome) in each.into_iter().zip(outcomes) {
            match outcome {
                Ok(done) => {
                    let Some((prenom, telephone)) = lu.read(&done) else { continue };
                    sortie.add(prenom.expose(), telephone.expose());
                }
                Err(Fault::Void(_)) => {
                    let registre = self.sequenceur.registre();
                    let is_left = registre.campagne(&id).is_some_and(|one| one.attend(&lu.entry.subject));
                    // Refused by the other side alone: of another structure there, hence not of this list.
                    again.extend(is_left.then_some(lu.stored.id));
                }
                // Somebody wrote in it in between, or stopped everything: she is left out, and the next look sees the stop.
                Err(Fault::No(No::Version | No::Share | No::Entry, _)) => {}
                Err(fault) => {
                    tracing::error!(?fault, "a mandat is cut short");
                    return Err(Arret::Panne);
                }
            }
        }
        Ok(again)
    }

    /// A person of the list as she is stored, and the line that would read her. Whoever is gone, moved, or does not hold to her
    /// digest, is left out.
    fn look(&self, id: [u8; 16], campagne: &Campagne, dossier: DossierId) -> Result<Option<Lu>, Arret> {
        let mut found = None;
        for _ in 0..REGARDS {
            let Some(stored) = self.base.read_blocking(move |tx| lignes::read(tx, dossier))? else { return Ok(None) };
            let is_busy = stored.has_pending();
            found = Some(stored);
            if !is_busy {
                break;
            }
            thread::sleep(PAUSE);
        }
        let Some(stored) = found.filter(|stored| stored.structure.0 == campagne.structure) else { return Ok(None) };
        let Some((share, salt)) = self.share_of(&stored) else { return Ok(None) };
        let subject = pseudonym(&salt, &dossier.0);
        let digest = stored.digest_at(stored.etat, &share);
        let is_whole = digest.is_some() && digest == stored.entete().map(|entete| entete.digest);
        let is_next = self.sequenceur.registre().campagne(&id).is_some_and(|one| one.attend(&subject));
        if !is_whole || !is_next {
            return Ok(None);
        }
        let entry = Entry {
            actor: campagne.proposant,
            object: id,
            subject,
            fields: CHAMPS,
            classes: CLASSES,
            etat: stored.etat,
            structure: campagne.structure,
            epoch: stored.epoch,
            content: digest.unwrap_or_default(),
            ..Entry::new(Kind::MandatLine)
        };
        Ok(Some(Lu { stored, share, entry }))
    }

    fn end_mandat(&self, id: [u8; 16], rule: u8) -> Result<(), Arret> {
        let mut end = Entry::new(Kind::MandatEnded);
        {
            let registre = self.sequenceur.registre();
            let campagne = registre.campagne(&id).ok_or(Arret::Fini)?;
            (end.object, end.structure, end.rule, end.count) = (id, campagne.structure, rule, campagne.lues() as u32);
        }
        self.record_line(end)
    }

    fn record_line(&self, entry: Entry) -> Result<(), Arret> {
        let wish = Wish { what: What::Record(Box::new(entry), None), follow: Follow::Nothing };
        match self.sequenceur.commit_blocking(vec![wish]).pop() {
            Some(Ok(_)) => Ok(()),
            Some(Err(Fault::Void(_))) => Err(Arret::Attente),
            _ => Err(Arret::Panne),
        }
    }
}

impl Lu {
    /// The two fields, and nothing more of what the keys would open.
    fn read(&self, done: &Done) -> Option<(Clair, Clair)> {
        let classes = Classe::ALL.into_iter().filter(|classe| CLASSES & classe.bit() != 0);
        let half = |classe| class_half(&self.share, classe, self.stored.epoch);
        let keys: HashMap<Classe, Secret> = classes
            .zip(&done.halves)
            .map(|(classe, theirs)| (classe, join(&half(classe), theirs, b"classe")))
            .collect();
        let (mut prenom, mut telephone) = (Clair::default(), Clair::default());
        for ligne in self.stored.lignes_at(self.stored.etat).into_iter().filter(|l| l.genre == genre::CLASSE) {
            let Some(key) = Classe::from_number(ligne.num as u8).and_then(|classe| keys.get(&classe)) else { continue };
            let place = record_place(&self.stored, ligne.genre, ligne.num, ligne.etat);
            for (champ, value) in fiche::decode(&sceau::open(key, &place, &ligne.contenu)?)? {
                match champ {
                    Champ::Prenom => prenom = value,
                    Champ::Telephone => telephone = value,
                    _ => {}
                }
            }
        }
        Some((prenom, telephone))
    }
}
