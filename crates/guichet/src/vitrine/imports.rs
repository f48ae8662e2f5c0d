//! Imports of cardboard: rows are read as the real coffre reads them, nobody is created, and time passes at each question.

use std::collections::HashMap;

use domaine::import::{self, Colonne, Gravite, Ligne, LigneExaminee};
use domaine::{Clair, DossierId, ImportId};

use super::face::*;
use super::{Answer, Coffre, gens};
use crate::heure;

/// Dossiers that a question about the progress finds made since the last one.
const PAR_QUESTION: u32 = 700;

/// One file, in the memory of the vitrine.
pub struct Import {
    id: ImportId,
    agent: usize,
    cree: u64,
    etat: ImportEtat,
    format: String,
    colonnes: Vec<(Clair, Colonne)>,
    lignes: Vec<Ligne>,
    choix: HashMap<u32, ImportChoix>,
    examinees: Vec<(LigneExaminee, Option<(Etiquette, Ressemblance)>)>,
    faits: u32,
    gardes: u32,
    signes: u32,
}

#[allow(clippy::unused_async, missing_docs, reason = "same shape as the real one, where each verb is described")]
impl Coffre {
    pub async fn imports(&self, request: &SignedRequest) -> Answer<(Agent, Vec<ImportResume>)> {
        let agent = self.check(request)?;
        let mine = self.etagere().imports.iter().rev().filter(|i| i.is_of(&agent)).map(Import::resume).collect();
        Ok((agent, mine))
    }

    pub async fn deposit_import(&self, request: &SignedRequest, lu: ImportLu) -> Answer<ImportId> {
        let agent = self.check(request)?;
        let lignes: Vec<_> = lu.lignes.into_iter().map(|(numero, cellules)| Ligne { numero, cellules }).collect();
        let fed = import::guess(&lu.entetes, &lignes);
        let imports = &mut self.etagere().imports;
        let mut id = [0x1a; 16];
        id[15] = u8::try_from(imports.len()).unwrap_or(u8::MAX);
        let mut import = Import {
            id: ImportId(id),
            agent: usize::from(agent.id.0[0]),
            cree: heure::now_ms(),
            etat: ImportEtat::Essai,
            format: lu.format,
            colonnes: lu.entetes.into_iter().zip(fed).collect(),
            lignes,
            choix: HashMap::new(),
            examinees: Vec::new(),
            faits: 0,
            gardes: 0,
            signes: 0,
        };
        import.examine(&agent);
        imports.push(import);
        Ok(ImportId(id))
    }

    pub async fn import_page(
        &self,
        request: &SignedRequest,
        id: ImportId,
        vue: ImportVue,
        page: u32,
    ) -> Answer<ImportPage> {
        let agent = self.check(request)?;
        self.with_import(&agent, id, |import| Ok(import.page(agent.clone(), &import.view(vue), page)))
    }

    pub async fn change_import(&self, request: &SignedRequest, id: ImportId, geste: ImportGeste) -> Answer<ImportPage> {
        let agent = self.check(request)?;
        self.with_import(&agent, id, |import| {
            if import.etat != ImportEtat::Essai {
                return Err(Refusal::Conflit.into());
            }
            let mut touched = None;
            match geste {
                ImportGeste::Corriger(numero, cellules) => {
                    let ligne = import.lignes.iter_mut().find(|l| l.numero == numero).ok_or(Refusal::Introuvable)?;
                    ligne.cellules = cellules;
                    touched = Some(numero);
                }
                ImportGeste::Choisir(numero, choix) => {
                    import.lignes.iter().find(|l| l.numero == numero).ok_or(Refusal::Introuvable)?;
                    import.choix.insert(numero, choix);
                    touched = Some(numero);
                }
                ImportGeste::EcarterFautives => {
                    let faulty = import.rows(|import, at| !import.is_ready(at) && !import.is_aside(at));
                    for at in faulty {
                        import.choix.insert(import.lignes[at].numero, ImportChoix::Ecartee);
                    }
                }
                ImportGeste::Colonnes(fed) => {
                    for ((_, colonne), new) in import.colonnes.iter_mut().zip(fed) {
                        *colonne = new;
                    }
                }
                ImportGeste::Reperage(_) => {}
                ImportGeste::Oublier => import.lignes.clear(),
            }
            import.examine(&agent);
            let rows = match touched {
                Some(numero) => import.rows(|import, at| import.lignes[at].numero == numero),
                None => import.view(ImportVue::ACorriger),
            };
            Ok(import.page(agent.clone(), &rows, 1))
        })
    }

    pub async fn run_import(
        &self,
        request: &SignedRequest,
        id: ImportId,
        contenu: [u8; 32],
        lignes: u32,
        body: Vec<u8>,
    ) -> Answer<ImportResume> {
        let agent = self.check(request)?;
        self.with_import(&agent, id, |import| {
            let ready = import.ready();
            if body != droits::mandat::sentence(&contenu, lignes).as_bytes() || (contenu, lignes) != ready {
                return Err(Refusal::Conflit.into());
            }
            (import.etat, import.signes) = (ImportEtat::EnCours, lignes);
            Ok(import.resume())
        })
    }

    pub async fn undo_import(&self, request: &SignedRequest, id: ImportId, body: Vec<u8>) -> Answer<ImportResume> {
        let agent = self.check(request)?;
        self.with_import(&agent, id, |import| {
            if body != droits::mandat::sentence(&import.ready().0, import.faits).as_bytes() {
                return Err(Refusal::Conflit.into());
            }
            (import.etat, import.gardes) = (ImportEtat::Annule, u32::from(import.faits > 3));
            Ok(import.resume())
        })
    }

    pub async fn import_progress(&self, request: &SignedRequest, id: ImportId) -> Answer<(Agent, ImportResume)> {
        let agent = self.check(request)?;
        self.with_import(&agent, id, |import| {
            if import.etat == ImportEtat::EnCours {
                import.faits = (import.faits + PAR_QUESTION).min(import.signes);
                if import.faits == import.signes {
                    import.etat = ImportEtat::Fait;
                }
            }
            Ok((agent.clone(), import.resume()))
        })
    }

    /// Stops an import on its way, as a power cut would.
    pub fn interrupt(&self, id: ImportId) {
        let mut etagere = self.etagere();
        if let Some(import) = etagere.imports.iter_mut().find(|i| i.id == id) {
            (import.etat, import.faits) = (ImportEtat::Interrompu, import.signes / 2);
        }
    }

    /// Somebody else's import and none are one answer.
    fn with_import<T>(&self, agent: &Agent, id: ImportId, verb: impl FnOnce(&mut Import) -> Answer<T>) -> Answer<T> {
        let mut etagere = self.etagere();
        let mine = etagere.imports.iter_mut().find(|i| i.id == id && i.is_of(agent) && !i.lignes.is_empty());
        let answer = verb(mine.ok_or(Refusal::Introuvable)?);
        etagere.imports.retain(|i| !i.lignes.is_empty());
        answer
    }
}

impl Import {
    fn is_of(&self, agent: &Agent) -> bool {
        self.agent == usize::from(agent.id.0[0])
    }

    fn resume(&self) -> ImportResume {
        let lignes = u32::try_from(self.lignes.len()).unwrap_or(u32::MAX);
        ImportResume { id: self.id, cree: self.cree, etat: self.etat, lignes, faits: self.faits, gardes: self.gardes }
    }

    fn examine(&mut self, agent: &Agent) {
        let fed: Vec<_> = self.colonnes.iter().map(|(_, colonne)| *colonne).collect();
        let examined = import::examine(&self.lignes, &fed, heure::today()).lignes;
        let known = |ligne: &LigneExaminee| {
            let found = super::listes::duplicates(agent.clone(), &ligne.champs).lignes;
            found.into_iter().find(|(_, why)| *why <= Ressemblance::NomProcheEtNaissance)
        };
        self.examinees = examined
            .into_iter()
            .map(|ligne| {
                let known = known(&ligne);
                (ligne, known)
            })
            .collect();
    }

    fn choix(&self, at: usize) -> ImportChoix {
        self.choix.get(&self.lignes[at].numero).copied().unwrap_or_default()
    }

    fn is_aside(&self, at: usize) -> bool {
        self.choix(at) == ImportChoix::Ecartee
    }

    fn is_refused(&self, at: usize) -> bool {
        self.examinees[at].0.remarques.iter().any(|remarque| remarque.gravite == Gravite::Refus)
    }

    fn is_like(&self, at: usize) -> bool {
        let (ligne, known) = &self.examinees[at];
        (ligne.double_de.is_some() || known.is_some()) && self.choix(at) != ImportChoix::Confirmee
    }

    fn is_ready(&self, at: usize) -> bool {
        !self.is_aside(at) && !self.is_refused(at) && !self.is_like(at)
    }

    fn rows(&self, keeps: impl Fn(&Import, usize) -> bool) -> Vec<usize> {
        (0..self.lignes.len()).filter(|at| keeps(self, *at)).collect()
    }

    fn view(&self, vue: ImportVue) -> Vec<usize> {
        let is_open = matches!(self.etat, ImportEtat::Essai | ImportEtat::EnCours);
        match vue {
            ImportVue::Toutes => self.rows(|_, _| true),
            ImportVue::Faites => self.made(),
            _ if !is_open => Vec::new(),
            ImportVue::ACorriger => self.rows(|import, at| !import.is_aside(at) && !import.is_ready(at)),
            ImportVue::Pretes => self.rows(Import::is_ready),
            ImportVue::Doublons => self.rows(|import, at| !import.is_aside(at) && import.is_like(at)),
        }
    }

    /// Rows whose dossier exists; once taken back, those that were kept.
    fn made(&self) -> Vec<usize> {
        let left = if self.etat == ImportEtat::Annule { self.gardes } else { self.faits };
        let mut rows = self.rows(Import::is_ready);
        rows.truncate(usize::try_from(left).unwrap_or(0));
        rows
    }

    /// What is signed, and how many.
    fn ready(&self) -> ([u8; 32], u32) {
        let rows = self.rows(Import::is_ready);
        let numbers: Vec<u8> = rows.iter().flat_map(|at| self.lignes[*at].numero.to_be_bytes()).collect();
        let left = if self.etat == ImportEtat::Interrompu { self.signes - self.faits } else { rows.len() as u32 };
        (droits::signature::sha256(&numbers), left)
    }

    fn page(&self, agent: Agent, rows: &[usize], page: u32) -> ImportPage {
        let (contenu, prets) = self.ready();
        let made = self.made();
        let first = 25 * usize::try_from(page.max(1) - 1).unwrap_or(0);
        let lignes = rows.iter().skip(first).take(25).map(|&at| self.ligne(at, made.contains(&at))).collect();
        let count = |keeps: fn(&Import, usize) -> bool| {
            if self.etat == ImportEtat::Essai { self.rows(keeps).len() as u32 } else { 0 }
        };
        let comptes = ImportComptes {
            pretes: count(Import::is_ready),
            avertissements: count(|i, at| i.is_ready(at) && !i.examinees[at].0.remarques.is_empty()),
            refusees: count(|i, at| !i.is_aside(at) && i.is_refused(at)),
            doubles_fichier: count(|i, at| {
                !i.is_aside(at) && !i.is_refused(at) && i.is_like(at) && i.examinees[at].0.double_de.is_some()
            }),
            connues: count(|i, at| {
                !i.is_aside(at) && !i.is_refused(at) && i.is_like(at) && i.examinees[at].0.double_de.is_none()
            }),
            ecartees: count(Import::is_aside),
            faites: made.len() as u32,
        };
        ImportPage {
            receipt: Receipt { index: 1, login: [0; 16], subject: [0; 16], request: [0; 32] },
            agent,
            resume: self.resume(),
            format: self.format.clone(),
            colonnes: self.colonnes.clone(),
            lignes,
            total: rows.len() as u32,
            comptes,
            contenu,
            prets,
        }
    }

    /// A row; the cells of one that is made are gone.
    fn ligne(&self, at: usize, is_made: bool) -> ImportLigne {
        let (examined, known) = &self.examinees[at];
        let ligne = &self.lignes[at];
        ImportLigne {
            numero: ligne.numero,
            cellules: if is_made { vec![Clair::default(); ligne.cellules.len()] } else { ligne.cellules.clone() },
            remarques: if is_made { Vec::new() } else { examined.remarques.clone() },
            double_de: examined.double_de.filter(|_| !is_made),
            connue: known.clone().filter(|_| !is_made),
            choix: self.choix(at),
            dossier: is_made.then(|| dossier(at)),
        }
    }
}

/// Made rows lead to people that the vitrine has.
fn dossier(at: usize) -> DossierId {
    gens::dossier(u32::try_from(at % 60).unwrap_or(0) + 1)
}
