//! The plan of a person, beside her timeline: what she lives, what was proposed to her and has no result yet, when she comes back.

use domaine::catalogue;
use domaine::proposition::{self, EtatProposition, Proposition};
use domaine::situation::{self, Etat, Motif, Situation};
use domaine::{Clair, DossierId, RendezVousId};
use jiff::civil::Date;

use super::paroles;
use crate::face::{Opened, Presence, PropositionVue, Quoi, SituationVue};
use crate::heure;
use crate::langues::Langue;
use crate::pages::Cadre;
use crate::pages::listes::mot;

/// Propositions that the plan shows: those that are asked about first.
const PROPOSITIONS_MAX: usize = 4;
/// Situations beside the current one; all of them stand on their own page.
const AUTRES_MAX: usize = 2;
/// Remarks at once.
const REMARQUES_MAX: usize = 2;

/// See the module.
pub struct Plan {
    pub courante: Option<SituationDite>,
    /// Lived or to come.
    pub autres: Vec<SituationDite>,
    /// What deserves a question: overlaps, an end with nothing behind it.
    pub remarques: Vec<String>,
    /// By theme.
    pub themes: Vec<(String, Vec<PropositionDite>)>,
    /// Propositions that are not shown.
    pub reste: usize,
    /// Rendez-vous and workshops to come.
    pub prochains: Vec<Prochain>,
}

/// A situation in words.
pub struct SituationDite {
    pub num: u32,
    pub titre: String,
    pub periode: String,
    /// "en cours", "prévue", "terminée".
    pub etat: String,
    pub organisme: Clair,
    /// Why it is not counted.
    pub motifs: Vec<MotifDit>,
    /// It is over by its announced end alone.
    pub fin_a_confirmer: bool,
    /// It has no end: it may be given one.
    pub ouverte: bool,
    pub annulable: bool,
}

/// One reason for which a situation is not counted.
pub struct MotifDit {
    pub pourquoi: String,
    pub faire: String,
    /// Where that is done, if a page does it.
    pub lien: Option<String>,
    pub source: &'static str,
    /// The source does not say it in so many words.
    pub a_confirmer: bool,
}

/// A proposition in words.
pub struct PropositionDite {
    pub num: u32,
    pub nom: String,
    /// "proposé le …", "à faire pour le …".
    pub faits: String,
    pub texte: Clair,
    pub en_retard: bool,
    /// What became of it, today: it may be taken back.
    pub resultat: Option<String>,
}

/// A rendez-vous or a workshop to come.
pub struct Prochain {
    pub quand: String,
    pub quoi: String,
    pub agent: Option<Clair>,
    pub lien: String,
}

impl Plan {
    /// Of an opened dossier.
    /// `ici` is the rendez-vous that is being written: it is no longer to come.
    pub fn of(opened: &Opened, cadre: &Cadre, ici: Option<RendezVousId>, today: Date) -> Plan {
        let langue = cadre.langue;
        let toutes: Vec<Situation> = opened.situations.iter().map(|vue| vue.situation).collect();
        let courante = situation::courante(&toutes, today).map(|s| s.num);
        let say = |vue: &SituationVue| SituationDite::new(vue, opened.dossier, cadre, today);
        let autres = opened
            .situations
            .iter()
            .filter(|vue| Some(vue.situation.num) != courante && vue.situation.etat(today) != Etat::Termine);
        let mut en_cours: Vec<&PropositionVue> =
            opened.propositions.iter().filter(|vue| is_shown(&vue.proposition, today)).collect();
        let reste = en_cours.len().saturating_sub(PROPOSITIONS_MAX);
        // Those that are late first, then the oldest: they are asked about before a new one is made.
        en_cours.sort_by_key(|vue| (!is_late(&vue.proposition, today), vue.proposition.creee, vue.proposition.num));
        en_cours.truncate(PROPOSITIONS_MAX);
        Plan {
            courante: opened.situations.iter().find(|vue| Some(vue.situation.num) == courante).map(say),
            autres: autres.take(AUTRES_MAX).map(say).collect(),
            remarques: remarks(&toutes, langue, today).into_iter().take(REMARQUES_MAX).collect(),
            themes: by_theme(&en_cours, cadre, today),
            reste,
            prochains: coming(&opened.presences, cadre, ici, today),
        }
    }

    pub fn has_propositions(&self) -> bool {
        !self.themes.is_empty()
    }
}

impl SituationDite {
    /// In words, on this day.
    pub fn new(vue: &SituationVue, dossier: DossierId, cadre: &Cadre, today: Date) -> SituationDite {
        let langue = cadre.langue;
        let situation = &vue.situation;
        let motif = |motif: &Motif| MotifDit::new(*motif, dossier, situation.num, langue);
        SituationDite {
            num: situation.num,
            titre: paroles::situation(situation, cadre),
            periode: paroles::periode(situation, langue, today),
            etat: langue.t(&format!("situation-{}", situation.etat(today).key())),
            organisme: vue.organisme.clone(),
            motifs: vue.pas_comptee.iter().map(motif).collect(),
            fin_a_confirmer: situation.fin_a_confirmer(today),
            ouverte: situation.fin.is_none() && situation.debut <= today,
            annulable: vue.annulable,
        }
    }
}

impl MotifDit {
    fn new(motif: Motif, dossier: DossierId, num: u32, langue: Langue) -> MotifDit {
        use situation::Geste;
        let edit = format!("/dossiers/{dossier}/modifier?partie=situations&situation={num}");
        let lien = match motif.geste() {
            Geste::ChoisirLeType => Some(format!("{edit}#type")),
            Geste::DireLeContrat => Some(format!("{edit}#contrat")),
            Geste::ChercherLeMetier => Some(format!("{edit}#rome")),
            Geste::ReprendreContact => Some("#nouveau".to_owned()),
            Geste::AttendreLeDebut
            | Geste::RienAFaire
            | Geste::OuvrirUnDispositif
            | Geste::Prescrire
            | Geste::SaisirLaReponse
            | Geste::VerifierAilleurs => None,
        };
        MotifDit {
            pourquoi: langue.t(&format!("motif-{}", motif.key())),
            faire: langue.t(&format!("motif-faire-{}", motif.geste().key())),
            lien,
            source: motif.source(),
            a_confirmer: !motif.is_verifie(),
        }
    }
}

/// Without a result, or with one of today: a tick that slipped is taken back where it was made.
fn is_shown(proposition: &Proposition, today: Date) -> bool {
    !proposition.etat.is_resultat() || proposition.inscrit == Some(today)
}

/// The delay is a parameter that no text fixes; a day without one calls nothing late.
fn is_late(proposition: &Proposition, today: Date) -> bool {
    let delai = catalogue::parametre("rappel-propositions-jours", today).ok();
    let delai = delai.and_then(|delai| u16::try_from(delai.valeur).ok());
    delai.is_some_and(|delai| proposition::en_retard(proposition, today, delai))
}

fn by_theme(vues: &[&PropositionVue], cadre: &Cadre, today: Date) -> Vec<(String, Vec<PropositionDite>)> {
    let langue = cadre.langue;
    let mut themes: Vec<(String, Vec<PropositionDite>)> = Vec::new();
    for vue in vues {
        let proposition = &vue.proposition;
        let theme = mot(cadre, "themes", proposition.theme).unwrap_or_default();
        let made = langue.t1("proposition-faite", "jour", heure::jour(proposition.creee));
        let faits = match proposition.terme {
            Some(terme) => format!("{made}, {}", langue.t1("proposition-terme", "jour", heure::jour(terme))),
            None => made,
        };
        let resultat = proposition.etat.is_resultat().then(|| result(proposition.etat, langue));
        let dite = PropositionDite {
            num: proposition.num,
            nom: paroles::offre(proposition.offre, cadre),
            faits,
            texte: vue.texte.clone(),
            en_retard: is_late(proposition, today),
            resultat,
        };
        match themes.iter_mut().find(|(nom, _)| *nom == theme) {
            Some((_, dites)) => dites.push(dite),
            None => themes.push((theme, vec![dite])),
        }
    }
    themes
}

/// The word of a result.
pub fn result(etat: EtatProposition, langue: Langue) -> String {
    paroles::cle("proposition-etats", etat.key(), langue).unwrap_or_default().to_owned()
}

fn remarks(toutes: &[Situation], langue: Langue, today: Date) -> Vec<String> {
    let mut said: Vec<String> = situation::chevauchements(toutes, today)
        .iter()
        .filter(|double| double.au >= today)
        .map(|double| {
            let categorie = paroles::cle("situation-categories", double.categorie.key(), langue).unwrap_or_default();
            langue.t2("situation-chevauche", ("categorie", categorie), ("jour", heure::jour(double.du)))
        })
        .collect();
    let soon = catalogue::parametre("sortie-bientot-jours", today).ok().and_then(|p| u16::try_from(p.valeur).ok());
    let ending = soon.and_then(|days| situation::a_renouveler(toutes, today, days));
    if let Some(fin) = ending.and_then(Situation::dernier_jour) {
        said.push(langue.t1("situation-sans-suite", "jour", heure::jour(fin)));
    }
    said
}

/// The next three that are still expected, without the one that is being written.
pub fn coming(presences: &[Presence], cadre: &Cadre, ici: Option<RendezVousId>, today: Date) -> Vec<Prochain> {
    let langue = cadre.langue;
    let is_coming = |presence: &&Presence| {
        let is_expected = match &presence.quoi {
            Quoi::RendezVous { id, statut, .. } => Some(*id) != ici && *statut == domaine::agenda::StatutRdv::Planifie,
            Quoi::Atelier { statut, .. } => {
                use domaine::seance::StatutInscription::{EnAttente, Inscrit};
                matches!(statut, Inscrit | EnAttente)
            }
        };
        presence.date >= today && is_expected
    };
    let mut there: Vec<_> = presences.iter().filter(is_coming).collect();
    there.sort_by_key(|presence| (presence.date, presence.debut));
    let say = |presence: &Presence| {
        let (quoi, lien) = match &presence.quoi {
            Quoi::RendezVous { objet, .. } => {
                let quoi = mot(cadre, "rdv-objets", *objet).unwrap_or_default();
                (quoi, format!("/agenda?jour={}", presence.date))
            }
            Quoi::Atelier { id, nom, .. } => (nom.clone(), format!("/ateliers/{id}")),
        };
        let jour = heure::en_tete(&heure::proche(presence.date, langue));
        let site = presence.site.as_ref().map(|site| format!(" ({site})")).unwrap_or_default();
        Prochain {
            quand: langue.t2("prochain-quand", ("jour", jour), ("heure", heure::minute(presence.debut, langue))),
            quoi: format!("{quoi}{site}"),
            agent: presence.agent.as_ref().map(|(_, nom)| nom.clone()),
            lien,
        }
    };
    there.into_iter().take(3).map(say).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::vitrine::gens;

    const TODAY: Date = date(2026, 11, 23);

    fn opened() -> Opened {
        gens::opened(gens::agent(0), gens::dossier(1)).expect("the vitrine has this one")
    }

    #[test]
    fn what_is_asked_first_comes_first_and_no_more_than_a_screen() {
        let mut opened = opened();
        let model = opened.propositions[0].clone();
        opened.propositions = (1..=30)
            .map(|num| {
                let proposition =
                    Proposition { num, terme: (num == 20).then_some(date(2026, 10, 5)), ..model.proposition };
                PropositionVue { proposition, ..model.clone() }
            })
            .collect();
        let plan = Plan::of(&opened, &Cadre::bare(Langue::Fr), None, TODAY);
        let shown: Vec<_> = plan.themes.iter().flat_map(|(_, dites)| dites).collect();
        assert_eq!((shown.len(), plan.reste), (PROPOSITIONS_MAX, 30 - PROPOSITIONS_MAX));
        assert_eq!((shown[0].num, shown[0].en_retard), (20, true));
    }

    #[test]
    fn a_result_of_today_stays_to_be_taken_back_and_an_older_one_does_not() {
        let mut opened = opened();
        opened.propositions.truncate(1);
        for (inscrit, is_there) in [(TODAY, true), (date(2026, 11, 22), false)] {
            let proposition = &mut opened.propositions[0].proposition;
            (proposition.etat, proposition.inscrit) = (EtatProposition::Realise, Some(inscrit));
            assert_eq!(
                Plan::of(&opened, &Cadre::bare(Langue::Fr), None, TODAY).has_propositions(),
                is_there,
                "{inscrit}"
            );
        }
    }

    #[test]
    fn the_rendez_vous_that_is_written_is_not_the_next_one() {
        let at = |date, n| Presence {
            date,
            debut: 540,
            fin: 585,
            quoi: Quoi::RendezVous {
                id: RendezVousId([n; 16]),
                statut: domaine::agenda::StatutRdv::Planifie,
                objet: 2,
            },
            agent: None,
            site: None,
        };
        let presences = [at(TODAY, 1), at(date(2026, 11, 24), 2), at(date(2026, 11, 22), 3)];
        let count = |ici| coming(&presences, &Cadre::bare(Langue::Fr), ici, TODAY).len();
        assert_eq!((count(None), count(Some(RendezVousId([1; 16])))), (2, 1));
    }

    #[test]
    fn each_reason_has_its_words_in_both_languages() {
        for langue in Langue::ALL {
            for motif in Motif::ALL {
                let dit = MotifDit::new(motif, gens::dossier(1), 3, langue);
                assert!(!dit.pourquoi.contains('«') || dit.pourquoi.contains("« "), "{motif:?}");
                assert!(langue.has(&format!("motif-{}", motif.key())), "{motif:?}");
                assert!(langue.has(&format!("motif-faire-{}", motif.geste().key())), "{motif:?}");
            }
        }
    }
}
