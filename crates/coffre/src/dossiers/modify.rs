//! Changing fields of a dossier, while others may be doing the same.

use domaine::{Champ, Clair, Classe, DossierId, Statut};
use droits::signature::SignedRequest;
use journal::act::{Act, Purpose, classes};

use super::merge::{Merge, merge, read};
use super::unlock::{Unlocked, integrity, record_place};
use super::write::Written;
use crate::creation::{NIR, exact_values, label};
use crate::face::{ChampModifie, Conflits, Error, Modified, Opened, Refusal};
use crate::fiche::{civil_day, encode};
use crate::lignes::{Change, Entete, Ligne, genre};
use crate::listes::reading;
use crate::noms::Label;
use crate::sceau;
use crate::sequenceur::now;
use crate::{Alive, Coffre};

/// What a form of change opens.
const OPENED: u8 = classes::C1 | classes::C2 | classes::C4;

/// The fields of a label.
const LABEL: [Champ; 4] = [Champ::NomNaissance, Champ::NomUsage, Champ::Prenom, Champ::Naissance];

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
        let today = civil_day(now());
        let form = read(champs, today).map_err(Error::Saisie)?;
        let lock = alive.writing(id);
        let _alone = lock.lock().await;
        let is_its = |act: &Act| act.purpose == Purpose::Ecriture && act.classes == OPENED;
        let unlocked = alive.unlock_on(request, id, is_its).await?;
        let Some(stands) = unlocked.champs() else {
            return Err(alive.integrity(&unlocked.stored, unlocked.subject, integrity::RECORD).await);
        };
        let Merge { ecrits, gardes, conflits } = merge(form, &stands, today);
        if !conflits.is_empty() {
            return alive.conflits(request, unlocked, conflits).await;
        }
        if ecrits.is_empty() {
            return Ok(Modified::Ecrit { etat: unlocked.stored.etat, gardes });
        }
        let fields = ecrits.iter().fold(0, |bits, (champ, _)| bits | champ.bit());
        let (change, label) = alive.changed(request, &unlocked, stands, ecrits).await?;
        let touched = Champ::ALL.iter().filter(|c| c.bit() & fields != 0);
        let classes = touched.fold(0, |bits, c| bits | c.classe().bit());
        let etat = alive.write(request, &unlocked, change, Written { fields, classes, label }).await?;
        Ok(Modified::Ecrit { etat, gardes })
    }
}

impl Alive {
    /// The records of the classes that change, with the label and the tokens that go with them.
    async fn changed(
        &self,
        request: &SignedRequest,
        unlocked: &Unlocked,
        stands: Vec<(Champ, Clair)>,
        ecrits: Vec<(Champ, Option<Clair>)>,
    ) -> Result<(Change, Option<Label>), Error> {
        let stored = &unlocked.stored;
        let entete = stored.entete().ok_or(Error::Refusal(Refusal::Introuvable))?;
        let changes = |champ: &Champ| ecrits.iter().any(|(c, _)| c == champ);
        let before = exact_values(&stands);
        let kept = stands.into_iter().filter(|(champ, _)| !changes(champ));
        let written = ecrits.iter().filter_map(|(champ, value)| Some((*champ, value.clone()?)));
        let mut champs: Vec<(Champ, Clair)> = kept.chain(written).collect();
        champs.sort_by_key(|(champ, _)| *champ);

        let mut lignes = Vec::new();
        for classe in Classe::ALL.into_iter().filter(|classe| ecrits.iter().any(|(c, _)| c.classe() == *classe)) {
            let key = unlocked.key(classe).ok_or(Error::Refusal(Refusal::Role))?;
            let own: Vec<_> = champs.iter().filter(|(champ, _)| champ.classe() == classe).cloned().collect();
            let num = classe as u32;
            let place = record_place(stored, genre::CLASSE, num, stored.etat + 1);
            let contenu = sceau::seal(key, &place, &encode(&own));
            lignes.push(Ligne { genre: genre::CLASSE, num, etat: 0, code: num.into(), jour: 0, contenu });
        }
        let entete = Entete { maj: now(), ..entete.clone() };
        let label = LABEL.iter().any(changes).then(|| new_label(unlocked, &champs, &entete));
        let etiquette = match &label {
            Some(label) => {
                let noms = self.noms(stored.structure, Some(request)).await?;
                let noms = reading(&noms);
                Some(label.seal(noms.key(), stored.structure, stored.etat + 1))
            }
            None => None,
        };
        let after = exact_values(&champs);
        let jetons = if after == before { None } else { Some(self.new_tokens(request, unlocked, after).await?) };
        Ok((Change { entete, lignes, etiquette, jetons }, label))
    }

    /// The whole set of tokens from now on: those of the contact made anew, the NIR's as it stands, which nobody opened.
    async fn new_tokens(
        &self,
        request: &SignedRequest,
        unlocked: &Unlocked,
        values: Vec<(u8, String)>,
    ) -> Result<Vec<(u8, [u8; 32])>, Error> {
        let mut jetons = self.tokens(unlocked.done.index, request, values).await?;
        let stored = &unlocked.stored;
        jetons.extend(stored.jetons_at(stored.etat).into_iter().filter(|(kind, _)| *kind == NIR));
        Ok(jetons)
    }

    /// The dossier as it stands, beside what was typed.
    async fn conflits(
        &self,
        request: &SignedRequest,
        unlocked: Unlocked,
        champs: Vec<(Champ, Clair)>,
    ) -> Result<Modified, Error> {
        let brouillon = self.draft(request.login, &unlocked).await?;
        let maj = unlocked.stored.entete().map_or(0, |entete| entete.maj);
        let opened = Opened { brouillon, ..self.show(unlocked).await? };
        let bits = champs.iter().fold(0, |bits, (champ, _)| bits | champ.bit());
        // Who touched one of these fields last; her trace is waited for when it is of this very moment.
        let last = opened.historique.iter().find(|change| change.champs & bits != 0).or(opened.historique.first());
        let (par, quand) = last.map_or((None, maj), |change| (change.agent.clone(), change.time));
        Ok(Modified::Conflits(Box::new(Conflits { opened, champs, par, quand })))
    }
}

fn new_label(unlocked: &Unlocked, champs: &[(Champ, Clair)], entete: &Entete) -> Label {
    let stored = &unlocked.stored;
    let numero = champs.iter().find(|(champ, _)| *champ == Champ::Numero).and_then(|(_, n)| n.expose().parse().ok());
    let statut = Statut::from_number(entete.statut).unwrap_or(Statut::Actif);
    let head = (statut, entete.maj, stored.cree);
    label(stored.id, unlocked.subject, champs, numero.unwrap_or(0), entete.referent, head)
}
