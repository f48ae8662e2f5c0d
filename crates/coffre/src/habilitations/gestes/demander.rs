//! Asking for rights, and answering: propose, approve, refuse, decline.

use domaine::{AgentId, Champ, Clair};
use droits::Role;
use droits::habilitation::{Genre, Habilitation};
use journal::Kind;
use journal::entry::{Entry, Pseudonym};

use super::end_of;
use crate::Alive;
use crate::face::{Carte, Error, Refusal, Saisie};
use crate::fiche::civil_day;
use crate::habilitations::cartes::CarteRangee;
use crate::habilitations::geste::{Acte, Qui};
use crate::locked;
use crate::sequenceur::now;
use domaine::CodeStructure;
use jiff::civil::Date;

/// A drawn approver looks at the card at least so long, milliseconds.
pub const LOOK_MIN: u64 = 20_000;

/// Longest text of a card, in characters.
const TEXT_MAX: usize = 120;

pub(super) fn proposer(alive: &Alive, qui: &Qui<'_>, carte: Carte) -> Result<Acte, Error> {
    let wrong = |champ, raison| Saisie { champ, raison };
    let mut saisies = Vec::new();
    for (champ, value) in [("prenom", &carte.prenom), ("nom", &carte.nom), ("mail", &carte.mail)] {
        if value.expose().trim().is_empty() {
            saisies.push(wrong(champ, "champ-requis"));
        }
    }
    for (champ, value) in
        [("prenom", &carte.prenom), ("nom", &carte.nom), ("mail", &carte.mail), ("fonction", &carte.fonction)]
    {
        if value.expose().chars().count() > TEXT_MAX || !is_written(champ, value) {
            saisies.push(wrong(champ, "champ-mal-forme"));
        }
    }
    let mail = carte.mail.expose();
    if is_shared(mail) {
        saisies.push(wrong("mail", "habilitation-boite-partagee"));
    }
    if carte.is_parrain && carte.role == Role::Gestionnaire {
        saisies.push(wrong("parrain", "habilitation-parrain-gestionnaire"));
    }
    if carte.jusqu < carte.debut {
        saisies.push(wrong("jusqu", "habilitation-date"));
    }
    if !saisies.is_empty() {
        return Err(Error::Saisie(saisies));
    }
    let structure = qui.agent.structure;
    let until = end_of(carte.jusqu)?;
    let (role, is_parrain) = (carte.role, carte.is_parrain);
    let rangee = CarteRangee::new(&carte, structure);
    let mut entry = proposal(Genre::Nouveau, rangee.fiche.pseudonym(), structure, role, until);
    entry.content = rangee.hash();
    entry.count = u32::from(is_parrain);
    check_room(alive, qui)?;
    Ok(Acte { entry, agent: rangee.fiche.id, carte: Some(Box::new(rangee)), cle: None, mandat: None })
}

pub(super) fn renouveler(alive: &Alive, agent: AgentId, jusqu: Date) -> Result<Acte, Error> {
    change(alive, agent, Genre::Renouvellement, Some(jusqu))
}

pub(super) fn refaire_cles(alive: &Alive, agent: AgentId) -> Result<Acte, Error> {
    change(alive, agent, Genre::Cles, None)
}

pub(super) fn proposer_direction(alive: &Alive, agent: AgentId) -> Result<Acte, Error> {
    change(alive, agent, Genre::Direction, None)
}

pub(super) fn approuver(alive: &Alive, qui: &Qui<'_>, agent: AgentId) -> Result<Acte, Error> {
    let object = alive.object_of(agent)?;
    // Who answers before she could have read has not read.
    let seen = locked(&alive.habilitations.vues).get(&(qui.actor, object)).copied();
    if seen.is_none_or(|seen| now() < seen + LOOK_MIN) {
        return Err(Error::Saisie(vec![Saisie { champ: "geste", raison: "habilitation-trop-vite" }]));
    }
    let mut acte = Acte::on(Kind::Approval, agent, object);
    on_demand(alive, &object, |h| {
        (acte.entry.content, acte.entry.structure, acte.entry.role) = (h.request, h.structure, h.role as u8);
    })?;
    Ok(acte)
}

pub(super) fn refuser(alive: &Alive, agent: AgentId) -> Result<Acte, Error> {
    answer(alive, agent, droits::habilitation::refusal::REFUSED)
}

pub(super) fn decliner(alive: &Alive, agent: AgentId) -> Result<Acte, Error> {
    answer(alive, agent, droits::habilitation::refusal::DECLINED)
}

fn answer(alive: &Alive, agent: AgentId, rule: u8) -> Result<Acte, Error> {
    let object = alive.object_of(agent)?;
    let mut acte = Acte::on(Kind::ProposalRefused, agent, object);
    acte.entry.rule = rule;
    on_demand(alive, &object, |h| acte.entry.content = h.request)?;
    Ok(acte)
}

fn change(alive: &Alive, agent: AgentId, genre: Genre, jusqu: Option<Date>) -> Result<Acte, Error> {
    let object = alive.object_of(agent)?;
    let registre = alive.sequenceur.registre();
    let known = registre.agent(&object).ok_or(Error::Refusal(Refusal::Introuvable))?;
    let structure = CodeStructure(known.structure);
    let role = if genre == Genre::Direction { Role::Direction } else { known.role };
    // What does not change the end keeps the one that was signed, if it has not come.
    let until = match jusqu {
        Some(day) => end_of(day)?,
        None => known.vie.grant_until.max(now() + droits::habilitation::regles::JOUR),
    };
    let mut acte = Acte::on(Kind::Proposal, agent, object);
    acte.entry = proposal(genre, object, structure, role, until);
    Ok(acte)
}

fn proposal(genre: Genre, object: Pseudonym, structure: CodeStructure, role: Role, until: u64) -> Entry {
    let mut entry = Entry::new(Kind::Proposal);
    (entry.rule, entry.object, entry.structure) = (genre as u8, object, structure.0);
    (entry.role, entry.until) = (role as u8, until);
    entry
}

/// Two demands of one proposer wait at most: said before the card is signed, in words.
fn check_room(alive: &Alive, qui: &Qui<'_>) -> Result<(), Error> {
    let registre = alive.sequenceur.registre();
    let vue = registre.at(now());
    let pending = registre.habilitations().filter(|h| h.proposer == qui.actor && vue.is_waiting(h)).count();
    if pending < droits::habilitation::regles::PENDING_MAX {
        return Ok(());
    }
    Err(Error::Saisie(vec![Saisie { champ: "geste", raison: "habilitation-deux-attendent" }]))
}

fn on_demand(alive: &Alive, object: &Pseudonym, fill: impl FnOnce(&Habilitation)) -> Result<(), Error> {
    let registre = alive.sequenceur.registre();
    registre.habilitation(object).map(fill).ok_or(Error::Refusal(Refusal::Introuvable))
}

/// What approvers read is what stands there: no sign that hides or turns the others round, and a name is a name.
fn is_written(champ: &str, value: &Clair) -> bool {
    let champ = match champ {
        "prenom" => Champ::Prenom,
        "nom" => Champ::NomNaissance,
        "mail" => Champ::Mail,
        _ => Champ::Situation,
    };
    domaine::saisie::normalise(champ, value.expose(), civil_day(now())).is_ok()
}

/// One person, one account (décret 2015-59, art. 9: "nommément désignées"): a shared mailbox is nobody.
fn is_shared(mail: &str) -> bool {
    const SHARED: [&str; 12] = [
        "accueil",
        "contact",
        "direction",
        "secretariat",
        "info",
        "infos",
        "mission",
        "missionlocale",
        "mission-locale",
        "equipe",
        "conseillers",
        "rh",
    ];
    let local = mail.split('@').next().unwrap_or_default().to_lowercase();
    SHARED.contains(&local.as_str())
}

#[cfg(test)]
mod tests {
    use super::is_shared;

    #[test]
    fn a_mailbox_of_several_is_nobody() {
        for (mail, expected) in [
            ("accueil@ml.example", true),
            ("Mission-Locale@ml.example", true),
            ("ines.lefevre@ml.example", false),
            ("", false),
        ] {
            assert_eq!(is_shared(mail), expected, "{mail}");
        }
    }
}
