//! A gesture on an import that is still being corrected: a cell, a choice, the columns, or forgetting it all.

use domaine::fuseau::Fuseau;
use domaine::import::Colonne;
use domaine::{Clair, ImportId};
use droits::signature::SignedRequest;
use journal::Kind;

use super::deposit::CELL_MAX;
use super::examen::{Ouvert, Sort};
use super::rangement::{self, Connu};
use super::{asked, is_open, on_a_thread, wrong};
use crate::base::{SqlError, Tx};
use crate::face::{Agent, Error, ImportChoix, ImportEtat, ImportGeste, ImportPage, ImportVue, Refusal, ReperageSaisi};
use crate::listes::{PAGE, reading};
use crate::reperage::{self, ListeRang};
use crate::sequenceur::now;
use crate::{Alive, Coffre, locked};

impl Coffre {
    /// Changes an import of this agent. The answer shows the row touched; for a gesture on many, the first page of what
    /// is still to correct; for one forgotten, nothing.
    ///
    /// # Errors
    /// `Introuvable` for anybody but her, or a row that is not there; `Conflit` when it can no longer be changed; a cell
    /// or columns to correct. Nothing is changed then.
    pub async fn change_import(
        &self,
        request: &SignedRequest,
        id: ImportId,
        geste: ImportGeste,
    ) -> Result<ImportPage, Error> {
        let alive = self.alive()?;
        let asked = asked(request, Kind::ResultPage, Some(id))?;
        let agent = alive.agent_of(request, asked, id).await?;
        let noms = alive.noms(agent.structure, Some(request)).await?;
        let mut ouvert = alive.examined(&agent, &noms, id).await?;
        let etat = rangement::etat_of(ouvert.etat, alive.imports.is_alive(id));
        if let ImportGeste::Oublier = geste {
            return alive.forget(request, asked, agent, ouvert, etat).await;
        }
        if !is_open(etat) {
            return Err(Error::Refusal(Refusal::Conflit));
        }
        let touched = alive.apply(&mut ouvert, geste).await?;
        ouvert.examen = None;
        drop(ouvert);
        let ouvert = alive.examined(&agent, &noms, id).await?;
        match touched {
            Some(at) => alive.show_rows(request, asked, agent, &ouvert, &[at], 1).await,
            None => {
                let rows = ouvert.view(ImportVue::ACorriger);
                alive.show_rows(request, asked, agent, &ouvert, &rows[..rows.len().min(PAGE)], rows.len()).await
            }
        }
    }
}

impl Alive {
    /// Changes what is stored, then what is in memory. Gives the position of the row touched, if it is one.
    async fn apply(&self, ouvert: &mut Ouvert, geste: ImportGeste) -> Result<Option<usize>, Error> {
        match geste {
            ImportGeste::Corriger(numero, cellules) => {
                let at = row(ouvert, numero)?;
                check_cells(&cellules, ouvert.tete.colonnes.len())?;
                let mut rang = ouvert.rangs[at].clone();
                rang.cellules = cellules;
                rang.cellules.resize(ouvert.tete.colonnes.len(), Clair::default());
                // What was confirmed, left aside or found was so of the former text.
                (rang.choix, rang.connu) = (ImportChoix::Normal, Connu::Non);
                self.put_rows(ouvert, vec![(at, rang)]).await?;
                Ok(Some(at))
            }
            ImportGeste::Choisir(numero, choix) => {
                let at = row(ouvert, numero)?;
                let mut rang = ouvert.rangs[at].clone();
                rang.choix = choix;
                self.put_rows(ouvert, vec![(at, rang)]).await?;
                Ok(Some(at))
            }
            ImportGeste::EcarterFautives => {
                let vues = ouvert.examen.as_ref().map_or(&[][..], |e| &e.vues);
                let at_fault = |sort| matches!(sort, Sort::Refusee | Sort::Double | Sort::Connue);
                let rows = vues.iter().enumerate().filter(|(_, vue)| at_fault(vue.sort)).map(|(at, _)| {
                    let mut rang = ouvert.rangs[at].clone();
                    rang.choix = ImportChoix::Ecartee;
                    (at, rang)
                });
                let rows = rows.collect();
                self.put_rows(ouvert, rows).await?;
                ouvert.tete.partiel = true;
                self.put_head(ouvert).await?;
                Ok(None)
            }
            ImportGeste::Colonnes(colonnes) => {
                check_columns(&colonnes, ouvert.tete.colonnes.len())?;
                for ((_, fed), colonne) in ouvert.tete.colonnes.iter_mut().zip(colonnes) {
                    *fed = colonne;
                }
                self.put_head(ouvert).await?;
                Ok(None)
            }
            ImportGeste::Reperage(saisi) => {
                self.say_reperage(ouvert, &saisi).await?;
                Ok(None)
            }
            ImportGeste::Oublier => Ok(None),
        }
    }

    async fn put_rows(&self, ouvert: &mut Ouvert, rows: Vec<(usize, rangement::Rang)>) -> Result<(), Error> {
        let (id, structure, key) = (ouvert.id, ouvert.structure, ouvert.key.clone());
        let (rows, sealed) = on_a_thread(move || {
            let sealed: Vec<_> = rows.iter().map(|(_, rang)| (rang.numero, rang.seal(&key, id, structure))).collect();
            (rows, sealed)
        })
        .await?;
        self.base
            .write(move |tx| {
                sealed.iter().try_for_each(|(numero, contenu)| {
                    let row = [id.0.into(), (*numero).into(), contenu.clone().into()];
                    tx.exec(&rangement::PUT_LIGNE, &row).map(drop)
                })
            })
            .await?;
        for (at, rang) in rows {
            ouvert.rangs[at] = rang;
        }
        Ok(())
    }

    /// The file is a liste de repérage: said again, it is corrected. Those whom the agent left aside because they are known are in it at once.
    async fn say_reperage(&self, ouvert: &Ouvert, saisi: &ReperageSaisi) -> Result<(), Error> {
        let today = Fuseau::of_structure(ouvert.structure).aujourdhui(now());
        let de = reperage::check(saisi, &self.surcouches(ouvert.structure), today)?;
        let (id, structure, auteur) = (ouvert.id, ouvert.structure, ouvert.agent.0);
        let (source, recue, de) = (saisi.source, saisi.recue, Clair::new(de));
        let key = reading(&ouvert.noms).key().clone();
        let known = ouvert.known_aside();
        let write = move |tx: &mut Tx<'_>| {
            let retires = ListeRang::read(tx, id, &key, structure)?.map(|there| there.retires).unwrap_or_default();
            ListeRang { id, structure, source, recue, de: de.clone(), auteur, retires }.write(tx, &key)?;
            reperage::join(tx, id, &known, Some(&key))
        };
        self.base.write(write).await?;
        Ok(())
    }

    async fn put_head(&self, ouvert: &Ouvert) -> Result<(), Error> {
        let id = ouvert.id;
        let head = ouvert.tete.seal(&ouvert.key, id, ouvert.structure);
        self.base.write(move |tx| tx.exec(&rangement::PUT, &[id.0.into(), head.clone().into()])).await?;
        Ok(())
    }

    /// Forgets an import that made nothing, or whose making was taken back. One that stands must stay: its rows are how it
    /// would be taken back.
    async fn forget(
        &self,
        request: &SignedRequest,
        asked: journal::act::Act,
        agent: Agent,
        ouvert: tokio::sync::OwnedMutexGuard<Ouvert>,
        etat: ImportEtat,
    ) -> Result<ImportPage, Error> {
        let is_made = ouvert.rangs.iter().any(|rang| rang.dossier.is_some());
        let may = match etat {
            ImportEtat::Essai | ImportEtat::Interrompu => !is_made,
            ImportEtat::Annule => ouvert.etat != rangement::ANNULATION,
            ImportEtat::EnCours | ImportEtat::Fait => false,
        };
        if !may {
            return Err(Error::Refusal(Refusal::Conflit));
        }
        let id = ouvert.id;
        let page = self.show_rows(request, asked, agent, &ouvert, &[], 0).await?;
        self.base.write(move |tx| drop_import(tx, id)).await?;
        locked(&self.imports.open).remove(&id);
        Ok(page)
    }
}

/// Deletes an import and its rows.
pub(super) fn drop_import(tx: &mut Tx<'_>, id: ImportId) -> Result<(), SqlError> {
    tx.exec(&crate::reperage::DROP_EMPTY, &[id.0.into()])?;
    tx.exec(&rangement::DROP_LIGNES, &[id.0.into()])?;
    tx.exec(&rangement::DROP, &[id.0.into()]).map(drop)
}

/// The position of a row that can still be changed.
fn row(ouvert: &Ouvert, numero: u32) -> Result<usize, Error> {
    let found = ouvert.rangs.iter().position(|rang| rang.numero == numero && rang.is_open());
    found.ok_or(Error::Refusal(Refusal::Introuvable))
}

fn check_cells(cellules: &[Clair], columns: usize) -> Result<(), Error> {
    if cellules.len() > columns {
        return Err(wrong("cellules", "ligne-trop-longue"));
    }
    if cellules.iter().any(|cell| cell.expose().chars().count() > CELL_MAX) {
        return Err(wrong("cellules", "cellule-trop-longue"));
    }
    Ok(())
}

/// As many as the file has, and no field fed by two.
fn check_columns(colonnes: &[Colonne], columns: usize) -> Result<(), Error> {
    let is_double = |at: usize| colonnes[at] != Colonne::Ignoree && colonnes[..at].contains(&colonnes[at]);
    let is_choice = |colonne: &Colonne| Colonne::choices().any(|choice| choice == *colonne);
    if colonnes.len() != columns || !colonnes.iter().all(is_choice) || (0..colonnes.len()).any(is_double) {
        return Err(wrong("colonnes", "colonne-en-double"));
    }
    Ok(())
}
