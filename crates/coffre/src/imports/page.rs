//! A page of the grid: 25 rows of a view, what is said of each, and what would be signed.

use domaine::import::Colonne;
use domaine::{Champ, Clair, DossierId, ImportId};
use droits::signature::SignedRequest;
use journal::Kind;
use journal::act::Act;

use super::examen::{Ouvert, Sort};
use super::rangement;
use super::reprise::Unwritten;
use super::{asked, listed, on_a_thread, reading};
use crate::face::{Agent, Error, ImportEtat, ImportLigne, ImportPage, ImportVue};
use crate::listes::PAGE;
use crate::noms::Noms;
use crate::{Alive, Coffre};

impl Coffre {
    /// One page of an import of this agent; pages begin at 1.
    ///
    /// # Errors
    /// `Introuvable` for anybody but her; a refusal or a failure, and then nothing was shown.
    pub async fn import_page(
        &self,
        request: &SignedRequest,
        id: ImportId,
        vue: ImportVue,
        page: u32,
    ) -> Result<ImportPage, Error> {
        let alive = self.alive()?;
        let asked = asked(request, Kind::ResultPage, Some(id))?;
        let agent = alive.agent_of(request, asked, id).await?;
        self.settle_shown(request, &agent, id).await?;
        let noms = alive.noms(agent.structure, Some(request)).await?;
        let mut ouvert = alive.examined(&agent, &noms, id).await?;
        alive.conclude_shown(&mut ouvert).await?;
        let rows = ouvert.view(vue);
        let skip = (page.max(1) as usize - 1).saturating_mul(PAGE);
        let shown: Vec<usize> = rows.iter().copied().skip(skip).take(PAGE).collect();
        alive.show_rows(request, asked, agent, &ouvert, &shown, rows.len()).await
    }

    /// An import that was cut is shown as it stands: lines whose write was recorded exist.
    async fn settle_shown(&self, request: &SignedRequest, agent: &Agent, id: ImportId) -> Result<(), Error> {
        let alive = self.alive()?;
        if alive.resume_for(agent, id).await?.etat != ImportEtat::Interrompu {
            return Ok(());
        }
        let (coffre, structure) = (self.clone(), agent.structure);
        let noms = alive.noms(structure, Some(request)).await?;
        let names = crate::listes::reading(&noms).key().clone();
        let settled = on_a_thread(move || {
            let alive = coffre.alive().ok()?;
            alive.settle(id, structure, Unwritten::Leave, Some(&names)).ok()
        });
        // What could not be asked now is asked when it is signed.
        if settled.await?.is_some_and(|exist| !exist.is_empty()) {
            alive.imports.close(id);
        }
        Ok(())
    }
}

impl Alive {
    /// Cut after its last line, it is done: nothing is left to be signed.
    async fn conclude_shown(&self, ouvert: &mut Ouvert) -> Result<(), Error> {
        let id = ouvert.id;
        let is_cut = rangement::etat_of(ouvert.etat, self.imports.is_alive(id)) == ImportEtat::Interrompu;
        let Some(examen) = &ouvert.examen else { return Ok(()) };
        let c = examen.comptes;
        if is_cut && c.faites > 0 && c.pretes + c.refusees + c.doubles_fichier + c.connues == 0 {
            let etat = ImportEtat::Fait as u8;
            self.base.write(move |tx| tx.exec(&rangement::REACH, &[id.0.into(), etat.into()])).await?;
            ouvert.etat = etat;
        }
        Ok(())
    }

    /// Shows these rows of an examined import, once the entry stands.
    pub(super) async fn show_rows(
        &self,
        request: &SignedRequest,
        asked: Act,
        agent: Agent,
        ouvert: &Ouvert,
        rows: &[usize],
        total: usize,
    ) -> Result<ImportPage, Error> {
        let resume = self.resume_for(&agent, ouvert.id).await?;
        let lignes: Vec<ImportLigne> = {
            let noms = reading(&ouvert.noms);
            rows.iter().filter_map(|&at| self.shown_row(&agent, &noms, ouvert, at)).collect()
        };
        // Who is shown: each row of the file, and each person of the base beside it.
        let people = lignes.len() + lignes.iter().filter(|l| l.connue.is_some()).count();
        let who = lignes.iter().map(|l| (l.numero, l.dossier.or(l.connue.as_ref().map(|(e, _)| e.dossier))));
        // Whom the base knows: what is only in her own file is shown to who brought it.
        let known = |ligne: &ImportLigne| ligne.dossier.or(ligne.connue.as_ref().map(|(e, _)| e.dossier));
        let known: Vec<DossierId> = lignes.iter().filter_map(known).collect();
        let receipt = self.journal_rows(request, asked, &listed(ouvert.id, who), people, known).await?;
        let comptes = ouvert.examen.as_ref().map(|e| e.comptes).unwrap_or_default();
        let contenu = ouvert.contenu(resume.etat);
        Ok(ImportPage {
            receipt,
            agent,
            format: ouvert.tete.format.clone(),
            colonnes: ouvert.tete.colonnes.clone(),
            lignes,
            total: u32::try_from(total).unwrap_or(u32::MAX),
            prets: if super::is_open(resume.etat) { comptes.pretes } else { 0 },
            comptes,
            contenu,
            resume,
        })
    }

    fn shown_row(&self, agent: &Agent, noms: &Noms, ouvert: &Ouvert, at: usize) -> Option<ImportLigne> {
        let (rang, vue) = (ouvert.rangs.get(at)?, ouvert.examen.as_ref()?.vues.get(at)?);
        let is_done = vue.sort == Sort::Faite;
        let connue = vue.ressemble.and_then(|(dossier, why)| Some((self.shown(noms.get(&dossier.0)?, agent), why)));
        Some(ImportLigne {
            numero: rang.numero,
            cellules: if is_done { self.cells_of_done(agent, noms, ouvert, at) } else { rang.cellules.clone() },
            remarques: vue.remarques.clone(),
            double_de: vue.double_de,
            connue,
            choix: rang.choix,
            dossier: rang.dossier.filter(|_| is_done),
        })
    }

    /// The cells of a row that is made are gone: those of its label say whose it was, as any list would.
    fn cells_of_done(&self, agent: &Agent, noms: &Noms, ouvert: &Ouvert, at: usize) -> Vec<Clair> {
        let label = ouvert.rangs[at].dossier.and_then(|dossier| noms.get(&dossier.0));
        let label = label.map(|label| self.shown(label, agent));
        let cell = |colonne: &Colonne| {
            let label = label.as_ref()?;
            match colonne {
                Colonne::Champ(Champ::NomNaissance) => Some(label.nom.clone()),
                Colonne::Champ(Champ::Prenom) => Some(label.prenom.clone()),
                Colonne::Champ(Champ::Naissance) => Some(label.naissance.clone()),
                _ => None,
            }
        };
        ouvert.tete.colonnes.iter().map(|(_, colonne)| cell(colonne).unwrap_or_default()).collect()
    }
}

impl Ouvert {
    /// What is to be signed: what would be made; afterwards what was, to take it back.
    pub(super) fn contenu(&self, etat: ImportEtat) -> [u8; 32] {
        match &self.examen {
            Some(examen) if super::is_open(etat) => examen.contenu,
            _ => self.tete.signe,
        }
    }
}
