//! The catalogue of cardboard: one structure's overlay, kept while the vitrine stands.

use std::sync::Arc;

use domaine::CodeStructure;
use domaine::catalogue::{Ajout, Catalogue, Surcouches, local_key};

use super::face::*;
use super::{Answer, Coffre};

#[allow(clippy::unused_async, missing_docs, reason = "same shape as the real one, where each verb is described")]
impl Coffre {
    pub fn surcouches(&self, _: CodeStructure) -> Arc<Surcouches> {
        Arc::new(self.etagere().surcouches.clone())
    }

    pub async fn catalogue(&self, request: &SignedRequest) -> Answer<CatalogueLu> {
        let agent = self.adapter(request)?;
        let own = self.etagere().surcouches.clone();
        let listes = Catalogue::all().filter(|liste| liste.adaptable);
        let refusees = vec!["absences"];
        Ok(CatalogueLu { agent, refusees, listes: listes.map(|liste| (liste, own.of(liste.nom).clone())).collect() })
    }

    pub async fn catalogue_liste(&self, request: &SignedRequest, nom: &str) -> Answer<ListeLue> {
        let agent = self.adapter(request)?;
        let liste = Catalogue::get(nom).filter(|liste| liste.adaptable).ok_or(Refusal::Introuvable)?;
        Ok(ListeLue { agent, liste, surcouche: self.etagere().surcouches.of(nom).clone(), refusee: nom == "absences" })
    }

    pub async fn adapt_catalogue(&self, request: &SignedRequest, nom: &str, geste: GesteCatalogue) -> Answer<()> {
        self.adapter(request)?;
        let liste = Catalogue::get(nom).filter(|liste| liste.adaptable).ok_or(Refusal::Introuvable)?;
        let mut etagere = self.etagere();
        let own = etagere.surcouches.of_mut(liste.nom);
        match geste {
            GesteCatalogue::Ajouter { libelle, parent } => {
                let is_known = parent.is_some_and(|parent| liste.by_code(parent).is_some());
                let wrong = [(libelle.is_empty(), "libelle"), (!is_known, "parent")];
                let wrong = wrong.into_iter().filter(|(is_wrong, _)| *is_wrong);
                let wrong: Vec<_> = wrong.map(|(_, champ)| Saisie { champ, raison: "champ-obligatoire" }).collect();
                if !wrong.is_empty() {
                    return Err(Error::Saisie(wrong));
                }
                let code = own.next_code();
                own.ajouts.push(Ajout { code, cle: local_key(code), libelle: libelle.expose().to_owned(), parent });
            }
            GesteCatalogue::Masquer(code) => {
                own.masquees.insert(code);
            }
            GesteCatalogue::Montrer(code) => {
                own.masquees.remove(&code);
            }
        }
        Ok(())
    }

    fn adapter(&self, request: &SignedRequest) -> Answer<Agent> {
        let agent = self.check(request)?;
        if agent.role.adapts() { Ok(agent) } else { Err(Refusal::Role.into()) }
    }
}
