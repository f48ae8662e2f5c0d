//! The page of an import, in all its states: columns, counts, rows, what is signed. One struct serves the whole page and
//! the pieces of it that a gesture sends back.

use domaine::import::{Colonne, Gravite};
use domaine::saisie::{MANDATORY, Raison};
use domaine::{Champ, Clair};

use crate::face::{ImportChoix, ImportEtat, ImportLigne, ImportPage, ImportVue, Ressemblance};
use crate::heure;
use crate::imports::{avancement, colonnes, compte, etat_key};
use crate::langues::Langue;
use crate::pages::Nombre;
use crate::pages::clair::affiche;

/// Rows on a page.
pub const PAR_PAGE: u32 = 25;

/// The views of the grid, with their key in addresses.
pub const VUES: [(ImportVue, &str); 5] = [
    (ImportVue::ACorriger, "a-corriger"),
    (ImportVue::Pretes, "pretes"),
    (ImportVue::Doublons, "doublons"),
    (ImportVue::Faites, "faites"),
    (ImportVue::Toutes, "toutes"),
];

/// Data of the page.
pub struct Grille {
    /// Words.
    pub langue: Langue,
    /// The import.
    pub page: ImportPage,
    /// Which rows.
    pub vue: ImportVue,
    /// Page, from 1.
    pub numero: u32,
}

/// A column of the mapping.
pub struct ColonneVue<'a> {
    /// From 1, for ids.
    pub rang: usize,
    /// "A", "B": as the spreadsheet names it.
    pub lettres: String,
    /// Its title in the file.
    pub entete: &'a Clair,
    /// What it feeds.
    pub key: &'static str,
    /// In words.
    pub mot: String,
    /// Whether its values stay out of the grid.
    pub ignoree: bool,
}

/// A cell and what is said of it.
pub struct Cellule {
    pub valeur: Clair,
    pub ignoree: bool,
    pub refusee: bool,
    pub remarques: Vec<Dite>,
}

/// A remark in words.
pub struct Dite {
    pub texte: String,
    pub correction: Option<Proposition>,
}

/// What a cell could hold instead: as it would be typed, and as it is read.
pub struct Proposition {
    pub valeur: Clair,
    pub dite: Clair,
}

/// A view and how many rows it has.
pub struct Filtre {
    pub key: &'static str,
    pub texte: String,
    pub ici: bool,
}

impl Grille {
    /// The view of a key; what is to correct when there is none.
    pub fn vue(asked: Option<&str>) -> ImportVue {
        let named = asked.and_then(|asked| VUES.iter().find(|(_, key)| *key == asked));
        named.map_or(ImportVue::ACorriger, |(vue, _)| *vue)
    }

    pub fn etat(&self) -> ImportEtat {
        self.page.resume.etat
    }

    pub fn etat_key(&self) -> &'static str {
        etat_key(self.etat())
    }

    pub fn quand(&self) -> String {
        heure::instant(self.page.resume.cree, heure::today(), self.langue)
    }

    pub fn compte(&self, key: &str, n: impl Nombre) -> String {
        compte(self.langue, key, u32::try_from(n.nombre()).unwrap_or(u32::MAX))
    }

    pub fn avancement(&self) -> String {
        avancement(self.langue, self.page.resume.faits, self.sur())
    }

    /// Dossiers that there will be: those made and those left to make.
    pub fn sur(&self) -> u32 {
        let comptes = &self.page.comptes;
        (comptes.faites + comptes.pretes).max(self.page.resume.faits).max(1)
    }

    /// How the file was read, in words.
    pub fn format(&self) -> String {
        let mut parts = self.page.format.split(';');
        match (parts.next(), parts.next(), parts.next()) {
            (Some("csv"), Some(delimiteur), Some(codage)) => {
                let delimiteur = self.langue.t(&format!("import-delimiteur-{delimiteur}"));
                let codage = if codage == "windows-1252" { "Windows-1252".to_owned() } else { codage.to_uppercase() };
                self.langue.t2("import-format-csv", ("delimiteur", delimiteur), ("codage", codage))
            }
            (Some("xlsx"), Some("1"), _) => self.langue.t("import-format-xlsx"),
            (Some("xlsx"), Some(feuilles), _) => {
                self.langue.t1("import-format-xlsx-feuilles", "n", feuilles.parse::<i64>().unwrap_or(2))
            }
            _ => String::new(),
        }
    }

    pub fn colonnes(&self) -> Vec<ColonneVue<'_>> {
        let numbered = self.page.colonnes.iter().zip(1..);
        numbered
            .map(|((entete, colonne), rang)| ColonneVue {
                rang,
                lettres: tableur::lettres(u32::try_from(rang).unwrap_or(0)),
                entete,
                key: colonne.key(),
                mot: colonnes::mot(self.langue, *colonne),
                ignoree: *colonne == Colonne::Ignoree || self.est_muette(rang - 1),
            })
            .collect()
    }

    /// Every choice of a column, once: the page's script gives them to each list.
    pub fn choix(&self) -> Vec<(&'static str, String)> {
        colonnes::choices().map(|c| (c.key(), colonnes::mot(self.langue, c))).collect()
    }

    /// Columns that nothing takes from: said, so that nothing is left out in silence.
    pub fn ignorees(&self) -> u32 {
        let ignored = self.page.colonnes.iter().filter(|(_, colonne)| *colonne == Colonne::Ignoree).count();
        u32::try_from(ignored).unwrap_or(u32::MAX)
    }

    /// Fields that every dossier has, and that no column gives.
    pub fn manquantes(&self) -> Vec<String> {
        let fed = |champ: &Champ| self.page.colonnes.iter().any(|(_, colonne)| *colonne == Colonne::Champ(*champ));
        let absent = MANDATORY.iter().filter(|champ| !fed(champ));
        absent.map(|champ| self.langue.t(&format!("champ-{}", champ.key()))).collect()
    }

    pub fn cellules(&self, ligne: &ImportLigne) -> Vec<Cellule> {
        let known = self.page.colonnes.iter().map(|(_, colonne)| *colonne).chain(std::iter::repeat(Colonne::Ignoree));
        let cells = ligne.cellules.iter().zip(known).enumerate();
        cells
            .map(|(at, (valeur, colonne))| {
                let here = ligne.remarques.iter().filter(move |remarque| remarque.colonne == Some(at));
                let remarques: Vec<_> = here
                    .clone()
                    .map(|remarque| Dite {
                        texte: self.raison(remarque.raison.key()),
                        correction: remarque
                            .correction
                            .as_ref()
                            .map(|valeur| Proposition { valeur: valeur.clone(), dite: self.as_read(colonne, valeur) }),
                    })
                    .collect();
                Cellule {
                    valeur: valeur.clone(),
                    ignoree: colonne == Colonne::Ignoree || self.est_muette(at),
                    refusee: here.clone().any(|remarque| remarque.gravite == Gravite::Refus),
                    remarques,
                }
            })
            .collect()
    }

    /// Once a row is made, the import keeps only what names it: the other columns would be empty to the end.
    fn est_muette(&self, at: usize) -> bool {
        !self.est_ouvert()
            && self.page.lignes.iter().all(|ligne| ligne.cellules.get(at).is_none_or(|valeur| valeur.is_empty()))
    }

    /// What is said of the row as a whole, but what is said elsewhere: a column that is missing, above, once; the row of
    /// which it is the double, by its number.
    pub fn sur_la_ligne(&self, ligne: &ImportLigne) -> Vec<String> {
        let whole = ligne.remarques.iter().filter(|remarque| remarque.colonne.is_none());
        let elsewhere = [Raison::ChampObligatoire, Raison::DoubleDansLeFichier];
        let said = whole.filter(|remarque| !elsewhere.contains(&remarque.raison));
        said.map(|remarque| self.raison(remarque.raison.key())).collect()
    }

    /// A normalised value as the trade reads it.
    fn as_read(&self, colonne: Colonne, valeur: &Clair) -> Clair {
        match colonne {
            Colonne::Champ(champ) => affiche(champ, valeur, self.langue),
            _ => valeur.clone(),
        }
    }

    fn raison(&self, key: &str) -> String {
        self.langue.t(&format!("remarque-{key}"))
    }

    pub fn ressemblance(&self, ressemblance: &Ressemblance) -> String {
        self.langue.t(match ressemblance {
            Ressemblance::MemeNir => "ressemblance-meme-nir",
            Ressemblance::MemesNomEtNaissance => "ressemblance-nom-et-naissance",
            Ressemblance::MemeTelephoneOuMail => "ressemblance-telephone-ou-mail",
            Ressemblance::NomProcheEtNaissance => "ressemblance-nom-proche-et-naissance",
            Ressemblance::NomProche => "ressemblance-nom-proche",
        })
    }

    /// Whether a row would be made as it stands.
    pub fn est_prete(&self, ligne: &ImportLigne) -> bool {
        let refused = ligne.remarques.iter().any(|remarque| remarque.gravite == Gravite::Refus);
        let doubtful = ligne.double_de.is_some() || ligne.connue.is_some();
        match ligne.choix {
            ImportChoix::Ecartee => false,
            ImportChoix::Confirmee => !refused,
            ImportChoix::Normal => !refused && !doubtful,
        }
    }

    /// Whether the row may still be changed.
    pub fn est_ouverte(&self, ligne: &ImportLigne) -> bool {
        self.est_ouvert() && ligne.dossier.is_none()
    }

    /// Whether rows may still be corrected: before the first is made, and where the making stopped.
    pub fn est_ouvert(&self) -> bool {
        matches!(self.etat(), ImportEtat::Essai | ImportEtat::Interrompu)
    }

    pub fn est_essai(&self) -> bool {
        self.etat() == ImportEtat::Essai
    }

    pub fn mot_ligne(&self, ligne: &ImportLigne) -> String {
        let was_made = self.etat() == ImportEtat::Annule;
        self.langue.t(if ligne.dossier.is_some() {
            if was_made { "import-ligne-gardee" } else { "import-ligne-faite" }
        } else if was_made && ligne.choix != ImportChoix::Ecartee {
            "import-ligne-effacee"
        } else if ligne.choix == ImportChoix::Ecartee {
            "import-ligne-ecartee"
        } else if self.est_prete(ligne) {
            "import-ligne-prete"
        } else {
            "import-ligne-a-corriger"
        })
    }

    pub fn est_ecartee(&self, ligne: &ImportLigne) -> bool {
        ligne.choix == ImportChoix::Ecartee
    }

    pub fn est_confirmee(&self, ligne: &ImportLigne) -> bool {
        ligne.choix == ImportChoix::Confirmee
    }

    /// Whether the agent may say that it is another person. One social security number is one person.
    pub fn peut_confirmer(&self, ligne: &ImportLigne) -> bool {
        let same = matches!(ligne.connue, Some((_, Ressemblance::MemeNir)));
        !same && (ligne.double_de.is_some() || ligne.connue.is_some())
    }

    /// Rows that stand in the way of a whole import.
    pub fn fautives(&self) -> u32 {
        let comptes = &self.page.comptes;
        comptes.refusees + comptes.doubles_fichier + comptes.connues
    }

    /// All or nothing: while a row stands in the way, it is corrected or left aside first.
    pub fn peut_signer(&self) -> bool {
        self.est_ouvert() && self.fautives() == 0 && self.page.prets > 0
    }

    /// Whether something was made that can be taken back. Past 30 days the coffre refuses.
    pub fn peut_annuler(&self) -> bool {
        matches!(self.etat(), ImportEtat::Fait | ImportEtat::Interrompu) && self.page.resume.faits > 0
    }

    /// The sentence of counts, each a link to its rows.
    pub fn filtres(&self) -> Vec<Filtre> {
        let comptes = &self.page.comptes;
        let doublons = comptes.doubles_fichier + comptes.connues;
        let is_undone = self.etat() == ImportEtat::Annule;
        let (made, count) = if is_undone {
            ("import-vue-gardees", self.page.resume.gardes)
        } else {
            ("import-vue-faites", comptes.faites)
        };
        let all = [
            (ImportVue::ACorriger, "import-vue-a-corriger", self.fautives()),
            (ImportVue::Doublons, "import-vue-doublons", doublons),
            (ImportVue::Pretes, "import-vue-pretes", comptes.pretes),
            (ImportVue::Faites, made, count),
            (ImportVue::Toutes, "import-vue-toutes", self.page.resume.lignes),
        ];
        // Nothing is left to correct in an import that is closed; of one taken back, only what was kept is left.
        let counts = |vue| self.est_ouvert() || vue == ImportVue::Faites;
        let shown = all.into_iter().filter(|(vue, _, n)| match vue {
            ImportVue::Toutes => !is_undone,
            vue => (*n > 0 && counts(*vue)) || *vue == self.vue,
        });
        shown
            .map(|(vue, key, n)| Filtre { key: key_of(vue), texte: compte(self.langue, key, n), ici: vue == self.vue })
            .collect()
    }

    pub fn pages(&self) -> u32 {
        self.page.total.div_ceil(PAR_PAGE).max(1)
    }

    pub fn rang(&self) -> String {
        self.langue.t2("portefeuille-rang", ("n", self.numero), ("pages", self.pages()))
    }

    /// The address of a page of this view, empty where there is none.
    pub fn adresse(&self, numero: u32) -> String {
        if (1..=self.pages()).contains(&numero) {
            format!("/imports/{}?vue={}&page={numero}", self.page.resume.id, key_of(self.vue))
        } else {
            String::new()
        }
    }

    pub fn precedente(&self) -> String {
        self.adresse(self.numero - 1)
    }

    pub fn suivante(&self) -> String {
        self.adresse(self.numero + 1)
    }

    /// The content's hash as the browser signs it.
    pub fn contenu(&self) -> String {
        crate::encodage::hex(&self.page.contenu)
    }

    pub fn vide(&self) -> String {
        self.langue.t(&format!("import-vide-{}", key_of(self.vue)))
    }
}

fn key_of(vue: ImportVue) -> &'static str {
    VUES.iter().find(|(one, _)| *one == vue).map_or("toutes", |(_, key)| key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_that_makes_no_sense_is_what_is_to_correct() {
        let check = |asked, expected| assert_eq!(Grille::vue(asked), expected, "{asked:?}");
        check(Some("pretes"), ImportVue::Pretes);
        check(Some("toutes"), ImportVue::Toutes);
        check(Some("rien"), ImportVue::ACorriger);
        check(None, ImportVue::ACorriger);
    }
}
