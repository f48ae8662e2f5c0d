//! Who accompanies whom: the distribution of a structure's dossiers, replacements, and what is to be put right in the files.

mod list;
pub(crate) mod qualite;
pub(crate) mod rangement;
mod replace;
mod show;

use domaine::Statut;
use domaine::fuseau::Fuseau;
use droits::signature::SignedRequest;
use journal::Kind;
use journal::act::act;

use crate::Alive;
use crate::face::{Agent, Error, Filtre, Portee, Receipt, Refusal};
use crate::noms::{Label, Noms};
use crate::sequenceur::now;

impl Alive {
    /// Journals a page of these people, on a list's road.
    async fn journal_list(&self, request: &SignedRequest, labels: &[Label]) -> Result<Receipt, Error> {
        let asked = act(&request.method, &request.target).filter(|asked| asked.kind == Kind::ResultPage);
        let asked = asked.ok_or(Error::Refusal(Refusal::Introuvable))?;
        self.journal_page(request, asked, request.hash(), labels).await
    }
}

/// How many people there are of each statut, in the order of [`Statut::ALL`].
fn counts(noms: &Noms, agent: &Agent, portee: Portee) -> [usize; Statut::ALL.len()] {
    let time = now();
    let today = Fuseau::of_structure(agent.structure).aujourdhui(time);
    Statut::ALL.map(|statut| {
        let filtre = Filtre { portee, statut: Some(statut), ..Filtre::default() };
        noms.list(agent.id, &filtre, today, time, 0, 0).total
    })
}
