//! Changing fields of a dossier, while others may be doing the same. One way for every form of change, whatever class it opens.

use domaine::saisie::reserve;
use domaine::{Champ, Clair, Classe, DossierId, Groupe};
use droits::signature::SignedRequest;
use jiff::civil::Date;
use journal::act::{Act, Purpose, classes};

use super::merge::{Lu, Merge, Permis, alertes, merge, read};
use super::plume::Plume;
use super::unlock::{Unlocked, integrity};
use super::write::Written;
use crate::creation::{MAIL, NIR, PHONE, exact_values, label};
use crate::face::{ChampModifie, Conflits, Error, Modified, Opened, Saisie};
use crate::fiche::Tampon;
use crate::lignes::{Change, Entete};
use crate::listes::reading;
use crate::noms::Label;
use crate::{Alive, Coffre};

/// What a form of change opens.
const OPENED: u8 = classes::C1 | classes::C2 | classes::C4;

/// The fields of a label.
const LABEL: [Champ; 4] = [Champ::NomNaissance, Champ::NomUsage, Champ::Prenom, Champ::Naissance];

/// What became of a form, before its road says it in its own way.
pub(super) enum Issue<V> {
    /// Nothing is left to show.
    Ecrit(Modified<V>),
    /// Both changed: the dossier as it stands, and what was typed.
    Conflits(Box<Unlocked>, Vec<(Champ, Clair)>),
}

impl Coffre {
    /// Writes what a form changed, field by field: what somebody else changed since the form was shown stands. When both
    /// changed the same field otherwise, nothing at all is written, and the form comes back with both values.
    ///
    /// # Errors
    /// Fields to correct or a refusal, and nothing is written; or a failure, and then the change is whole or absent.
    pub async fn modify_dossier(
        &self,
        request: &SignedRequest,
        id: DossierId,
        champs: Vec<ChampModifie>,
    ) -> Result<Modified, Error> {
        let alive = self.alive()?;
        let today = alive.today_of(request);
        let form = read(champs, Permis { classes: OPENED, groupe: None }, today).map_err(Error::Saisie)?;
        let lock = alive.writing(id);
        let _alone = lock.lock().await;
        let is_its = |act: &Act| act.purpose == Purpose::Ecriture && act.classes == OPENED && is_dossier(request);
        let unlocked = alive.unlock_on(request, id, is_its).await?;
        match alive.modify(request, unlocked, form, &[], today).await? {
            Issue::Ecrit(done) => Ok(done),
            Issue::Conflits(unlocked, champs) => {
                let brouillon = alive.draft(request.login, &unlocked).await?;
                let presences = alive.presences(request, &unlocked).await?;
                let maj = unlocked.stored.entete().map_or(0, |entete| entete.maj);
                let opened = Opened { brouillon, ..alive.show(*unlocked, presences).await? };
                let last = last_of(&opened.historique, &champs);
                let (par, quand) = last.map_or((None, maj), |change| (change.agent.clone(), change.time));
                Ok(Modified::Conflits(Box::new(Conflits { opened, champs, par, quand })))
            }
        }
    }
}

impl Alive {
    /// Lays a form over an unlocked dossier and writes what it changed. `confirme` are groups that the form says are still true.
    pub(super) async fn modify<V>(
        &self,
        request: &SignedRequest,
        unlocked: Unlocked,
        form: Vec<Lu>,
        confirme: &[Groupe],
        today: Date,
    ) -> Result<Issue<V>, Error> {
        let Some(stands) = unlocked.champs() else {
            return Err(self.integrity(&unlocked.stored, unlocked.subject, integrity::RECORD).await);
        };
        let Merge { ecrits, gardes, conflits } = merge(form, &stands, today);
        if !conflits.is_empty() {
            return Ok(Issue::Conflits(Box::new(unlocked), conflits));
        }
        self.check_reserve(ecrits.iter().filter_map(|(champ, value)| Some((*champ, value.as_ref()?))))?;
        let alertes = alertes(&ecrits, today);
        if ecrits.is_empty() && confirme.is_empty() {
            return Ok(Issue::Ecrit(Modified::Ecrit { etat: unlocked.stored.etat, gardes, alertes }));
        }
        let (change, written) = self.changed(request, &unlocked, stands, ecrits, confirme).await?;
        let etat = self.write(request, &unlocked, change, written).await?;
        Ok(Issue::Ecrit(Modified::Ecrit { etat, gardes, alertes }))
    }

    /// Today for who asks, in her structure's own time.
    pub(super) fn today_of(&self, request: &SignedRequest) -> Date {
        let registre = self.sequenceur.registre();
        let agent = registre.login_of(&request.login).and_then(|login| registre.agent(&login.agent));
        let structure = agent.map_or([0; 8], |agent| agent.structure);
        domaine::fuseau::Fuseau::of_structure(domaine::CodeStructure(structure)).aujourdhui(crate::sequenceur::now())
    }

    /// A real base holds nobody invented.
    pub(super) fn check_reserve<'a>(&self, written: impl Iterator<Item = (Champ, &'a Clair)>) -> Result<(), Error> {
        let is_fictional = self.sequenceur.registre().is_fictional() == Some(true);
        let refused = written.filter_map(|(champ, value)| Some((champ, reserve(champ, value, is_fictional).err()?)));
        let wrong: Vec<Saisie> =
            refused.map(|(champ, raison)| Saisie { champ: champ.key(), raison: raison.key() }).collect();
        if wrong.is_empty() { Ok(()) } else { Err(Error::Saisie(wrong)) }
    }

    /// The records of the classes that change, their stamps, and the label and the tokens that go with them.
    async fn changed(
        &self,
        request: &SignedRequest,
        unlocked: &Unlocked,
        stands: Vec<(Champ, Clair)>,
        ecrits: Vec<(Champ, Option<Clair>)>,
        confirme: &[Groupe],
    ) -> Result<(Change, Written), Error> {
        let changes = |champ: &Champ| ecrits.iter().any(|(c, _)| c == champ);
        let before = exact_values(&stands);
        let kept = stands.into_iter().filter(|(champ, _)| !changes(champ));
        let added = ecrits.iter().filter_map(|(champ, value)| Some((*champ, value.clone()?)));
        let mut champs: Vec<(Champ, Clair)> = kept.chain(added).collect();
        // Stable: the notes of C5 keep their order.
        champs.sort_by_key(|(champ, _)| *champ);

        let mut plume = Plume::new(unlocked)?;
        let groupes: Vec<Groupe> = Groupe::ALL
            .iter()
            .copied()
            .filter(|g| confirme.contains(g) || ecrits.iter().any(|(c, _)| c.groupe() == *g))
            .collect();
        let tampons = self.stamped(unlocked, &groupes).await?;
        for classe in unlocked.classes() {
            let is_written = ecrits.iter().any(|(c, _)| c.classe() == classe);
            let is_stamped = classe == Classe::Delicat && groupes.iter().any(|g| g.classe() == classe);
            if is_written || is_stamped {
                plume.classe(classe, &champs, &tampons)?;
            }
        }
        for groupe in groupes.iter().filter(|g| g.classe() != Classe::Delicat) {
            plume.confirme(*groupe, unlocked.today())?;
        }
        ecrits.iter().for_each(|(champ, _)| plume.touch(*champ));
        let (mut change, mut written) = plume.done();

        if LABEL.iter().any(changes) {
            let label = new_label(unlocked, &champs, &change.entete);
            let stored = &unlocked.stored;
            let noms = self.noms(stored.structure, Some(request)).await?;
            change.etiquette = Some(label.seal(reading(&noms).key(), stored.structure, stored.etat + 1));
            written.label = Some(label);
        }
        let after = exact_values(&champs);
        if after != before {
            change.jetons = Some(self.new_tokens(request, unlocked, after).await?);
        }
        Ok((change, written))
    }

    /// The stamps of C5 from now on.
    async fn stamped(&self, unlocked: &Unlocked, groupes: &[Groupe]) -> Result<Vec<Tampon>, Error> {
        let Some(mut tampons) = unlocked.tampons() else {
            return Err(self.integrity(&unlocked.stored, unlocked.subject, integrity::RECORD).await);
        };
        tampons.retain(|t| t.groupe.classe() == Classe::Delicat && !groupes.contains(&t.groupe));
        let (jour, agent) = (unlocked.today(), unlocked.agent.id.0);
        let new = groupes.iter().filter(|g| g.classe() == Classe::Delicat);
        tampons.extend(new.map(|groupe| Tampon { groupe: *groupe, jour, agent }));
        Ok(tampons)
    }

    /// The whole set of tokens from now on: those of the classes that were opened made anew, the others as they stand.
    async fn new_tokens(
        &self,
        request: &SignedRequest,
        unlocked: &Unlocked,
        values: Vec<(u8, String)>,
    ) -> Result<Vec<(u8, [u8; 32])>, Error> {
        let mut jetons = self.tokens(unlocked.done.index, request, values).await?;
        let is_made_anew = |kind: u8| match kind {
            PHONE | MAIL => unlocked.key(Classe::Contact).is_some(),
            NIR => unlocked.key(Classe::Identifiants).is_some(),
            _ => false,
        };
        let stored = &unlocked.stored;
        jetons.extend(stored.jetons_at(stored.etat).into_iter().filter(|(kind, _)| !is_made_anew(*kind)));
        Ok(jetons)
    }

    /// Who wrote last one of these fields, and when.
    pub(super) async fn last_writer(
        &self,
        unlocked: &Unlocked,
        champs: &[(Champ, Clair)],
    ) -> Result<(Option<Clair>, u64), Error> {
        let maj = unlocked.stored.entete().map_or(0, |entete| entete.maj);
        let (historique, _) = self.traces(unlocked.subject, unlocked.stored.etat, maj).await?;
        Ok(last_of(&historique, champs).map_or((None, maj), |change| (change.agent.clone(), change.time)))
    }
}

/// Who touched one of these fields last; her trace is waited for when it is of this very moment.
fn last_of<'a>(
    historique: &'a [crate::face::Changement],
    champs: &[(Champ, Clair)],
) -> Option<&'a crate::face::Changement> {
    let bits = champs.iter().fold(0, |bits, (champ, _)| bits | champ.bit());
    historique.iter().find(|change| change.champs & bits != 0).or(historique.first())
}

/// `POST /dossiers/{d}` and no longer path.
fn is_dossier(request: &SignedRequest) -> bool {
    request.target.split('?').next().is_some_and(|path| path.matches('/').count() == 2)
}

fn new_label(unlocked: &Unlocked, champs: &[(Champ, Clair)], entete: &Entete) -> Label {
    let stored = &unlocked.stored;
    let numero = champs.iter().find(|(champ, _)| *champ == Champ::Numero).and_then(|(_, n)| n.expose().parse().ok());
    let leurre = unlocked.leurre;
    Label { leurre, ..label(stored.id, unlocked.subject, champs, numero.unwrap_or(0), entete, stored.cree) }
}
