//! What a form says of situations, propositions and results, checked against what stands and laid down for one write. Every verb of
//! the pathway comes through here, so that the panel and the small forms take and refuse the same.

use domaine::Clair;
use domaine::proposition::{EtatProposition, Proposition};
use domaine::saisie::{Raison, tidy};
use domaine::situation::{Situation, check as check_situation};
use jiff::civil::Date;

use super::locales::Locales;
use super::parcours::Parcours;
use super::plume::Plume;
use crate::face::{Error, PropositionSaisie, ResultatSaisi, Saisie, SituationSaisie};
use crate::fiche::{PropositionScellee, SituationScellee};
use crate::lignes::genre;

/// Longest employer, school or town, in characters.
const NOM_MAX: usize = 200;

/// Longest remark of a situation or a proposition, in characters.
const REMARQUE_MAX: usize = 1_000;

/// Hours of a week.
const HEURES_MAX: u16 = 168;

/// What a form is laid over, and what is wrong with it so far.
pub(super) struct Ecritoire<'a> {
    pub parcours: &'a Parcours,
    pub locales: &'a Locales,
    /// Who writes.
    pub agent: [u8; 16],
    pub today: Date,
    /// The birth date, where it is known here.
    pub naissance: Option<Date>,
    /// The etat that the form was given.
    pub form: Option<u32>,
    pub wrong: Vec<Saisie>,
}

impl Ecritoire<'_> {
    /// A fault of the form.
    pub fn wrong(&mut self, champ: &'static str, raison: &'static str) {
        self.wrong.push(Saisie { champ, raison });
    }

    /// A situation: new, or the correction of one. Gives its number, or nothing when it is not right.
    pub fn situation(&mut self, plume: &mut Plume<'_>, saisie: &SituationSaisie) -> Result<Option<u32>, Error> {
        let faults = self.wrong.len();
        for faute in check_situation(&saisie.saisie, self.naissance, |type_| self.locales.nature(type_)) {
            self.wrong(faute.champ(), faute.key());
        }
        if saisie.saisie.contrat.is_some_and(|contrat| !self.locales.knows("contrats", contrat)) {
            self.wrong("contrat", "valeur-inconnue");
        }
        if !self.locales.knows("situation-origines", saisie.origine) {
            self.wrong("origine", "valeur-inconnue");
        }
        if saisie.heures.is_some_and(|heures| heures > HEURES_MAX) {
            self.wrong("heures", "nombre-trop-grand");
        }
        let organisme = self.words("organisme", &saisie.organisme, NOM_MAX);
        let lieu = self.words("lieu-situation", &saisie.lieu, NOM_MAX);
        let texte = self.words("remarque", &saisie.texte, REMARQUE_MAX);
        let stands = saisie.num.map(|num| self.parcours.situation(num));
        match stands {
            Some(None) => self.wrong("situation", "ligne-inconnue"),
            Some(Some((rang, _))) if rang.is_newer(self.form) => self.wrong("situation", "change-entre-temps"),
            _ => {}
        }
        let typed = &saisie.saisie;
        let (Some(categorie), Some(type_), Some(debut)) = (typed.categorie, typed.type_, typed.debut) else {
            return Ok(None);
        };
        if self.wrong.len() > faults {
            return Ok(None);
        }
        let num = saisie.num.unwrap_or_else(|| self.parcours.next(genre::SITUATION));
        let nature = self.locales.nature(type_);
        // A contract left from another choice is nobody's.
        let contrat = typed.contrat.filter(|_| nature.is_some_and(|n| n.contrat));
        let (fin_prevue, fin, rome) = (typed.fin_prevue, typed.fin, typed.rome);
        let before = stands.flatten().map(|(_, before)| before);
        plume.situation(&SituationScellee {
            situation: Situation { num, categorie, type_, contrat, debut, fin_prevue, fin, rome },
            origine: saisie.origine,
            organisme,
            lieu,
            heures: saisie.heures,
            texte,
            agent: before.map_or(self.agent, |before| before.agent),
            inscrit: before.map_or(Some(self.today), |before| before.inscrit),
        })?;
        Ok(Some(num))
    }

    /// Ends a situation on a day; one that ended on that day already stays as it is.
    pub fn fin(&mut self, plume: &mut Plume<'_>, num: u32, jour: Date) -> Result<(), Error> {
        let Some((rang, stands)) = self.parcours.situation(num) else {
            self.wrong("fins", "ligne-inconnue");
            return Ok(());
        };
        if stands.situation.fin == Some(jour) {
            return Ok(());
        }
        if rang.is_newer(self.form) {
            self.wrong("fins", "change-entre-temps");
        } else if jour < stands.situation.debut {
            self.wrong("fins", "fin-avant-debut");
        } else if jour > domaine::situation::DATE_MAX {
            self.wrong("fins", "date-trop-loin");
        } else {
            let situation = Situation { fin: Some(jour), ..stands.situation };
            plume.situation(&SituationScellee { situation, ..stands.clone() })?;
        }
        Ok(())
    }

    /// Takes a situation back: by who wrote it, the same day.
    pub fn annule(&mut self, plume: &mut Plume<'_>, num: u32) -> Result<(), Error> {
        match self.parcours.situation(num) {
            None => self.wrong("situation", "ligne-inconnue"),
            Some((_, stands)) if stands.agent != self.agent => self.wrong("situation", "pas-son-auteur"),
            Some((_, stands)) if stands.inscrit != Some(self.today) => {
                self.wrong("situation", "trop-tard-pour-annuler")
            }
            Some(_) => plume.without_situation(num)?,
        }
        Ok(())
    }

    /// Propositions ticked during an evenement.
    pub fn propositions(
        &mut self,
        plume: &mut Plume<'_>,
        evenement: u32,
        creee: Date,
        saisies: &[PropositionSaisie],
    ) -> Result<(), Error> {
        let first = self.parcours.next(genre::PROPOSITION);
        for (num, saisie) in (first..).zip(saisies) {
            let theme = self.locales.theme(saisie.offre);
            if theme.is_none() {
                self.wrong("propositions", "valeur-inconnue");
            }
            if let Err(faute) = Proposition::check_days(creee, saisie.terme, self.today) {
                self.wrong("propositions", faute.key());
            }
            let texte = self.words("propositions", &saisie.texte, REMARQUE_MAX);
            let (etat, terme, offre) = (EtatProposition::Prescrit, saisie.terme, saisie.offre);
            let Some(theme) = theme else { continue };
            let (resultat, inscrit) = (None, None);
            let proposition = Proposition { num, evenement, theme, offre, etat, creee, terme, resultat, inscrit };
            plume.proposition(&PropositionScellee { proposition, texte, agent: self.agent })?;
        }
        Ok(())
    }

    /// A result, its correction, or its undoing. The same result once more changes nothing.
    pub fn resultat(&mut self, plume: &mut Plume<'_>, saisi: &ResultatSaisi) -> Result<(), Error> {
        let Some((rang, stands)) = self.parcours.proposition(saisi.num) else {
            self.wrong("resultats", "ligne-inconnue");
            return Ok(());
        };
        let it = &stands.proposition;
        let undoes = saisi.etat == EtatProposition::Prescrit;
        if it.etat == saisi.etat && (undoes || it.resultat == Some(saisi.jour)) {
            return Ok(());
        }
        if rang.is_newer(self.form) {
            self.wrong("resultats", "change-entre-temps");
            return Ok(());
        }
        let after = if undoes { it.undone(self.today) } else { it.with_result(saisi.etat, saisi.jour, self.today) };
        match after {
            Ok(proposition) => plume.proposition(&PropositionScellee { proposition, ..stands.clone() })?,
            Err(faute) => self.wrong("resultats", faute.key()),
        }
        Ok(())
    }

    /// Words of a line, tidied; a fault when they are too long or hold what no text holds.
    fn words(&mut self, champ: &'static str, texte: &Clair, max: usize) -> Clair {
        match tidy(texte.expose()) {
            Ok(words) if words.chars().count() <= max => return Clair::new(words),
            Ok(_) => self.wrong(champ, Raison::ChampTropLong.key()),
            Err(raison) => self.wrong(champ, raison.key()),
        }
        Clair::default()
    }
}
