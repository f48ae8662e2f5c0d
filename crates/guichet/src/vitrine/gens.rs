//! The invented people of the vitrine.

use domaine::{AgentId, Champ, Clair, DossierId, GenreEvenement, Statut};
use droits::Role;
use droits::signature::sha256;
use jiff::civil::{Date, date};

use super::face::*;
use super::parcours;
#[cfg(feature = "demo")]
use crate::demo::Persona;
use crate::heure;

/// A dossier whose opening meets a silent contre-clé.
pub const PANNE: [u8; 16] = [0xfa; 16];
/// A dossier that does not match its last entry.
pub const ABIME: [u8; 16] = [0xab; 16];
/// A dossier whose opening breaks the verb.
pub const CREVE: [u8; 16] = [0xcc; 16];
/// Somebody of whom there is too much of everything.
pub const FOULE: u32 = 4_999;
/// The one-use address of the vitrine.
pub const CODE: &str = "essai-de-la-vitrine";

/// People of the structure.
pub(super) const TOTAL: u32 = 5_000;
pub(super) const MASSON: [&str; 2] = ["Léa Masson", "Karim Benali"];
/// Agents of the structure after the two who may be played; the last follows nobody.
pub(super) const COLLEGUES: [&str; 4] = ["Awa Diallo", "Paul Martel", "Sophie Leclercq", "Théo Vandamme"];
/// Since when the coffre of cardboard counts: 21 November 2026 at noon.
const MIDI: u64 = 1_795_258_800_000;
pub(super) const JOUR: u64 = 86_400_000;
const PRENOMS: [&str; 10] = ["Lina", "Noah", "Inès", "Yanis", "Chloé", "Mehdi", "Jade", "Tom", "Aïcha", "Hugo"];
pub(super) const NOMS: [&str; 12] = [
    "Marchetti",
    "Lefebvre",
    "Benoît",
    "Dacosta",
    "N'Guyen",
    "Petitjean",
    "Rousseau",
    "El Amrani",
    "Vasseur",
    "Deschamps",
    "Girard",
    "Kowalski",
];

/// Who may be played, with keys that open nothing else: nobody was ever enrolled with them.
#[cfg(feature = "demo")]
pub fn personas() -> Vec<Persona> {
    let key = |d: &str, x: &str, y: &str| {
        let part = |text: &str| -> [u8; 32] {
            let bytes = crate::encodage::from_base64url(text).unwrap_or_default();
            bytes.try_into().unwrap_or([0; 32])
        };
        (part(d), part(x), part(y))
    };
    let keys = [
        key(
            "F8bOCCcQshN2ZxBqA_x48txnde5BM4LEK5HNC5oJ49c",
            "Im8NwD_TUYS1RGX23W1qsDXKZFzlxxm5Gz2nfxdBqfs",
            "v644Zdapc-mtkWN8J-SszkBnOnEEXUcc93j4g0uvqe4",
        ),
        key(
            "4gmKru8eXFK3u4T2fxRbN1sjnvvT121P4qQHcdi7FqA",
            "ag7H-ELOCRmGUVuwKpADE8ol95V_TQRtwjNFemP_JHg",
            "TVzpMPYSsZ_hiD-6YYc8_JQQFZunpTKrGFlyP5VDjV4",
        ),
    ];
    let roles = [Role::Conseiller, Role::Accueil];
    let structure = agent(0).structure_nom;
    (0_u8..)
        .zip(keys)
        .map(|(n, (d, x, y))| Persona {
            nom: MASSON[n as usize].to_owned(),
            role: roles[n as usize],
            structure: structure.clone(),
            credential: vec![0xc0, n],
            d,
            x,
            y,
        })
        .collect()
}

/// Without personas, nobody is known but who enrols.
#[cfg(not(feature = "demo"))]
pub fn personas() -> Vec<Assertion> {
    Vec::new()
}

/// An agent by number: the two who may be played, then their colleagues.
pub fn agent(n: usize) -> Agent {
    Agent {
        id: AgentId([u8::try_from(n).unwrap_or(0); 16]),
        nom: Clair::new(name(n)),
        role: if n == 0 { Role::Conseiller } else { Role::Accueil },
        structure: "59512S00".parse().expect("a structure's code"),
        structure_nom: "Mission locale de Roubaix".to_owned(),
        until: u64::MAX,
        ouvertures: (7, 60),
        semaine: (61, 220),
    }
}

pub(super) fn name(n: usize) -> &'static str {
    MASSON.iter().chain(&COLLEGUES).nth(n).copied().unwrap_or(MASSON[0])
}

/// Where her enrolment stands.
pub fn invitation(enroled: Vec<Vec<u8>>) -> Invitation {
    let agent = agent(0);
    let liees = u8::try_from(enroled.len()).unwrap_or(u8::MAX);
    Invitation {
        nom: agent.nom,
        role: agent.role,
        structure_nom: agent.structure_nom,
        agent: agent.id,
        challenge: sha256(&[liees]),
        liees,
        exclues: enroled,
    }
}

/// A dossier's identifier by number.
pub fn dossier(n: u32) -> DossierId {
    let mut id = [0x5a; 16];
    id[..4].copy_from_slice(&n.to_be_bytes());
    DossierId(id)
}

/// The number behind an identifier.
pub fn number(id: DossierId) -> Option<u32> {
    let n = u32::from_be_bytes(id.0[..4].try_into().ok()?);
    ((1..=TOTAL).contains(&n) && dossier(n) == id).then_some(n)
}

/// Everything about one of them.
pub fn opened(agent: Agent, id: DossierId) -> Option<Opened> {
    let n = number(id)?;
    let label = etiquette(n, false);
    // The second is seldom seen: nothing but a name, as after a first phone call.
    let evenements = (0_u8..if n == 2 { 0 } else { 9 }).map(|k| Evenement {
        num: 8 - u32::from(k),
        lieu: Some(1),
        precision: Clair::default(),
        rendez_vous: None,
        delicat: k == 3,
        retirable: false,
        genre: GenreEvenement::from_number(1 + k % 7).unwrap_or(GenreEvenement::ENTRETIEN_INDIVIDUEL),
        date: day(k),
        duree: 20 + 5 * u16::from(k),
        agent: Some(Clair::new(MASSON[usize::from(k) % 2])),
        texte: Clair::new(
            "Point sur les démarches de la semaine : CV relu, deux candidatures envoyées, visite de l'atelier prévue \
             mardi.\nPropose de revoir le permis <b>après</b> l'été & le budget transport.",
        ),
    });
    let time = |k: u64| MIDI - k * JOUR;
    let mut champs = vec![
        (Champ::NomNaissance, label.nom),
        (Champ::Prenom, label.prenom),
        (Champ::Naissance, label.naissance),
        (Champ::Numero, Clair::new(label.numero.to_string())),
    ];
    if n != 2 {
        champs.extend([
            (Champ::Sexe, Clair::new("F")),
            (Champ::Nationalite, Clair::new("française")),
            (Champ::Telephone, Clair::new("0639981234")),
            (Champ::Mail, Clair::new("une.adresse.assez.longue.pour.deborder@essai.example")),
            (Champ::Voie, Clair::new("12 rue des Essais")),
            (Champ::CodePostal, Clair::new("59100")),
            (Champ::Commune, Clair::new("Roubaix")),
            (Champ::Situation, Clair::new("Demandeuse d'emploi")),
            (Champ::NiveauFormation, Clair::new("3")),
            (Champ::Qpv, Clair::new("oui")),
            (Champ::Langues, Clair::new("anglais arabe")),
            (Champ::MetierVise, Clair::new("D1505")),
        ]);
    }
    if n == FOULE {
        champs.extend([
            (Champ::NePasContacterParents, Clair::new("oui")),
            (Champ::CanauxDangereux, Clair::new("sms courrier")),
            (Champ::TitreSejourFin, Clair::new("2026-12-31")),
        ]);
    }
    let champs_changes =
        [Champ::Telephone.bit() | Champ::Mail.bit(), Champ::Entretien.bit(), Champ::Situation.bit(), 0];
    Some(Opened {
        receipt: receipt(),
        dossier: id,
        etat: 12,
        champs,
        evenements: if n == FOULE { parcours::many_evenements() } else { evenements.collect() },
        situations: parcours::situations(n),
        propositions: parcours::propositions(n),
        fraicheurs: parcours::fraicheurs(n),
        presences: parcours::presences(n),
        statut: statut(n),
        suivi: parcours::suivi(n),
        referent: referent(n).map(|n| Clair::new(name(n))),
        explique: explique(n),
        historique: (0..4)
            .map(|k| Changement {
                time: time(3 * k),
                agent: Some(Clair::new(MASSON[0])),
                etat: 12 - u32::try_from(k).unwrap_or(0),
                classes: 0b1010,
                champs: champs_changes[usize::try_from(k).unwrap_or(0)],
                entree: 900 - k,
            })
            .collect(),
        lectures: (0..12).map(lecture).collect(),
        brouillon: None,
        agent,
    })
}

pub(super) fn lecture(k: u64) -> Lecture {
    Lecture {
        time: MIDI - k * JOUR / 4,
        agent: (k != 3).then(|| Clair::new(MASSON[usize::from(k % 2 == 1)])),
        classes: 0b1011,
        explication: u8::from(k.is_multiple_of(2)),
        entree: 1000 - k,
        genre: if k == 5 { GenreLecture::Impression } else { GenreLecture::Ouverture },
    }
}

/// Her numbers.
pub fn revealed(reste: u16) -> Revealed {
    let champs =
        vec![(Champ::Nir, Clair::new("206055951200027")), (Champ::IdentifiantFranceTravail, Clair::new("1234567A"))];
    Revealed { receipt: receipt(), champs, reste }
}

/// Her delicate fields, or what she lives on; the even ones have none.
pub fn unfolded(id: DossierId, is_money: bool) -> Unfolded {
    let is_empty = number(id).is_none_or(|n| n.is_multiple_of(2));
    let (champs, notes) = match (is_empty, is_money) {
        (true, _) => (Vec::new(), Vec::new()),
        (false, true) => (vec![(Champ::RessourcesMontant, Clair::new("520"))], Vec::new()),
        (false, false) => (
            vec![(Champ::Logement, Clair::new("heberge-amis")), (Champ::Sante, Clair::new("Suivi en cours"))],
            vec![parcours::note()],
        ),
    };
    Unfolded { receipt: receipt(), champs, notes, fraicheurs: Vec::new() }
}

/// What the front desk sees of somebody.
pub fn contact(opened: Opened) -> ContactVu {
    let Opened { receipt, agent, dossier, etat, champs, referent, explique, presences, fraicheurs, .. } = opened;
    let is_shown = |champ: &Champ| {
        matches!(champ.classe(), domaine::Classe::Contact) && champ.groupe() == domaine::Groupe::Contact
            || matches!(champ, Champ::NomNaissance | Champ::NomUsage | Champ::Prenom | Champ::Naissance | Champ::Numero)
            || *champ == Champ::NePasContacterParents
    };
    let champs = champs.into_iter().filter(|(champ, _)| is_shown(champ)).collect();
    let fraicheur = fraicheurs.into_iter().find(|f| f.groupe == domaine::Groupe::Contact);
    ContactVu { receipt, agent, dossier, etat, champs, fraicheur, referent, explique, prochains: presences }
}

/// Whose they are: Léa follows 118, Karim 122; sixty have nobody, and one has Paul Martel.
pub(super) fn referent(n: u32) -> Option<usize> {
    match n {
        ..=118 => Some(0),
        119..=240 => Some(1),
        241..=300 => None,
        301 => Some(3),
        _ => Some(if n.is_multiple_of(2) { 2 } else { 4 }),
    }
}

pub(super) fn statut(n: u32) -> Statut {
    match n % 5 {
        0 | 1 | 3 => Statut::Actif,
        2 => Statut::EnVeille,
        _ => Statut::FinAccompagnement,
    }
}

pub(super) fn maj(n: u32) -> u64 {
    heure::now_ms() - u64::from(n * n % 400) * JOUR
}

pub(super) fn naissance(n: u32) -> Date {
    date(2003 + i16::try_from(n % 7).unwrap_or(0), 1 + i8::try_from(n % 12).unwrap_or(0), 12)
}

pub(super) fn etiquette(n: u32, masquee: bool) -> Etiquette {
    let nom = NOMS[n as usize % NOMS.len()];
    let naissance = naissance(n);
    Etiquette {
        dossier: dossier(n),
        numero: 4000 + n,
        nom: Clair::new(if masquee { format!("{}.", &nom[..1]) } else { nom.to_owned() }),
        prenom: Clair::new(PRENOMS[n as usize % PRENOMS.len()]),
        naissance: Clair::new(if masquee { naissance.year().to_string() } else { naissance.to_string() }),
        referent: referent(n).map(|n| Clair::new(name(n))),
        statut: statut(n),
        maj: maj(n),
        masquee,
    }
}

fn day(k: u8) -> Date {
    let back = jiff::Span::new().days(11 * i64::from(k));
    date(2026, 11, 18).checked_sub(back).unwrap_or(date(2026, 1, 1))
}

pub(super) fn receipt() -> Receipt {
    Receipt { index: 1, login: [0; 16], subject: [0; 16], request: [0; 32] }
}

/// One's own portefeuille; and what she wrote herself this morning, of one person.
fn explique(n: u32) -> Explique {
    let explication = match referent(n) {
        Some(0) => Explication::Portefeuille,
        _ if n == 7 => Explication::RendezVous,
        _ => Explication::Aucune,
    };
    Explique { explication, faible: explication == Explication::RendezVous }
}
