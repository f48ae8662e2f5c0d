//! What is frozen for an incident: the vigie sees every freeze, a direction and a DPO those that hold their structure.

use domaine::{Clair, CodeStructure};
use droits::Role;
use droits::habilitation::Gel;
use droits::habilitation::gel::{RESEAU, regle};
use droits::habilitation::regles::GEL_DEUX;
use droits::signature::SignedRequest;
use journal::Kind;
use journal::entry::{Entry, Pseudonym};

use super::Lecteur;
use crate::face::{Error, GelLu, Gels, Refusal};
use crate::sequenceur::now;
use crate::{Alive, Coffre};

impl Coffre {
    /// Freezes that hold now; the one that ends last comes first.
    ///
    /// # Errors
    /// For who may freeze nothing, as for any signed request.
    pub async fn gels(&self, request: &SignedRequest) -> Result<Gels, Error> {
        let alive = self.alive()?;
        let lecteur = alive.gardien(request).await?;
        if lecteur.agent.role == Role::Gestionnaire {
            return Err(Error::Refusal(Refusal::Role));
        }
        let lignes = alive.frozen(&lecteur);
        Ok(Gels { agent: lecteur.agent, lignes })
    }
}

impl Alive {
    fn frozen(&self, lecteur: &Lecteur) -> Vec<GelLu> {
        let time = now();
        let registre = self.sequenceur.registre();
        let concerns = |structure: &[u8; 8]| {
            lecteur.agent.role == Role::Vigie || *structure == RESEAU || *structure == lecteur.agent.structure.0
        };
        let may = |structure: [u8; 8], rule, until| {
            let entry = Entry { actor: lecteur.name, structure, rule, until, ..Entry::new(Kind::Freeze) };
            registre.at(time).judge(&entry).is_ok()
        };
        let mut lignes: Vec<GelLu> = registre
            .gels(time)
            .filter(|(structure, _)| concerns(structure))
            .map(|(structure, Gel { par, depuis, jusqua, leve })| GelLu {
                structure: (*structure != RESEAU).then_some(CodeStructure(*structure)),
                depuis: *depuis,
                jusqua: *jusqua,
                par: par.iter().filter_map(|name| self.name_of(name)).collect(),
                leve: leve.as_ref().and_then(|name| self.name_of(name)),
                is_prolongeable: may(*structure, regle::GELER, registre.latest().max(time) + GEL_DEUX),
                is_levable: may(*structure, regle::LEVER, 0),
            })
            .collect();
        lignes.sort_by_key(|ligne| std::cmp::Reverse(ligne.jusqua));
        lignes
    }

    /// None for an account that has no name here any more.
    fn name_of(&self, name: &Pseudonym) -> Option<Clair> {
        self.names().get(name).map(|fiche| fiche.nom.clone())
    }
}
