//! What a person's page shows of her sessions: read from the structure's rows, never written in her dossier.

use domaine::seance::{EtatSeance, StatutInscription};
use domaine::{DossierId, GenreEvenement};
use droits::signature::SignedRequest;
use jiff::civil::Date;

use super::rangement::{Atelier, Inscrit};
use crate::Alive;
use crate::face::{Agent, Error, OffreVue, Presence, Quoi};

/// Sessions of a person that her page shows.
const LAST: usize = 50;

/// Sessions of a person that are looked at: her first accueil may be the oldest.
const ALL: u32 = 1_000;

/// A presence at a closed session: a contact like the evenements of the dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ContactAtelier {
    /// Day.
    pub jour: Date,
    /// The kind of evenement as which it reads.
    pub genre: GenreEvenement,
}

/// The sessions of a person.
#[derive(Debug, Default)]
pub(crate) struct SesAteliers {
    /// The last ones, newest first, cancelled ones left out.
    pub presences: Vec<Presence>,
    /// Every contact among them.
    pub contacts: Vec<ContactAtelier>,
}

impl Alive {
    /// The last sessions of a person, newest first, cancelled ones left out. A presence counts as one once its session is closed:
    /// until then she is shown as enrolled.
    ///
    /// # Errors
    /// A refusal or a failure.
    pub(crate) async fn ateliers_of(
        &self,
        request: &SignedRequest,
        agent: &Agent,
        dossier: DossierId,
    ) -> Result<SesAteliers, Error> {
        let key = self.rows_key(request, agent).await?;
        let (mut rows, unread) = self.inscriptions_of(agent, dossier, &key, i32::MIN, ALL).await?;
        self.note_unread(agent.structure, unread).await?;
        if rows.is_empty() {
            return Ok(SesAteliers::default());
        }
        let offres = self.offres(agent.structure).await?;
        let sites = self.sites(agent.structure).await?;
        let of = |atelier: &Atelier| offres.iter().find(|offre| offre.id == atelier.offre);
        let presence = |(atelier, inscrit): (Atelier, Inscrit)| {
            let offre = of(&atelier);
            Presence {
                date: atelier.plage.jour(),
                debut: atelier.plage.debut(),
                fin: atelier.plage.fin(),
                quoi: Quoi::Atelier {
                    id: atelier.id,
                    nom: offre.map_or_else(String::new, |offre| offre.nom.clone()),
                    genre: genre(offre),
                    statut: statut(&atelier, &inscrit),
                },
                agent: self.nom_of(&atelier.animateur.0).map(|nom| (atelier.animateur, nom)),
                site: sites.iter().find(|(num, ..)| *num == atelier.site).map(|(_, nom, _)| nom.clone()),
            }
        };
        rows.retain(|(atelier, _)| atelier.etat != EtatSeance::Annulee);
        let came = rows.iter().filter(|(atelier, inscrit)| is_contact(atelier, inscrit));
        let contacts =
            came.map(|(atelier, _)| ContactAtelier { jour: atelier.plage.jour(), genre: genre(of(atelier)) }).collect();
        Ok(SesAteliers { presences: rows.into_iter().take(LAST).map(presence).collect(), contacts })
    }
}

fn is_contact(atelier: &Atelier, inscrit: &Inscrit) -> bool {
    (atelier.etat, inscrit.ligne.statut) == (EtatSeance::Close, StatutInscription::Present)
}

/// The kind of evenement that a session of this offre is.
fn genre(offre: Option<&OffreVue>) -> GenreEvenement {
    let named = offre.and_then(|offre| GenreEvenement::from_key(offre.genre.key()));
    named.or_else(|| GenreEvenement::from_key("atelier")).unwrap_or(GenreEvenement::ENTRETIEN_INDIVIDUEL)
}

fn statut(atelier: &Atelier, inscrit: &Inscrit) -> StatutInscription {
    match (inscrit.ligne.statut, atelier.etat) {
        (StatutInscription::Present, EtatSeance::Ouverte) => StatutInscription::Inscrit,
        (statut, _) => statut,
    }
}
