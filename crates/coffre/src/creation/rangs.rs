//! The rows of a dossier that is made: the fields of each class, its pathway, its freshness stamps. All of etat 1.

use domaine::fuseau::Fuseau;
use domaine::proposition::Proposition;
use domaine::situation::Situation;
use domaine::{AgentId, Champ, Clair, Classe, GenreEvenement, Groupe};
use jiff::civil::Date;

use crate::fiche::{self, EvenementScelle, Note, PropositionScellee, SituationScellee, Tampon, days};
use crate::lignes::{Ligne, Stored, genre, record_place};
use crate::racine::Secret;
use crate::sceau;

/// An evenement of a dossier to make.
#[derive(Clone, Debug)]
pub struct NouvelEvenement {
    /// Kind.
    pub genre: GenreEvenement,
    /// Day.
    pub date: Date,
    /// Minutes.
    pub duree: u16,
    /// A code of the list "lieux".
    pub lieu: Option<u16>,
    /// Who held it.
    pub agent: AgentId,
    /// What was said.
    pub texte: Clair,
    /// What was said and goes to the delicate notes; empty for most.
    pub delicat: Clair,
}

/// What a dossier to make says of a pathway, besides its evenements. A form makes a dossier without any.
#[derive(Clone, Debug, Default)]
pub struct NouveauParcours {
    /// Situations; their numbers are those of their rows.
    pub situations: Vec<NouvelleSituation>,
    /// Propositions; likewise, and `evenement` is a place in [`super::Nouveau::evenements`].
    pub propositions: Vec<Proposition>,
    /// Groups that were confirmed, and when.
    pub confirmes: Vec<(Groupe, Date)>,
    /// Last day of the accompaniment, and a code of the list "statuts-fin".
    pub fin: Option<(Date, u16)>,
}

/// A situation of a dossier to make.
#[derive(Clone, Debug)]
pub struct NouvelleSituation {
    /// What the rules look at.
    pub situation: Situation,
    /// Employer, school, body.
    pub organisme: Clair,
    /// Town.
    pub lieu: Clair,
    /// Hours a week.
    pub heures: Option<u16>,
}

impl NouveauParcours {
    /// The fields of the dictionary that a pathway fills, for the journal.
    pub(super) fn told(&self, evenements: &[NouvelEvenement]) -> impl Iterator<Item = Champ> {
        let is_told = [
            (Champ::Entretien, !evenements.is_empty()),
            (Champ::Situation, !self.situations.is_empty()),
            (Champ::Proposition, !self.propositions.is_empty()),
            (Champ::Statut, self.fin.is_some()),
            (Champ::NotesDelicates, evenements.iter().any(|e| !e.delicat.is_empty())),
        ];
        is_told.into_iter().filter(|(_, is_told)| *is_told).map(|(champ, _)| champ)
    }
}

/// Of the list "situation-origines": typed by an agent.
const SAISIE: u16 = 1;

/// What seals the rows of one dossier.
pub(super) struct Plume<'a> {
    pub stored: &'a Stored,
    /// Of the seven classes, in order.
    pub keys: &'a [Secret],
    /// Who wrote what has no other author.
    pub auteur: AgentId,
}

impl Plume<'_> {
    /// All of them.
    pub fn rows(
        &self,
        champs: &[(Champ, Clair)],
        evenements: &[NouvelEvenement],
        parcours: &NouveauParcours,
    ) -> Vec<Ligne> {
        let tampons = self.tampons(champs, &parcours.confirmes);
        let mut lignes = self.classes(champs, evenements, &tampons);
        lignes.extend((0..).zip(evenements).map(|(num, evenement)| self.evenement(num, evenement)));
        lignes.extend(parcours.situations.iter().map(|one| self.situation(one)));
        lignes.extend(parcours.propositions.iter().map(|one| self.proposition(one)));
        let clear = tampons.iter().filter(|tampon| tampon.groupe.classe() != Classe::Delicat);
        lignes.extend(clear.map(|tampon| {
            let (num, day) = (tampon.groupe as u32, days(tampon.jour).into());
            self.seal(tampon.groupe.classe(), genre::FRAICHEUR, num, (num.into(), day, 0), &tampon.encode())
        }));
        lignes
    }

    /// A stamp for each group that was confirmed; and for each that holds anything, where lists count what is filled and what is old. What
    /// nobody confirmed is as old as the dossier, and said by nobody in particular; a page says the same of the other classes without it.
    fn tampons(&self, champs: &[(Champ, Clair)], confirmes: &[(Groupe, Date)]) -> Vec<Tampon> {
        let made = Fuseau::of_structure(self.stored.structure).aujourdhui(self.stored.cree);
        let of = |groupe: Groupe| {
            let confirmed = confirmes.iter().filter(|(known, _)| *known == groupe).map(|(_, jour)| *jour).max();
            let is_listed = matches!(groupe.classe(), Classe::Identite | Classe::Contact | Classe::Parcours);
            let is_filled = || is_listed && champs.iter().any(|(champ, _)| champ.groupe() == groupe);
            match confirmed {
                Some(jour) => Some(Tampon { groupe, jour, agent: self.auteur.0 }),
                None => is_filled().then_some(Tampon { groupe, jour: made, agent: [0; 16] }),
            }
        };
        Groupe::ALL.iter().filter_map(|groupe| of(*groupe)).collect()
    }

    /// The record of each class that holds anything. That of C5 holds its notes and its stamps: their very dates are delicate.
    fn classes(&self, champs: &[(Champ, Clair)], evenements: &[NouvelEvenement], stamps: &[Tampon]) -> Vec<Ligne> {
        let mut lignes = Vec::new();
        for classe in Classe::ALL {
            let mut own: Vec<_> = champs.iter().filter(|(champ, _)| champ.classe() == classe).cloned().collect();
            let mut tampons = Vec::new();
            if classe == Classe::Delicat {
                own.extend(notes(evenements));
                tampons.extend(stamps.iter().filter(|tampon| tampon.groupe.classe() == classe).copied());
            }
            if !own.is_empty() {
                let num = classe as u32;
                let clear = fiche::encode_stamped(&own, &tampons);
                lignes.push(self.seal(classe, genre::CLASSE, num, (num.into(), 0, 0), &clear));
            }
        }
        lignes
    }

    fn evenement(&self, num: u32, evenement: &NouvelEvenement) -> Ligne {
        let sealed = EvenementScelle {
            genre: evenement.genre,
            date: evenement.date,
            duree: evenement.duree,
            agent: evenement.agent.0,
            texte: evenement.texte.clone(),
            lieu: evenement.lieu,
            precision: Clair::default(),
            rendez_vous: None,
            delicat: !evenement.delicat.is_empty(),
            inscrit: None,
            avant: None,
            empreintes: Vec::new(),
            retire: None,
        };
        let clear = (evenement.genre.number().into(), days(evenement.date).into(), 0);
        self.seal(Classe::Parcours, genre::EVENEMENT, num, clear, &sealed.encode())
    }

    fn situation(&self, one: &NouvelleSituation) -> Ligne {
        let it = one.situation;
        let sealed = SituationScellee {
            situation: it,
            origine: SAISIE,
            organisme: one.organisme.clone(),
            lieu: one.lieu.clone(),
            heures: one.heures,
            texte: Clair::default(),
            agent: self.auteur.0,
            inscrit: None,
        };
        let fin = it.dernier_jour().map_or(0, |fin| days(fin).into());
        let clear = (it.categorie.number().into(), days(it.debut).into(), fin);
        self.seal(Classe::Parcours, genre::SITUATION, it.num, clear, &sealed.encode())
    }

    fn proposition(&self, it: &Proposition) -> Ligne {
        let sealed = PropositionScellee { proposition: *it, texte: Clair::default(), agent: self.auteur.0 };
        let jour = it.resultat.unwrap_or(it.creee);
        let fin = it.terme.map_or(0, |terme| days(terme).into());
        let clear = (it.etat as i64, days(jour).into(), fin);
        self.seal(Classe::Parcours, genre::PROPOSITION, it.num, clear, &sealed.encode())
    }

    fn seal(&self, classe: Classe, genre: u8, num: u32, (code, jour, fin): (i64, i64, i64), clear: &[u8]) -> Ligne {
        let key = &self.keys[classe as usize];
        let contenu = sceau::seal(key, &record_place(self.stored, genre, num, 1), clear);
        Ligne { genre, num, etat: 0, code, jour, fin, contenu }
    }
}

/// The delicate notes: one value of the field each.
fn notes(evenements: &[NouvelEvenement]) -> impl Iterator<Item = (Champ, Clair)> {
    let noted = (0..).zip(evenements).filter(|(_, evenement)| !evenement.delicat.is_empty());
    noted.map(|(num, evenement)| {
        let texte = evenement.delicat.clone();
        let note = Note { jour: evenement.date, agent: evenement.agent.0, evenement: num, texte };
        (Champ::NotesDelicates, note.encode())
    })
}
