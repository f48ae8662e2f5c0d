//! An import in memory, examined: what each row would make, what is against it, and the hash that its agent signs.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, RwLock};

use domaine::import::{self, Colonne, Gravite, Remarque};
use domaine::saisie::{Raison, normal_name};
use domaine::{AgentId, Champ, Clair, CodeStructure, DossierId, ImportId, Statut};
use droits::signature::sha256;
use jiff::civil::Date;

use super::rangement::{Connu, Etape, Rang, Tete};
use crate::face::{ImportChoix, ImportComptes, ImportVue, Ressemblance};
use crate::noms::Noms;
use crate::racine::Secret;

/// An import that its agent has before her.
pub(super) struct Ouvert {
    pub id: ImportId,
    pub structure: CodeStructure,
    pub agent: AgentId,
    pub key: Secret,
    /// As stored.
    pub etat: u8,
    pub cree: u64,
    pub tete: Tete,
    pub rangs: Vec<Rang>,
    /// Forgotten at each change.
    pub examen: Option<Examen>,
    /// The names it was opened with: gone with them.
    pub noms: Arc<RwLock<Noms>>,
}

/// What an examination found.
pub(super) struct Examen {
    /// One for each row.
    pub vues: Vec<Vue>,
    pub comptes: ImportComptes,
    /// What is signed; zero when nothing is ready.
    pub contenu: [u8; 32],
}

/// What is said of one row.
pub(super) struct Vue {
    pub sort: Sort,
    /// Normalised fields of the dossier that it would make.
    pub champs: Vec<(Champ, Clair)>,
    pub remarques: Vec<Remarque>,
    pub double_de: Option<u32>,
    pub ressemble: Option<(DossierId, Ressemblance)>,
    pub referent: AgentId,
    pub statut: Statut,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Prete,
    Refusee,
    Double,
    Connue,
    Ecartee,
    Faite,
}

/// Who may accompany, by the words of her name.
pub(super) struct Referents(HashMap<String, Option<AgentId>>);

impl Ouvert {
    /// Examines every row anew.
    pub fn examine(&mut self, referents: &Referents, today: Date) {
        let colonnes = self.tete.fed();
        let lignes: Vec<import::Ligne> = self.rangs.iter().filter(|r| r.is_open()).map(Rang::ligne).collect();
        let mut examinees = import::examine(&lignes, &colonnes, today).lignes.into_iter();
        let noms = self.noms.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        // Two rows that were not one person before the first was made are not one afterwards.
        let own: HashSet<DossierId> = self.rangs.iter().filter_map(|rang| rang.dossier).collect();
        let mut vues: Vec<Vue> = Vec::with_capacity(self.rangs.len());
        for rang in &self.rangs {
            let examinee = if rang.is_open() { examinees.next() } else { None };
            let Some(examinee) = examinee else {
                vues.push(Vue::done(self.agent));
                continue;
            };
            let mut remarques = examinee.remarques;
            let referent = examinee.referent.as_ref().and_then(|typed| referents.get(typed.expose()));
            if examinee.referent.is_some() && referent.is_none() {
                let colonne = colonnes.iter().position(|c| *c == Colonne::Referent);
                remarques.push(remark(colonne, Gravite::Avertissement, Raison::ReferentInconnu));
            }
            remarques.extend(known_remark(rang, &colonnes));
            let ressemble = match rang.connu {
                Connu::Ici(dossier) => Some((dossier, Ressemblance::MemeNir)),
                _ => lookalike(&noms, &examinee.champs, &own),
            };
            vues.push(Vue {
                sort: Sort::Prete,
                champs: examinee.champs,
                remarques,
                double_de: examinee.double_de,
                ressemble,
                referent: referent.unwrap_or(self.agent),
                statut: examinee.statut.unwrap_or(Statut::Actif),
            });
        }
        drop(noms);
        keep_one_of_each(&self.rangs, &mut vues);
        for (rang, vue) in self.rangs.iter().zip(&mut vues) {
            vue.sort = vue.sort_of(rang);
        }
        let comptes = count(&vues);
        let contenu = self.content(&vues, comptes.pretes);
        self.examen = Some(Examen { vues, comptes, contenu });
    }

    /// People of the structure whose row was left aside because they are known: the same number, or the same names and birth date.
    pub fn known_aside(&self) -> Vec<DossierId> {
        let vues = self.examen.as_ref().map_or(&[][..], |examen| &examen.vues);
        let aside = vues.iter().filter(|vue| vue.sort == Sort::Ecartee).filter_map(|vue| vue.ressemble);
        let is_one = |why: &Ressemblance| matches!(why, Ressemblance::MemeNir | Ressemblance::MemesNomEtNaissance);
        aside.filter(|(_, why)| is_one(why)).map(|(dossier, _)| dossier).collect()
    }

    /// Positions of the rows of a view, in order.
    pub fn view(&self, vue: ImportVue) -> Vec<usize> {
        let Some(examen) = &self.examen else { return Vec::new() };
        let keeps = |sort: Sort| match vue {
            ImportVue::ACorriger => matches!(sort, Sort::Refusee | Sort::Double | Sort::Connue),
            ImportVue::Toutes => true,
            ImportVue::Pretes => sort == Sort::Prete,
            ImportVue::Doublons => matches!(sort, Sort::Double | Sort::Connue),
            ImportVue::Faites => sort == Sort::Faite,
        };
        (0..examen.vues.len()).filter(|&at| keeps(examen.vues[at].sort)).collect()
    }

    /// The hash of what would be made: row by row, who accompanies, the statut, each field. Salted by a random that
    /// stays sealed, so that the journal's copy of it confirms no guess.
    fn content(&self, vues: &[Vue], ready: u32) -> [u8; 32] {
        if ready == 0 {
            return [0; 32];
        }
        let mut text = zeroize::Zeroizing::new(self.tete.sel.to_vec());
        for (rang, vue) in self.rangs.iter().zip(vues).filter(|(_, vue)| vue.sort == Sort::Prete) {
            text.extend_from_slice(&rang.numero.to_be_bytes());
            text.extend_from_slice(&vue.referent.0);
            text.push(vue.statut as u8);
            text.extend_from_slice(&(vue.champs.len() as u32).to_be_bytes());
            for (champ, value) in &vue.champs {
                crate::fiche::put(&mut text, *champ as u8, value.expose().as_bytes());
            }
        }
        sha256(&text)
    }
}

impl Rang {
    /// Whether its dossier is still to be made.
    pub fn is_open(&self) -> bool {
        matches!(self.etape, Etape::Attente | Etape::Posee)
    }

    fn ligne(&self) -> import::Ligne {
        import::Ligne { numero: self.numero, cellules: self.cellules.clone() }
    }
}

impl Vue {
    fn done(agent: AgentId) -> Vue {
        Vue {
            sort: Sort::Faite,
            champs: Vec::new(),
            remarques: Vec::new(),
            double_de: None,
            ressemble: None,
            referent: agent,
            statut: Statut::Actif,
        }
    }

    fn sort_of(&self, rang: &Rang) -> Sort {
        let is_confirmed = rang.choix == ImportChoix::Confirmee;
        match rang.connu {
            _ if rang.etape == Etape::Effacee || rang.choix == ImportChoix::Ecartee => Sort::Ecartee,
            _ if !rang.is_open() => Sort::Faite,
            Connu::Ailleurs => Sort::Refusee,
            _ if self.remarques.iter().any(|r| r.gravite == Gravite::Refus) => Sort::Refusee,
            // One NIR, one dossier: no confirmation makes two people of it.
            Connu::Ici(_) => Sort::Connue,
            Connu::Fichier => Sort::Double,
            Connu::Non if self.double_de.is_some() && !is_confirmed => Sort::Double,
            Connu::Non if self.ressemble.is_some() && !is_confirmed => Sort::Connue,
            Connu::Non => Sort::Prete,
        }
    }
}

impl Referents {
    /// From names, mails and ids. Two people of one name are nobody: a dossier is never given by chance.
    pub fn new<'a>(agents: impl Iterator<Item = (&'a Clair, &'a Clair, AgentId)>) -> Referents {
        let mut all = HashMap::new();
        for (nom, mail, id) in agents {
            all.entry(words(nom.expose())).and_modify(|known| *known = None).or_insert(Some(id));
            all.entry(words(mail.expose())).or_insert(Some(id));
        }
        Referents(all)
    }

    fn get(&self, typed: &str) -> Option<AgentId> {
        self.0.get(&words(typed)).copied().flatten()
    }
}

/// "MASSON Léa" and "Léa Masson" are one.
fn words(nom: &str) -> String {
    let mut words: Vec<String> = nom.split_whitespace().map(normal_name).filter(|w| !w.is_empty()).collect();
    words.sort_unstable();
    words.join(" ")
}

/// What the look for the same NIR said, beside its cell.
fn known_remark(rang: &Rang, colonnes: &[Colonne]) -> Option<Remarque> {
    let colonne = colonnes.iter().position(|c| *c == Colonne::Champ(Champ::Nir));
    match rang.connu {
        Connu::Ailleurs => Some(remark(colonne, Gravite::Refus, Raison::ConnuAilleurs)),
        Connu::Fichier => Some(remark(colonne, Gravite::Avertissement, Raison::DoubleDansLeFichier)),
        Connu::Non | Connu::Ici(_) => None,
    }
}

fn remark(colonne: Option<usize>, gravite: Gravite, raison: Raison) -> Remarque {
    Remarque { colonne, gravite, raison, correction: None }
}

fn lookalike(noms: &Noms, champs: &[(Champ, Clair)], own: &HashSet<DossierId>) -> Option<(DossierId, Ressemblance)> {
    let get = |wanted| champs.iter().find(|(champ, _)| *champ == wanted).map_or("", |(_, value)| value.expose());
    let found = noms.lookalikes(get(Champ::NomNaissance), get(Champ::Prenom), get(Champ::Naissance));
    found.iter().find(|(label, _)| !own.contains(&label.dossier)).map(|(label, why)| (label.dossier, *why))
}

/// Of rows that say one person, the first that is not left aside is no double; the others are doubles of it.
fn keep_one_of_each(rangs: &[Rang], vues: &mut [Vue]) {
    let mut kept: HashMap<u32, u32> = HashMap::new();
    for (rang, vue) in rangs.iter().zip(vues) {
        if rang.choix == ImportChoix::Ecartee || !rang.is_open() {
            continue;
        }
        let first = *kept.entry(vue.double_de.unwrap_or(rang.numero)).or_insert(rang.numero);
        vue.double_de = (first != rang.numero).then_some(first);
        if vue.double_de.is_none() && rang.connu != Connu::Fichier {
            vue.remarques.retain(|r| r.raison != Raison::DoubleDansLeFichier);
        }
    }
}

fn count(vues: &[Vue]) -> ImportComptes {
    let mut comptes = ImportComptes::default();
    for vue in vues {
        let one = match vue.sort {
            Sort::Prete => &mut comptes.pretes,
            Sort::Refusee => &mut comptes.refusees,
            Sort::Double => &mut comptes.doubles_fichier,
            Sort::Connue => &mut comptes.connues,
            Sort::Ecartee => &mut comptes.ecartees,
            Sort::Faite => &mut comptes.faites,
        };
        *one += 1;
        comptes.avertissements += u32::from(vue.sort == Sort::Prete && !vue.remarques.is_empty());
    }
    comptes
}
