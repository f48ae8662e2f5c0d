//! What a person signs about herself: the course passed, one more key, a key that no longer serves.

use domaine::formation::{self, Parcours};
use droits::Role;
use droits::piece::Credential;
use droits::signature::sha256;
use journal::Kind;

use crate::face::{Attestation, Error, Refusal, Saisie};
use crate::habilitations::geste::{Acte, Qui};
use crate::habilitations::lecture::certificate_until;
use crate::sequenceur::now;
use crate::{Alive, Coffre, locked};

/// One more key: made in the browser before the gesture, signed for with a key that she holds.
pub(super) fn ajouter_cle(
    coffre: &Coffre,
    alive: &Alive,
    qui: &Qui<'_>,
    attestation: &Attestation,
) -> Result<Acte, Error> {
    let wrong = || Error::Saisie(vec![Saisie { champ: "cle", raison: "cle-refusee" }]);
    let binding = locked(&alive.enrolments).remove(&sha256(&qui.actor));
    let credential: Credential =
        binding.and_then(|binding| coffre.passkeys()?.conclude(&binding, attestation)).ok_or_else(wrong)?;
    let mut acte = Acte::on(Kind::Enrolment, qui.agent.id, qui.actor);
    acte.entry.rule = 3;
    acte.entry.content = sha256(&credential.encode());
    acte.cle = Some(credential);
    Ok(acte)
}

/// Said before anything is signed: a key that is not hers, and the last one, which nobody gives back.
pub(super) fn retirer_cle(alive: &Alive, qui: &Qui<'_>, cle: &[u8]) -> Result<Acte, Error> {
    let registre = alive.sequenceur.registre();
    let mine = registre.agent(&qui.actor).ok_or(Error::Refusal(Refusal::Compte))?;
    let is_last = mine.keys_at(now()).all(|c| c.id == cle);
    if is_last || !mine.credentials.iter().any(|c| c.id == cle) {
        return Err(Error::Saisie(vec![Saisie { champ: "cle", raison: "cle-refusee" }]));
    }
    let mut acte = Acte::on(Kind::AuthenticatorEnd, qui.agent.id, qui.actor);
    acte.entry.content = sha256(cle);
    Ok(acte)
}

/// The next twenty new dossiers of this login: one gesture, for the next tranche and no later one.
pub(super) fn tranche(alive: &Alive, qui: &Qui<'_>) -> Result<Acte, Error> {
    let registre = alive.sequenceur.registre();
    let mine = registre.agent(&qui.actor).and_then(|agent| registre.login_of(&agent.login?));
    let login = mine.ok_or(Error::Refusal(Refusal::Compte))?;
    let mut acte = Acte::on(Kind::Gesture, qui.agent.id, [0; 16]);
    acte.entry.count = login.tranches().saturating_add(1);
    Ok(acte)
}

/// The course: graded here from what was ticked, whatever the page said. The certificate lasts as long as the role allows, or
/// less for a gestionnaire, so that a region's do not all end in one month.
pub(super) fn former(alive: &Alive, qui: &Qui<'_>, tirage: u64, reponses: &[Vec<u8>]) -> Result<Acte, Error> {
    let registre = alive.sequenceur.registre();
    let known = registre.agent(&qui.actor).ok_or(Error::Refusal(Refusal::Compte))?;
    let parcours = Parcours::of(known.role == Role::Gestionnaire, known.vouches());
    if !formation::grade_shown(parcours, tirage, reponses).recu {
        return Err(Error::Saisie(vec![Saisie { champ: "reponses", raison: "formation-a-refaire" }]));
    }
    let mut acte = Acte::on(Kind::Training, qui.agent.id, qui.actor);
    acte.entry.rule = formation::VERSION as u8;
    acte.entry.until = certificate_until(&registre, known, now());
    Ok(acte)
}
