//! What a person lived since school: situations that follow each other as the rules of the trade allow, and what the last
//! interviews proposed.

use domaine::proposition::{EtatProposition, Proposition, theme_of};
use domaine::situation::{Categorie, Rome, Situation};
use domaine::{Champ, Groupe, Statut};
use jiff::civil::Date;

use super::fiche::Sujet;
use super::{AUJOURDHUI, Alea, Evenement, Jour, Monde};

/// Most situations of one person.
const SITUATIONS_MAX: usize = 6;

/// Most propositions of one person.
const PROPOSITIONS_MAX: usize = 12;

/// A situation with what was typed beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SituationFictive {
    /// What the rules look at.
    pub situation: Situation,
    /// Employer, school, body: none that exists.
    pub organisme: &'static str,
    /// Hours a week.
    pub heures: Option<u16>,
}

/// A type of situation as people live it: code, kind of contract, days it lasts, weight.
struct Episode {
    categorie: Categorie,
    type_: u16,
    contrat: Option<u16>,
    jours: (u64, u64),
    poids: u64,
}

const fn episode(categorie: Categorie, type_: u16, contrat: Option<u16>, jours: (u64, u64), poids: u64) -> Episode {
    Episode { categorie, type_, contrat, jours, poids }
}

const CDD: Option<u16> = Some(1);
const CDI: Option<u16> = Some(2);
const INTERIM: Option<u16> = Some(3);

/// Those who look for work go from one to the other.
const EPISODES: [Episode; 13] = [
    episode(Categorie::Emploi, 101, CDD, (25, 190), 16),
    episode(Categorie::Emploi, 102, CDD, (20, 120), 12),
    episode(Categorie::Emploi, 105, INTERIM, (3, 60), 14),
    episode(Categorie::Emploi, 103, CDI, (0, 0), 6),
    episode(Categorie::Emploi, 104, CDI, (0, 0), 4),
    episode(Categorie::Emploi, 124, CDD, (120, 240), 3),
    episode(Categorie::Alternance, 201, CDD, (330, 700), 9),
    episode(Categorie::Formation, 301, None, (60, 260), 8),
    episode(Categorie::Formation, 303, None, (30, 120), 8),
    episode(Categorie::Formation, 305, None, (15, 60), 4),
    episode(Categorie::Immersion, 401, None, (4, 29), 14),
    episode(Categorie::Volontariat, 601, None, (180, 240), 5),
    episode(Categorie::NonProfessionnelle, 903, None, (1, 20), 3),
];

const EMPLOYEURS: [&str; 8] = [
    "Les Ateliers du Canevas",
    "Boulangerie du Modèle",
    "Transports Maquette",
    "Brasserie des Esquisses",
    "Propreté Prototype",
    "Supérette de l'Hypothèse",
    "Bâtiment Ébauche",
    "Résidence des Exemples",
];

const ORGANISMES: [&str; 4] =
    ["Centre de formation du Brouillon", "École du Prototype", "Formation Hypothèse", "Les Compagnons du Canevas"];

impl Monde {
    /// One to six, in the order in which they were written. `fin_scolarite` is the last day at school, if it was asked.
    pub(super) fn situations(&self, sujet: &Sujet, fin_scolarite: Option<Date>) -> Vec<SituationFictive> {
        let mut alea = self.alea(sujet.rang, "situations");
        let mut vie = Vie { lignes: Vec::new(), rome: Rome::parse(sujet.rome) };
        if let Some(fin) = fin_scolarite.filter(|_| alea.chance(600)) {
            let is_superieur = matches!(sujet.niveau, "5" | "6");
            let (type_, years) = if is_superieur { (702, 2) } else { (701, 3) };
            let debut = Date::new(fin.year() - years, 9, 1).unwrap_or(fin);
            vie.push(Categorie::Scolarite, type_, None, debut, None, Some(fin), alea.pick(&ORGANISMES));
        }
        let search = if sujet.is_inscrit { 801 } else { 802 };
        let steps = match sujet.statut {
            Statut::Actif => alea.weighted(&[25, 35, 25, 12, 3]),
            _ => alea.weighted(&[70, 30]),
        };
        vie.search(search, sujet.accueil);
        let mut from = sujet.accueil.days() + alea.between(15, 120) as i64;
        for _ in 0..steps {
            if from >= AUJOURDHUI.days() || vie.lignes.len() + 2 > SITUATIONS_MAX {
                break;
            }
            let until = vie.live(&mut alea, search, Jour::from_days(from));
            from = until + alea.between(5, 120) as i64;
        }
        if sujet.statut == Statut::Actif && vie.lignes.len() < SITUATIONS_MAX && alea.chance(80) {
            let debut = AUJOURDHUI.plus(alea.between(3, 45) as i64);
            let fin = debut.plus(alea.between(60, 180) as i64);
            let organisme = alea.pick(&ORGANISMES);
            vie.push(Categorie::Formation, 303, None, debut.civil(), Some(fin.civil()), None, organisme);
        }
        vie.lignes
    }

    /// How an accompaniment ended: the day, a code of the list "statuts-fin", and the situation in which the person left.
    pub(super) fn fin(
        &self,
        sujet: &Sujet,
        derniere: Jour,
        situations: &mut Vec<SituationFictive>,
    ) -> Option<(Date, u16)> {
        const MOTIFS: [(u16, u64); 8] = [(1, 20), (2, 15), (4, 10), (8, 10), (11, 10), (12, 10), (13, 15), (18, 10)];
        if sujet.statut != Statut::FinAccompagnement {
            return None;
        }
        let mut alea = self.alea(sujet.rang, "fin");
        let fin = derniere.plus(alea.between(10, 60) as i64);
        let (motif, _) = MOTIFS[alea.weighted(&MOTIFS.map(|(_, poids)| poids))];
        let (categorie, type_, contrat) = match motif {
            1 => (Categorie::Emploi, 103, CDI),
            2 => (Categorie::Emploi, 101, CDD),
            4 => (Categorie::Alternance, 201, CDD),
            8 => (Categorie::Formation, 301, None),
            _ => return Some((fin.civil(), motif)),
        };
        situations.truncate(SITUATIONS_MAX - 1);
        let mut vie = Vie { lignes: std::mem::take(situations), rome: Rome::parse(sujet.rome) };
        let debut = fin.plus(-(alea.between(1, 10) as i64));
        vie.stop_searching(debut);
        let prevue = (motif != 1).then(|| fin.plus(230).civil());
        vie.push(categorie, type_, contrat, debut.civil(), prevue, None, alea.pick(&EMPLOYEURS));
        *situations = vie.lignes;
        Some((fin.civil(), motif))
    }

    /// What the interviews proposed, and what became of it.
    pub(super) fn propositions(&self, sujet: &Sujet, evenements: &[Evenement]) -> Vec<Proposition> {
        let mut alea = self.alea(sujet.rang, "propositions");
        let mut all = Vec::new();
        let interviews = (0_u32..).zip(evenements).filter(|(_, e)| e.genre == "entretien-individuel");
        for (evenement, interview) in interviews {
            let combien = alea.weighted(&[50, 34, 16]);
            for _ in 0..combien.min(PROPOSITIONS_MAX - all.len()) {
                let offre = alea.between(1, 26) as u16;
                let Some(theme) = theme_of(offre) else { continue };
                let days = AUJOURDHUI.days() - interview.date.days();
                let poids = if days > 45 { [22, 48, 12, 18] } else { [78, 18, 2, 2] };
                let etat = EtatProposition::ALL[alea.weighted(&poids)];
                let wanted = interview.date.days() + alea.between(2, 40) as i64;
                let said = etat.is_resultat().then(|| Jour::from_days(wanted.min(AUJOURDHUI.days())).civil());
                all.push(Proposition {
                    num: all.len() as u32,
                    evenement,
                    theme,
                    offre,
                    etat,
                    creee: interview.date.civil(),
                    terme: alea.chance(700).then(|| interview.date.plus(30).civil()),
                    resultat: said,
                    inscrit: said,
                });
            }
        }
        all
    }

    /// Groups that were confirmed, and when: at the last interview what moves often, at the first one the rest.
    pub(super) fn confirmes(
        &self,
        sujet: &Sujet,
        champs: &[super::Valeur],
        evenements: &[Evenement],
    ) -> Vec<(Groupe, Date)> {
        let mut alea = self.alea(sujet.rang, "confirmes");
        let last = evenements.last().map_or(sujet.accueil, |e| e.date).civil();
        let first = sujet.accueil.civil();
        let mut all = Vec::new();
        if sujet.statut != Statut::Actif {
            if alea.chance(400) {
                all.push((Groupe::Contact, first));
            }
            return all;
        }
        let is_filled = |groupe: Groupe| champs.iter().any(|(champ, _): &(Champ, String)| champ.groupe() == groupe);
        for (groupe, often) in [
            (Groupe::Contact, 700),
            (Groupe::Famille, 250),
            (Groupe::Mobilite, 350),
            (Groupe::Emploi, 600),
            (Groupe::Logement, 300),
        ] {
            let is_again = alea.chance(often);
            if groupe == Groupe::Contact || is_filled(groupe) {
                all.push((groupe, if is_again { last } else { first }));
            }
        }
        all
    }
}

/// A life as it is written, line by line.
struct Vie {
    lignes: Vec<SituationFictive>,
    rome: Option<Rome>,
}

impl Vie {
    #[allow(clippy::too_many_arguments, reason = "the columns of a situation, in their order")]
    fn push(
        &mut self,
        categorie: Categorie,
        type_: u16,
        contrat: Option<u16>,
        debut: Date,
        fin_prevue: Option<Date>,
        fin: Option<Date>,
        organisme: &'static str,
    ) {
        let has_metier = matches!(
            categorie,
            Categorie::Emploi | Categorie::Alternance | Categorie::Formation | Categorie::Immersion
        );
        let num = self.lignes.len() as u32;
        let rome = self.rome.filter(|_| has_metier);
        let heures = matches!(categorie, Categorie::Emploi | Categorie::Alternance).then_some(35);
        let situation = Situation { num, categorie, type_, contrat, debut, fin_prevue, fin, rome };
        self.lignes.push(SituationFictive { situation, organisme, heures });
    }

    fn search(&mut self, type_: u16, since: Jour) {
        self.push(Categorie::DemandeurEmploi, type_, None, since.civil(), None, None, "");
    }

    /// One episode from this day on; gives its last day, or a day of the far future for what has no end.
    fn live(&mut self, alea: &mut Alea, search: u16, debut: Jour) -> i64 {
        let it = &EPISODES[alea.weighted(&EPISODES.each_ref().map(|e| e.poids))];
        let is_immersion = matches!(it.categorie, Categorie::Immersion | Categorie::NonProfessionnelle);
        let organisme =
            if it.contrat.is_some() || is_immersion { alea.pick(&EMPLOYEURS) } else { alea.pick(&ORGANISMES) };
        if !is_immersion {
            self.stop_searching(debut);
        }
        if it.jours == (0, 0) {
            self.push(it.categorie, it.type_, it.contrat, debut.civil(), None, None, organisme);
            return i64::MAX / 2;
        }
        let prevue = debut.plus(alea.between(it.jours.0, it.jours.1) as i64);
        let today = AUJOURDHUI.days();
        // One in seven breaks off before its term; one in eight of those that are over was never closed.
        let real = if alea.chance(140) { debut.plus((prevue.days() - debut.days()) / 2) } else { prevue };
        let is_closed = real.days() < today && alea.chance(880);
        let fin = is_closed.then(|| real.civil());
        self.push(it.categorie, it.type_, it.contrat, debut.civil(), Some(prevue.civil()), fin, organisme);
        let last = if is_closed { real } else { prevue };
        if last.days() < today && !is_immersion {
            self.search(search, last.plus(1));
        }
        last.days()
    }

    /// Who works no longer looks for work.
    fn stop_searching(&mut self, debut: Jour) {
        let eve = debut.plus(-1).civil();
        let open = |s: &&mut SituationFictive| {
            s.situation.categorie == Categorie::DemandeurEmploi && s.situation.fin.is_none()
        };
        for ligne in self.lignes.iter_mut().filter(open) {
            ligne.situation.fin = Some(eve.max(ligne.situation.debut));
        }
    }
}
