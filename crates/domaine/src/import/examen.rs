//! The rows looked at one by one, in the light of the whole file.

use std::collections::HashMap;

use jiff::civil::Date;

use super::reparer::{better_domain, repair, unbroken};
use super::{Colonne, Gravite, Ligne, Remarque, dates, is_formula, noms};
use crate::saisie::{EtatCivil, MANDATORY, Raison, nir_discords, normal_name, normalise, tidy, words};
use crate::{Champ, Clair, Statut};

/// A file, examined.
#[derive(Debug, Default)]
pub struct Examen {
    /// In the order of the file.
    pub lignes: Vec<LigneExaminee>,
    /// What is to be said of whole columns, once.
    pub colonnes: Vec<Remarque>,
}

/// A row, examined.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LigneExaminee {
    /// As the spreadsheet shows it.
    pub numero: u32,
    /// What was read, each in its one spelling, in the order of the columns.
    pub champs: Vec<(Champ, Clair)>,
    /// Whom the row names as référent, as written; who that is, only the structure knows.
    pub referent: Option<Clair>,
    /// Its statut; a row without one is an active dossier.
    pub statut: Option<Statut>,
    /// In the order of the columns.
    pub remarques: Vec<Remarque>,
    /// An earlier row of the same person: same names and birth, or same NIR. Only the first should become a dossier.
    pub double_de: Option<u32>,
}

impl LigneExaminee {
    /// Whether it can become a dossier as it is.
    pub fn is_acceptable(&self) -> bool {
        self.remarques.iter().all(|remarque| remarque.gravite != Gravite::Refus)
    }

    /// What was read for a field.
    pub fn get(&self, champ: Champ) -> Option<&Clair> {
        self.champs.iter().find(|(c, _)| *c == champ).map(|(_, value)| value)
    }
}

/// Examines every row. `colonnes` says what each column feeds; those beyond it feed nothing.
pub fn examine(lignes: &[Ligne], colonnes: &[Colonne], today: Date) -> Examen {
    let examinateur = Examinateur::new(lignes, colonnes, today);
    let mut examen = Examen {
        lignes: lignes.iter().map(|ligne| examinateur.ligne(ligne)).collect(),
        colonnes: examinateur.colonnes(),
    };
    mark_doubles(&mut examen.lignes);
    examen
}

/// What the whole file says, kept to read its rows, and to read again one that was corrected.
pub struct Examinateur {
    /// A field that two columns feed is fed by the first.
    colonnes: Vec<Colonne>,
    twice: Vec<usize>,
    dates: dates::Usage,
    noms: noms::Usage,
    today: Date,
}

impl Examinateur {
    /// Looks at the whole file.
    pub fn new(lignes: &[Ligne], colonnes: &[Colonne], today: Date) -> Examinateur {
        let mut kept = Vec::with_capacity(colonnes.len());
        let mut twice = Vec::new();
        for (at, colonne) in colonnes.iter().enumerate() {
            let is_second = *colonne != Colonne::Ignoree && kept.contains(colonne);
            if is_second {
                twice.push(at);
            }
            kept.push(if is_second { Colonne::Ignoree } else { *colonne });
        }
        let at = |champ: Champ| kept.iter().position(|colonne| *colonne == Colonne::Champ(champ));
        let cells = |at: Option<usize>| lignes.iter().map(move |ligne| cell(ligne, at));
        let dates = dates::Usage::of(cells(at(Champ::Naissance)).filter(|cell| !cell.is_empty()));
        let noms = cells(at(Champ::NomNaissance)).zip(cells(at(Champ::Prenom)));
        let noms = noms::Usage::of(noms.filter(|(nom, prenom)| !nom.is_empty() && !prenom.is_empty()));
        Examinateur { colonnes: kept, twice, dates, noms, today }
    }

    /// What is to be said of whole columns.
    pub fn colonnes(&self) -> Vec<Remarque> {
        let mut remarques: Vec<Remarque> =
            self.twice.iter().map(|at| Remarque::avertissement(*at, Raison::ColonneEnDouble, None)).collect();
        if let Some(at) = self.position(Champ::Naissance) {
            remarques.extend(self.dates.remarks().into_iter().map(|raison| Remarque::avertissement(at, raison, None)));
        }
        if self.noms.columns_are_exchanged() {
            let at = self.position(Champ::NomNaissance);
            remarques.extend(at.map(|at| Remarque::avertissement(at, Raison::NomPrenomInverses, None)));
        }
        remarques
    }

    /// Examines one row. Whether it is somebody's double, only [`examine`] tells.
    pub fn ligne(&self, ligne: &Ligne) -> LigneExaminee {
        let mut vue = LigneExaminee { numero: ligne.numero, ..LigneExaminee::default() };
        for (at, (colonne, cellule)) in self.colonnes.iter().zip(&ligne.cellules).enumerate() {
            let texte = cellule.expose();
            if *colonne == Colonne::Ignoree || texte.trim().is_empty() {
                continue;
            }
            if is_formula(texte) {
                vue.remarques.push(Remarque::refus(at, Raison::Formule, None));
                continue;
            }
            match *colonne {
                Colonne::Champ(Champ::Naissance) => self.birth(at, texte, &mut vue),
                Colonne::Champ(champ) => self.field(at, champ, texte, &mut vue),
                Colonne::Referent => match tidy(texte) {
                    Ok(referent) => vue.referent = Some(Clair::new(referent)),
                    Err(raison) => vue.remarques.push(Remarque::refus(at, raison, None)),
                },
                Colonne::Statut => match statut(texte) {
                    Some(statut) => vue.statut = Some(statut),
                    None => vue.remarques.push(Remarque::refus(at, Raison::StatutInconnu, None)),
                },
                Colonne::Ignoree => {}
            }
        }
        self.names(ligne, &mut vue);
        self.mandatory(&mut vue);
        self.nir(&mut vue);
        vue
    }

    fn field(&self, at: usize, champ: Champ, texte: &str, vue: &mut LigneExaminee) {
        // Two accents' worth of bytes that happen to be UTF-8 are no accident.
        if let Some(value) = unbroken(texte).and_then(|fixed| normalise(champ, &fixed, self.today).ok().flatten()) {
            vue.remarques.push(Remarque::avertissement(at, Raison::AccentsAbimes, Some(value.clone())));
            vue.champs.push((champ, value));
            return;
        }
        let raison = match normalise(champ, texte, self.today) {
            Ok(value) => {
                let better = value.as_ref().filter(|_| champ == Champ::Mail).and_then(|v| better_domain(v.expose()));
                if let Some(better) = better {
                    let better = Some(Clair::new(better));
                    vue.remarques.push(Remarque::avertissement(at, Raison::MailDomaineDouteux, better));
                }
                vue.champs.extend(value.map(|value| (champ, value)));
                return;
            }
            Err(raison) => raison,
        };
        let Some(repaired) = repair(champ, texte, raison) else {
            vue.remarques.push(Remarque::refus(at, raison, None));
            return;
        };
        // What is proposed has to read: a proposal that is refused in its turn helps nobody.
        let read = repaired.texte.and_then(|texte| normalise(champ, &texte, self.today).ok().flatten());
        match (read, repaired.gravite) {
            (Some(value), Gravite::Avertissement) => {
                vue.remarques.push(Remarque::avertissement(at, repaired.raison, Some(value.clone())));
                vue.champs.push((champ, value));
            }
            (None, Gravite::Avertissement) => vue.remarques.push(Remarque::refus(at, raison, None)),
            (Some(value), Gravite::Refus) => vue.remarques.push(Remarque::refus(at, repaired.raison, Some(value))),
            (None, Gravite::Refus) => {
                let said = if repaired.raison == Raison::NombreArrondi { repaired.raison } else { raison };
                vue.remarques.push(Remarque::refus(at, said, None));
            }
        }
    }

    fn birth(&self, at: usize, texte: &str, vue: &mut LigneExaminee) {
        match self.dates.read(texte, self.today) {
            Ok(lue) => {
                let value = Clair::new(lue.date.to_string());
                for doute in lue.doutes {
                    let proposed = (doute != Raison::DatesMelangees).then(|| value.clone());
                    vue.remarques.push(Remarque::avertissement(at, doute, proposed));
                }
                vue.champs.push((Champ::Naissance, value));
            }
            Err((_, Some(exchanged))) => {
                let proposed = Some(Clair::new(exchanged.to_string()));
                vue.remarques.push(Remarque::refus(at, Raison::JourMoisInverses, proposed));
            }
            Err((raison, None)) => vue.remarques.push(Remarque::refus(at, raison, None)),
        }
    }

    fn names(&self, ligne: &Ligne, vue: &mut LigneExaminee) {
        let (nom_at, prenom_at) = (self.position(Champ::NomNaissance), self.position(Champ::Prenom));
        let (nom, prenom) = (cell(ligne, nom_at), cell(ligne, prenom_at));
        if let (Some(nom_at), Some(prenom_at)) = (nom_at, prenom_at)
            && !nom.is_empty()
            && !prenom.is_empty()
            && self.noms.is_exchanged(nom, prenom)
        {
            for (at, other) in [(nom_at, prenom), (prenom_at, nom)] {
                vue.remarques.push(Remarque::avertissement(at, Raison::NomPrenomInverses, Some(Clair::new(other))));
            }
        }
    }

    /// What a dossier cannot be saved without. A cell that is there and wrong was remarked upon already.
    fn mandatory(&self, vue: &mut LigneExaminee) {
        for champ in MANDATORY {
            let colonne = self.position(champ);
            let told = |r: &Remarque| r.colonne == colonne && r.gravite == Gravite::Refus;
            if vue.get(champ).is_none() && (colonne.is_none() || !vue.remarques.iter().any(told)) {
                let raison = Raison::ChampObligatoire;
                vue.remarques.push(Remarque { colonne, gravite: Gravite::Refus, raison, correction: None });
            }
        }
        vue.remarques.sort_by_key(|remarque| remarque.colonne);
    }

    fn nir(&self, vue: &mut LigneExaminee) {
        let (Some(at), Some(nir)) = (self.position(Champ::Nir), vue.get(Champ::Nir)) else { return };
        let said = |champ: Champ| vue.get(champ).map(Clair::expose);
        let etat_civil = EtatCivil {
            sexe: said(Champ::Sexe),
            naissance: said(Champ::Naissance).and_then(|date| date.parse().ok()),
            commune: said(Champ::CommuneNaissance),
            pays: said(Champ::PaysNaissance),
        };
        let discords = nir_discords(nir.expose(), &etat_civil);
        vue.remarques.extend(discords.into_iter().map(|raison| Remarque::avertissement(at, raison, None)));
    }

    fn position(&self, champ: Champ) -> Option<usize> {
        self.colonnes.iter().position(|colonne| *colonne == Colonne::Champ(champ))
    }
}

/// Marks the later rows of one person, by names and birth or by NIR.
fn mark_doubles(lignes: &mut [LigneExaminee]) {
    let mut seen: HashMap<Clair, u32> = HashMap::with_capacity(2 * lignes.len());
    for ligne in lignes {
        let value = |champ: Champ| ligne.get(champ).map(Clair::expose);
        let names = match (value(Champ::NomNaissance), value(Champ::Prenom), value(Champ::Naissance)) {
            (Some(nom), Some(prenom), Some(naissance)) => {
                Some(Clair::new(format!("{}/{}/{naissance}", normal_name(nom), normal_name(prenom))))
            }
            _ => None,
        };
        let keys = [names, ligne.get(Champ::Nir).cloned()];
        let first = keys.iter().flatten().filter_map(|key| seen.get(key).copied()).min();
        for key in keys.into_iter().flatten() {
            seen.entry(key).or_insert(first.unwrap_or(ligne.numero));
        }
        if first.is_some() {
            ligne.double_de = first;
            ligne.remarques.push(Remarque {
                colonne: None,
                gravite: Gravite::Avertissement,
                raison: Raison::DoubleDansLeFichier,
                correction: None,
            });
        }
    }
}

/// The trimmed text of a cell; empty where there is none.
fn cell(ligne: &Ligne, at: Option<usize>) -> &str {
    at.and_then(|at| ligne.cellules.get(at)).map_or("", |c| c.expose().trim())
}

fn statut(texte: &str) -> Option<Statut> {
    match &*words(texte).concat() {
        "actif" | "active" | "actifs" | "encours" | "suivi" => Some(Statut::Actif),
        "enveille" | "veille" | "inactif" | "inactive" => Some(Statut::EnVeille),
        "finaccompagnement"
        | "findaccompagnement"
        | "enfindaccompagnement"
        | "sorti"
        | "sortie"
        | "clos"
        | "cloture"
        | "termine" => Some(Statut::FinAccompagnement),
        _ => None,
    }
}
