//! Who may already be known: asked while a name is being typed, and once more before a dossier is made.

use domaine::saisie::normalise;
use domaine::{Champ, Clair, CodeStructure, DossierId};
use droits::signature::SignedRequest;
use jiff::civil::Date;
use journal::Kind;
use journal::act::{Act, Purpose, act};

use crate::creation::{MAIL, NIR, PHONE, exact};
use crate::face::{Agent, Doublons, Error, Receipt, Refusal, Ressemblance, Saisie};
use crate::fiche::civil_day;
use crate::listes::reading;
use crate::noms::{Label, Noms};
use crate::sequenceur::now;
use crate::{Alive, Coffre};

/// People shown.
const SHOWN_MAX: usize = 10;

impl Coffre {
    /// People who look like what is typed so far: names, birth date; and one exact value, the phone or else the mail,
    /// because a search may ask for one. What is not readable yet is left out.
    ///
    /// # Errors
    /// Nothing usable typed; a refusal or a failure; then nothing was shown.
    pub async fn duplicates(&self, request: &SignedRequest, champs: Vec<(Champ, Clair)>) -> Result<Doublons, Error> {
        let alive = self.alive()?;
        let typed = readable(champs, civil_day(now()));
        let value = typed.iter().filter_map(|(champ, value)| exact(*champ, value.expose()));
        let value = value.filter(|(kind, _)| matches!(*kind, PHONE | MAIL)).min();
        let (nom, prenom, _) = names(&typed);
        if value.is_none() && nom.chars().count() + prenom.chars().count() < 2 {
            return Err(Error::Saisie(vec![Saisie {
                champ: Champ::NomNaissance.key(),
                raison: "requete-trop-courte",
            }]));
        }
        let agent = alive.authenticate(request).await?;
        let asked = act(&request.method, &request.target).filter(|a| a.kind == Kind::ResultPage);
        // Only who may make a dossier has this question to ask.
        let asked = Act { purpose: Purpose::Creation, ..asked.ok_or(Error::Refusal(Refusal::Introuvable))? };
        let noms = alive.noms(agent.structure, Some(request)).await?;
        let known = match value {
            Some((kind, value)) => alive.look_up(request, agent.structure, kind, &value).await?,
            None => Vec::new(),
        };
        let known: Vec<Known> = known.into_iter().map(|(id, of)| (id, of, Ressemblance::MemeTelephoneOuMail)).collect();
        let found = alive.shown_on_probation(&agent, lookalikes(&reading(&noms), &typed, &known));
        let known = if alive.is_on_probation(agent.id) { Vec::new() } else { known };
        let labels: Vec<Label> = found.iter().map(|(label, _)| label.clone()).collect();
        let receipt = alive.journal_page(request, asked, request.hash(), &labels).await?;
        Ok(alive.doublons(receipt, agent, found, &known))
    }
}

/// A dossier known by an exact value, its structure, and what that makes of it.
pub(super) type Known = (DossierId, CodeStructure, Ressemblance);

impl Alive {
    /// On probation, nobody is shown for looking like somebody but those entrusted to her.
    pub(super) fn shown_on_probation(
        &self,
        agent: &Agent,
        mut found: Vec<(Label, Ressemblance)>,
    ) -> Vec<(Label, Ressemblance)> {
        if self.is_on_probation(agent.id) {
            found.retain(|(label, _)| label.referent == agent.id.0);
        }
        found
    }

    pub(super) fn doublons(
        &self,
        receipt: Receipt,
        agent: Agent,
        found: Vec<(Label, Ressemblance)>,
        known: &[Known],
    ) -> Doublons {
        let lignes = found.into_iter().map(|(label, why)| (self.shown(label, &agent), why)).collect();
        let annuaire = self.annuaire.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        let elsewhere = known.iter().filter(|(_, of, _)| *of != agent.structure);
        let mut ailleurs: Vec<String> = elsewhere.map(|(_, of, _)| annuaire.structure(*of)).collect();
        drop(annuaire);
        ailleurs.sort();
        ailleurs.dedup();
        Doublons { receipt, agent, lignes, ailleurs }
    }

    /// Dossiers known by the tokens of a creation.
    pub(super) async fn known_by_all(
        &self,
        tokens: &[(u8, [u8; 32])],
        here: CodeStructure,
    ) -> Result<Vec<Known>, Error> {
        let mut known = Vec::new();
        for (kind, token) in tokens {
            let why = if *kind == NIR { Ressemblance::MemeNir } else { Ressemblance::MemeTelephoneOuMail };
            let rows = self.known_by(*kind, *token, here).await?;
            known.extend(rows.into_iter().map(|(id, of)| (id, of, why)));
        }
        Ok(known)
    }
}

/// People of these names who look like this, most probable first, each once.
pub(super) fn lookalikes(noms: &Noms, champs: &[(Champ, Clair)], known: &[Known]) -> Vec<(Label, Ressemblance)> {
    let mut found: Vec<(Label, Ressemblance)> = Vec::new();
    let here = known.iter().filter(|(_, of, _)| *of == noms.structure());
    found.extend(here.filter_map(|(id, _, why)| Some((noms.get(&id.0)?, *why))));
    let (nom, prenom, naissance) = names(champs);
    found.extend(noms.lookalikes(nom, prenom, naissance));
    if !nom.is_empty() || !prenom.is_empty() {
        let near = noms.near_names(nom, prenom, SHOWN_MAX);
        found.extend(near.into_iter().map(|label| (label, Ressemblance::NomProche)));
    }
    // Each person by her strongest reason. The sort is stable: within one reason the order of the search stands.
    found.sort_by_key(|(_, why)| *why);
    let mut seen = std::collections::HashSet::new();
    found.retain(|(label, _)| seen.insert(label.dossier));
    found.truncate(SHOWN_MAX);
    found
}

/// Whether this is probably the same person, so that a form must say that it is not.
pub(super) fn is_probable(why: Ressemblance) -> bool {
    use Ressemblance::{MemeNir, MemeTelephoneOuMail, MemesNomEtNaissance};
    matches!(why, MemeNir | MemesNomEtNaissance | MemeTelephoneOuMail)
}

/// What can be read of what is being typed.
fn readable(champs: Vec<(Champ, Clair)>, today: Date) -> Vec<(Champ, Clair)> {
    let read = |(champ, value): (Champ, Clair)| Some((champ, normalise(champ, value.expose(), today).ok()??));
    champs.into_iter().filter_map(read).collect()
}

fn names(champs: &[(Champ, Clair)]) -> (&str, &str, &str) {
    let get = |wanted: Champ| champs.iter().find(|(champ, _)| *champ == wanted).map_or("", |(_, v)| v.expose());
    let nom = [Champ::NomNaissance, Champ::NomUsage].map(get);
    let nom = if nom[0].is_empty() { nom[1] } else { nom[0] };
    (nom, get(Champ::Prenom), get(Champ::Naissance))
}
