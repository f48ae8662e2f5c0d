//! The invented people of the vitrine.

use domaine::{AgentId, Champ, Clair, DossierId, GenreEvenement};
use droits::Role;
use droits::signature::sha256;
use jiff::civil::{Date, date};

use super::face::*;
#[cfg(feature = "demo")]
use crate::demo::Persona;

/// A dossier whose opening meets a silent contre-clé.
pub const PANNE: [u8; 16] = [0xfa; 16];
/// A dossier that does not match its last entry.
pub const ABIME: [u8; 16] = [0xab; 16];
/// A dossier whose opening breaks the verb.
pub const CREVE: [u8; 16] = [0xcc; 16];
/// The one-use address of the vitrine.
pub const CODE: &str = "essai-de-la-vitrine";

const TOTAL: u32 = 60;
const MASSON: [&str; 2] = ["Léa Masson", "Karim Benali"];
const PRENOMS: [&str; 10] = ["Lina", "Noah", "Inès", "Yanis", "Chloé", "Mehdi", "Jade", "Tom", "Aïcha", "Hugo"];
const NOMS: [&str; 12] = [
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

/// An agent by number.
pub fn agent(n: usize) -> Agent {
    Agent {
        id: AgentId([u8::try_from(n).unwrap_or(0); 16]),
        nom: Clair::new(MASSON[n % 2]),
        role: if n == 0 { Role::Conseiller } else { Role::Accueil },
        structure: "59512S00".parse().expect("a structure's code"),
        structure_nom: "Mission locale de Roubaix".to_owned(),
        until: u64::MAX,
    }
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

/// Everything about one of them.
pub fn opened(agent: Agent, id: DossierId) -> Option<Opened> {
    let n = (1..=TOTAL).find(|&n| dossier(n) == id)?;
    let label = etiquette(n, false);
    let evenements = (0_u8..9).map(|k| Evenement {
        genre: GenreEvenement::ALL[usize::from(k) % 7],
        date: day(k),
        duree: 20 + 5 * u16::from(k),
        agent: Some(Clair::new(MASSON[usize::from(k) % 2])),
        texte: Clair::new(
            "Point sur les démarches de la semaine : CV relu, deux candidatures envoyées, visite de l'atelier prévue \
             mardi.\nPropose de revoir le permis <b>après</b> l'été & le budget transport.",
        ),
    });
    let time = |k: u64| 1_763_700_000_000 - k * 86_400_000;
    Some(Opened {
        receipt: receipt(),
        dossier: id,
        etat: 12,
        champs: vec![
            (Champ::NomNaissance, label.nom),
            (Champ::Prenom, label.prenom),
            (Champ::Naissance, label.naissance),
            (Champ::Sexe, Clair::new("F")),
            (Champ::Nationalite, Clair::new("française")),
            (Champ::Numero, Clair::new(label.numero.to_string())),
            (Champ::Telephone, Clair::new("06 39 98 12 34")),
            (Champ::Mail, Clair::new("une.adresse.assez.longue.pour.deborder@exemple.invalid")),
            (Champ::Voie, Clair::new("12 rue des Essais")),
            (Champ::CodePostal, Clair::new("59100")),
            (Champ::Commune, Clair::new("Roubaix")),
            (Champ::Situation, Clair::new("Demandeuse d'emploi")),
            (Champ::NiveauFormation, Clair::new("3 (CAP, BEP)")),
        ],
        evenements: evenements.collect(),
        referent: Some(Clair::new(MASSON[0])),
        explication: if n.is_multiple_of(3) { Explication::Aucune } else { Explication::Portefeuille },
        historique: (0..4)
            .map(|k| Changement {
                time: time(3 * k),
                agent: Some(Clair::new(MASSON[0])),
                etat: 12 - u32::try_from(k).unwrap_or(0),
                classes: 0b1010,
                champs: 0,
                entree: 900 - k,
            })
            .collect(),
        lectures: (0..12)
            .map(|k| Lecture {
                time: time(k),
                agent: (k != 3).then(|| Clair::new(MASSON[usize::from(k % 2 == 1)])),
                classes: 0b1011,
                explication: u8::from(k % 2 == 0),
                entree: 1000 - k,
            })
            .collect(),
        brouillon: None,
        ouvertures: (7, 60),
        agent,
    })
}

/// Her numbers.
pub fn revealed(reste: u16) -> Revealed {
    let champs =
        vec![(Champ::Nir, Clair::new("206055951200027")), (Champ::IdentifiantFranceTravail, Clair::new("1234567A"))];
    Revealed { receipt: receipt(), champs, reste }
}

/// A page of 25.
pub fn portefeuille(agent: Agent, page: u32) -> Liste {
    let first = (page.max(1) - 1) * 25 + 1;
    let lignes = (first..=TOTAL.min(first + 24)).map(|n| etiquette(n, false)).collect();
    Liste { receipt: receipt(), agent, lignes, total: TOTAL as usize }
}

/// Those whose name begins as asked, two letters wrong at most.
pub fn search(agent: Agent, requete: &Clair) -> Liste {
    let asked = requete.expose().to_lowercase();
    let near = |value: &Clair| {
        let name: Vec<char> = value.expose().to_lowercase().chars().collect();
        let words: Vec<Vec<char>> = asked.split(' ').map(|w| w.chars().collect()).collect();
        words
            .iter()
            .any(|word| word.len() >= 3 && distance(&name[..name.len().min(word.len())], word) <= word.len() / 4)
    };
    let found: Vec<_> = (1..=TOTAL).filter(|&n| near(&etiquette(n, false).nom)).collect();
    let lignes = found.iter().take(25).map(|&n| etiquette(n, n % 3 == 0)).collect();
    Liste { receipt: receipt(), agent, lignes, total: found.len() }
}

fn etiquette(n: u32, masquee: bool) -> Etiquette {
    let nom = NOMS[n as usize % NOMS.len()];
    let naissance = date(2003 + i16::try_from(n % 6).unwrap_or(0), 1 + i8::try_from(n % 12).unwrap_or(0), 12);
    Etiquette {
        dossier: dossier(n),
        numero: 4000 + n,
        nom: Clair::new(if masquee { format!("{}.", &nom[..1]) } else { nom.to_owned() }),
        prenom: Clair::new(PRENOMS[n as usize % PRENOMS.len()]),
        naissance: Clair::new(if masquee { naissance.year().to_string() } else { naissance.to_string() }),
        referent: Some(Clair::new(MASSON[n as usize % 2])),
        masquee,
    }
}

fn day(k: u8) -> Date {
    let back = jiff::Span::new().days(11 * i64::from(k));
    date(2026, 11, 18).checked_sub(back).unwrap_or(date(2026, 1, 1))
}

fn receipt() -> Receipt {
    Receipt { index: 1, login: [0; 16], subject: [0; 16], request: [0; 32] }
}

/// Edit distance, plainly.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = cost.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
