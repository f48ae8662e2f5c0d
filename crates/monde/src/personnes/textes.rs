//! What a conseiller writes in a file: short notes, put together from sentences of ours.
//!
//! `{e}` is the feminine mark, `{il}` and `{Il}` the pronoun, `{metier}` and `{commune}` facts of the person.

use super::alea::Alea;

/// Trades that young people of the missions locales ask for: feminine, masculine, ROME code.
pub(super) const METIERS: [(&str, &str, &str); 30] = [
    ("aide-soignante", "aide-soignant", "J1501"),
    ("auxiliaire de puériculture", "auxiliaire de puériculture", "J1304"),
    ("agente de sécurité", "agent de sécurité", "K2503"),
    ("préparatrice de commandes", "préparateur de commandes", "N1103"),
    ("cariste", "cariste", "N1101"),
    ("employée libre-service", "employé libre-service", "D1507"),
    ("hôtesse de caisse", "hôte de caisse", "D1505"),
    ("vendeuse en prêt-à-porter", "vendeur en prêt-à-porter", "D1214"),
    ("boulangère", "boulanger", "D1102"),
    ("commis de cuisine", "commis de cuisine", "G1602"),
    ("serveuse", "serveur", "G1803"),
    ("électricienne du bâtiment", "électricien du bâtiment", "F1602"),
    ("peintre en bâtiment", "peintre en bâtiment", "F1606"),
    ("plombière chauffagiste", "plombier chauffagiste", "F1603"),
    ("maçonne", "maçon", "F1703"),
    ("mécanicienne automobile", "mécanicien automobile", "I1604"),
    ("conductrice livreuse", "conducteur livreur", "N4105"),
    ("conductrice de bus", "conducteur de bus", "N4103"),
    ("coiffeuse", "coiffeur", "D1202"),
    ("esthéticienne", "esthéticien", "D1208"),
    ("secrétaire médicale", "secrétaire médical", "M1609"),
    ("assistante administrative", "assistant administratif", "M1607"),
    ("animatrice périscolaire", "animateur périscolaire", "G1203"),
    ("accompagnante éducative et sociale", "accompagnant éducatif et social", "K1301"),
    ("agente de propreté", "agent de propreté", "K2204"),
    ("jardinière paysagiste", "jardinier paysagiste", "A1203"),
    ("soudeuse", "soudeur", "H2913"),
    ("technicienne fibre optique", "technicien fibre optique", "I1307"),
    ("développeuse web", "développeur web", "M1805"),
    ("agente d'accueil", "agent d'accueil", "M1601"),
];

/// What the sentences need to know of the person.
pub(super) struct Sujet<'a> {
    pub feminin: bool,
    pub metier: &'a str,
    pub commune: &'a str,
}

/// The note of an evenement of this kind.
pub(super) fn note(alea: &mut Alea, genre: &str, sujet: &Sujet) -> String {
    // A call or a message is noted in one sentence more often than in two; an interview seldom.
    let is_call = !matches!(genre, "entretien-individuel" | "atelier" | "information-collective" | "mediation");
    let is_short = alea.chance(if is_call { 400 } else { 200 });
    let parties: &[&[&str]] = match genre {
        "entretien-individuel" if is_short => &[&ENTRETIEN_FOND],
        "entretien-individuel" => &[&ENTRETIEN_POINT, &ENTRETIEN_FOND, &SUITES],
        "atelier" if is_short => &[&ATELIER],
        "atelier" => &[&ATELIER, &ATELIER_BILAN],
        "information-collective" if is_short => &[&COLLECTIVE],
        "information-collective" => &[&COLLECTIVE, &COLLECTIVE_BILAN],
        "telephone" if is_short => &[&TELEPHONE],
        "telephone" => &[&TELEPHONE, &SUITES],
        "mediation" | "entretien-partenaire" => &[&MEDIATION, &MEDIATION_SUITE],
        "visite" => &[&VISITE],
        "prestation" => &[&PRESTATION],
        "administratif" if is_short => &[&ADMINISTRATIF],
        "administratif" => &[&ADMINISTRATIF, &CLASSEMENT],
        _ if is_short => &[&MESSAGE],
        _ => &[&MESSAGE, &ATTENTE],
    };
    compose(alea, parties, sujet)
}

/// The note that goes with a delicate theme.
pub(super) fn note_delicate(alea: &mut Alea, theme: &str, sujet: &Sujet) -> String {
    let parties: &[&[&str]] = if theme == "logement" { &[&LOGEMENT, &LOGEMENT_SUITE] } else { &[&SANTE, &SANTE_SUITE] };
    compose(alea, parties, sujet)
}

fn compose(alea: &mut Alea, parties: &[&[&str]], sujet: &Sujet) -> String {
    let phrases: Vec<&str> = parties.iter().map(|choix| alea.pick(choix)).collect();
    let (pronom, majuscule, marque) = if sujet.feminin { ("elle", "Elle", "e") } else { ("il", "Il", "") };
    phrases
        .join(" ")
        .replace("{il}", pronom)
        .replace("{Il}", majuscule)
        .replace("{e}", marque)
        .replace("{metier}", sujet.metier)
        .replace("{commune}", sujet.commune)
        .replace("{n}", &alea.between(2, 9).to_string())
        .replace("{h}", &format!("{} h {}", alea.between(9, 16), alea.pick(&["00", "15", "30", "45"])))
}

const ENTRETIEN_POINT: [&str; 14] = [
    "Point sur les démarches du mois.",
    "Vient{e} au rendez-vous à l'heure, motivé{e}.",
    "Premier entretien, présentation de la mission locale et du fonctionnement.",
    "Arrive avec {n} candidatures faites depuis la dernière fois.",
    "Bilan de la période d'immersion.",
    "Reprise de contact après plusieurs mois sans nouvelles.",
    "Point sur le projet : toujours {metier}.",
    "Entretien court, repart sur un rendez-vous à {h}.",
    "A reçu une réponse négative la semaine dernière, un peu découragé{e}.",
    "Fait le point sur sa recherche autour de {commune}.",
    "Retour sur l'atelier de la semaine passée.",
    "Souhaite changer d'orientation et en parler.",
    "Entretien de suivi, {il} est à jour de ses démarches.",
    "Rendez-vous avancé à sa demande.",
];

const ENTRETIEN_FOND: [&str; 16] = [
    "CV repris ensemble, à compléter avec le stage de troisième.",
    "Souhaite travailler comme {metier}, accepte un contrat court pour commencer.",
    "Projet {metier} à confirmer par une immersion de deux semaines.",
    "Pas de permis, se déplace en bus, accepte jusqu'à {n} arrêts de correspondance.",
    "A besoin d'aide pour écrire la lettre de motivation.",
    "Code de la route en cours, examen prévu le mois prochain.",
    "Inscription à France Travail à actualiser avant la fin du mois.",
    "Recherche une alternance pour la rentrée, liste de {n} entreprises établie.",
    "Simulation d'entretien faite, bonne présentation, doit préparer ses questions.",
    "Hésite entre une formation et un emploi direct.",
    "Garde d'enfant à organiser avant toute entrée en formation.",
    "Disponible tout de suite, y compris le samedi.",
    "Lit et écrit bien, plus en difficulté avec les démarches en ligne.",
    "A quitté sa formation en cours d'année, ne souhaite pas y retourner.",
    "Intéressé{e} par le service civique, {n} missions repérées près de {commune}.",
    "Compétences acquises en famille et en bénévolat à valoriser dans le CV.",
];

const SUITES: [&str; 14] = [
    "Prochain rendez-vous dans {n} semaines.",
    "Doit rapporter la copie de son diplôme.",
    "Rappeler l'employeur avant vendredi.",
    "Inscrit{e} à l'atelier CV de la semaine prochaine.",
    "Orienté{e} vers la chargée de relations entreprises.",
    "{Il} me tient au courant par message.",
    "Offre de {metier} transmise, à suivre.",
    "À relancer si pas de nouvelles sous dix jours.",
    "Demande d'aide à la mobilité à préparer.",
    "Positionné{e} sur la prochaine information collective.",
    "Dossier à compléter ensemble la prochaine fois.",
    "Rendez-vous fixé à {h}, confirmé par SMS.",
    "Contact à prendre avec l'organisme de formation.",
    "Convention d'immersion à signer.",
];

const ATELIER: [&str; 8] = [
    "Atelier CV et lettre de motivation.",
    "Atelier préparation aux entretiens d'embauche.",
    "Atelier numérique : espace personnel et candidatures en ligne.",
    "Atelier budget animé par un partenaire.",
    "Atelier découverte des métiers, visite d'une entreprise à {commune}.",
    "Atelier confiance en soi, groupe de {n}.",
    "Atelier mobilité : lecture de plan et abonnements.",
    "Atelier sport et cohésion, matinée complète.",
];

const ATELIER_BILAN: [&str; 8] = [
    "Présent{e}, participe bien.",
    "Arrivé{e} en retard, est resté{e} jusqu'au bout.",
    "A terminé son CV, exemplaire remis.",
    "Discret{e} au début, prend la parole ensuite.",
    "Souhaite faire la deuxième séance.",
    "Repart avec {n} contacts d'entreprises.",
    "A aidé les autres participants.",
    "Attentif{e}, a posé des questions précises sur le métier de {metier}.",
];

const COLLECTIVE: [&str; 6] = [
    "Information collective sur le contrat d'engagement jeune.",
    "Information collective apprentissage avec un centre de formation.",
    "Présentation des formations de la région, secteur du soin et de l'aide.",
    "Information collective service civique.",
    "Réunion d'accueil, présentation de l'offre de services.",
    "Rencontre avec une entreprise qui recrute {n} personnes.",
];

const COLLECTIVE_BILAN: [&str; 6] = [
    "Intéressé{e}, veut un entretien pour en parler.",
    "Pas intéressé{e} pour le moment.",
    "S'est inscrit{e} sur la liste pour la suite.",
    "À revoir en entretien individuel.",
    "A demandé des précisions sur la rémunération.",
    "Repart avec la documentation.",
];

const TELEPHONE: [&str; 8] = [
    "Appel : ne pourra pas venir demain, report à {h}.",
    "Appelle pour savoir si sa candidature de {metier} a été transmise.",
    "Joint{e} par téléphone, tout se passe bien dans l'emploi.",
    "Message laissé sur le répondeur, rappelle dans l'après-midi.",
    "Appelle au sujet d'un courrier qu'{il} n'a pas compris, expliqué ensemble.",
    "Annonce une réponse positive pour un essai de {n} jours.",
    "Appel de suivi après l'entrée en formation.",
    "Pas de réponse au premier appel, joint{e} le soir.",
];

const MESSAGE: [&str; 8] = [
    "Rappel du rendez-vous envoyé, heure prévue : {h}.",
    "Offre de {metier} à {commune} envoyée pour avis.",
    "Liste des pièces à rapporter envoyée.",
    "Relance après absence, proposition de {n} créneaux.",
    "Invitation à l'information collective.",
    "A répondu qu'{il} sera présent{e}.",
    "Envoi de la convention à faire signer par l'entreprise.",
    "Proposition d'un nouveau créneau à la suite de son message.",
];

const ATTENTE: [&str; 8] = [
    "Réponse attendue sous {n} jours.",
    "A répondu dans la journée.",
    "Pas de réponse pour l'instant.",
    "Copie gardée au dossier.",
    "Rappeler à {h} si pas de nouvelles.",
    "Bien reçu, {il} confirme.",
    "Deuxième envoi, le premier n'était pas arrivé.",
    "À reprendre au prochain rendez-vous.",
];

const CLASSEMENT: [&str; 6] = [
    "Rien d'autre à faire.",
    "À contrôler dans {n} semaines.",
    "Vu avec la direction.",
    "Prévenu{e} par téléphone à {h}.",
    "Reste à signer.",
    "Transmis au partenaire.",
];

const MEDIATION: [&str; 6] = [
    "Appel à l'employeur : essai prolongé de {n} jours.",
    "Échange avec l'organisme de formation sur les absences.",
    "Contact avec l'entreprise d'accueil, tutrice satisfaite.",
    "Point téléphonique avec le centre de formation d'apprentis.",
    "Candidature de {metier} défendue auprès de la responsable du magasin.",
    "Échange avec l'auto-école sur les dates d'examen.",
];

const MEDIATION_SUITE: [&str; 5] = [
    "Retour attendu en fin de semaine.",
    "Réponse favorable, {il} est prévenu{e}.",
    "À reprendre en entretien.",
    "Un rendez-vous à trois est proposé.",
    "Pas de suite pour l'instant.",
];

const VISITE: [&str; 4] = [
    "Visite dans l'entreprise d'accueil à {commune}, {il} tient son poste.",
    "Visite du plateau technique de la formation de {metier}.",
    "Visite de stage, la tutrice demande {n} jours de plus.",
    "Vu{e} à l'antenne de {commune}, accompagné{e} à la permanence.",
];

const PRESTATION: [&str; 4] = [
    "Bilan de compétences commencé chez un prestataire, {n} séances prévues.",
    "Présent{e} à la prestation d'orientation, restitution attendue.",
    "Séance avec la psychologue du travail, projet {metier} confirmé.",
    "Parcours de mobilité terminé, {il} sait lire un plan de transport.",
];

const ADMINISTRATIF: [&str; 6] = [
    "Mise à jour des coordonnées après déménagement à {commune}.",
    "Pièces reçues et classées, il manque {n} justificatifs.",
    "Attestation de suivi remise à sa demande.",
    "Vérification de l'inscription à France Travail.",
    "Dossier relu avant la commission, complet.",
    "Saisie de l'entrée en formation, attestation reçue.",
];

const LOGEMENT: [&str; 8] = [
    "Hébergé{e} par un proche, situation qui ne peut pas durer.",
    "Ne peut plus rester au domicile familial.",
    "Dort chez des amis depuis {n} semaines.",
    "Dette de loyer, reçoit des courriers du bailleur.",
    "Logement trop petit et humide, famille de {n} personnes.",
    "Sort d'un foyer à la fin du mois.",
    "Loyer à jour, mais charges difficiles à payer.",
    "Demande de logement en résidence de jeunes travailleurs en attente.",
];

const LOGEMENT_SUITE: [&str; 6] = [
    "Contact pris avec le service logement, réponse dans {n} jours.",
    "Orienté{e} vers l'assistante sociale de secteur.",
    "Demande de mise à l'abri faite avec son accord.",
    "Dossier de garantie à monter avec les quittances.",
    "Ne souhaite pas en parler davantage aujourd'hui.",
    "Liste des résidences remise, {n} demandes à déposer.",
];

const SANTE: [&str; 8] = [
    "Problème de dos, doit éviter le port de charges.",
    "Suivi médical en cours, rendez-vous tous les {n} mois.",
    "Parle de grande fatigue et de sommeil difficile.",
    "Pas de couverture complémentaire, soins dentaires repoussés.",
    "Allergie qui écarte certains postes en cuisine.",
    "Reconnaissance de travailleur handicapé en cours d'instruction.",
    "Se remet d'une opération, reprise possible dans {n} semaines.",
    "A arrêté un traitement, ne souhaite pas le dire à l'employeur.",
];

const SANTE_SUITE: [&str; 6] = [
    "Orienté{e} vers le centre de santé, rendez-vous pris.",
    "Demande de complémentaire santé remplie ensemble.",
    "Bilan de santé proposé, {il} y réfléchit.",
    "Entretien avec la psychologue de permanence accepté.",
    "À prendre en compte dans le choix du métier.",
    "Avis du médecin attendu avant l'immersion.",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_mark_is_left_in_a_note() {
        let sujet = Sujet { feminin: true, metier: "soudeuse", commune: "Roubaix" };
        let mut alea = Alea::new(3, "essai", 0, "notes");
        for genre in super::super::GENRES {
            for _ in 0..300 {
                let note = note(&mut alea, genre, &sujet);
                assert!(!note.contains('{') && note.len() > 20, "{note}");
            }
        }
        for theme in ["logement", "sante"] {
            for _ in 0..300 {
                assert!(!note_delicate(&mut alea, theme, &sujet).contains('{'));
            }
        }
    }
}
