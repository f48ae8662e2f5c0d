//! The invented people of the vitrine.

use domaine::{AgentId, Champ, Clair, DossierId, GenreEvenement, Statut, TrancheAge};
use droits::Role;
use droits::signature::sha256;
use jiff::civil::{Date, date};

use super::face::*;
#[cfg(feature = "demo")]
use crate::demo::Persona;
use crate::heure;

/// A dossier whose opening meets a silent contre-clé.
pub const PANNE: [u8; 16] = [0xfa; 16];
/// A dossier that does not match its last entry.
pub const ABIME: [u8; 16] = [0xab; 16];
/// A dossier whose opening breaks the verb.
pub const CREVE: [u8; 16] = [0xcc; 16];
/// The one-use address of the vitrine.
pub const CODE: &str = "essai-de-la-vitrine";

/// People of the structure.
const TOTAL: u32 = 5_000;
const MASSON: [&str; 2] = ["Léa Masson", "Karim Benali"];
/// Agents of the structure after the two who may be played; the last follows nobody.
const COLLEGUES: [&str; 4] = ["Awa Diallo", "Paul Martel", "Sophie Leclercq", "Théo Vandamme"];
/// Since when the coffre of cardboard counts: 21 November 2026 at noon.
const MIDI: u64 = 1_795_258_800_000;
const JOUR: u64 = 86_400_000;
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
    }
}

fn name(n: usize) -> &'static str {
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
        genre: GenreEvenement::ALL[usize::from(k) % 7],
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
        ]);
    }
    let champs_changes =
        [Champ::Telephone.bit() | Champ::Mail.bit(), Champ::Entretien.bit(), Champ::Situation.bit(), 0];
    Some(Opened {
        receipt: receipt(),
        dossier: id,
        etat: 12,
        champs,
        evenements: evenements.collect(),
        statut: statut(n),
        referent: referent(n).map(|n| Clair::new(name(n))),
        explication: if referent(n) == Some(0) { Explication::Portefeuille } else { Explication::Aucune },
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

fn lecture(k: u64) -> Lecture {
    Lecture {
        time: MIDI - k * JOUR / 4,
        agent: (k != 3).then(|| Clair::new(MASSON[usize::from(k % 2 == 1)])),
        classes: 0b1011,
        explication: u8::from(k % 2 == 0),
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

/// Her delicate fields; the even ones have none.
pub fn unfolded(id: DossierId) -> Unfolded {
    let champs =
        vec![(Champ::Logement, Clair::new("Hébergée chez un tiers")), (Champ::Sante, Clair::new("Suivi en cours"))];
    let is_empty = number(id).is_none_or(|n| n.is_multiple_of(2));
    Unfolded { receipt: receipt(), champs: if is_empty { Vec::new() } else { champs } }
}

/// A page of 25 of those whom the filter keeps.
pub fn portefeuille(agent: Agent, filtre: Filtre, page: u32, filtres: Vec<FiltreEnregistre>) -> Portefeuille {
    let mine = usize::from(agent.id.0[0]);
    let of = |n: &u32| match filtre.portee {
        Portee::Moi => referent(*n) == Some(mine),
        Portee::Agent(id) => referent(*n) == Some(usize::from(id.0[0])),
        Portee::SansReferent => referent(*n).is_none(),
        Portee::Structure => true,
    };
    let portee: Vec<u32> = (1..=TOTAL).filter(of).collect();
    let kept = |n: &u32| {
        let since = (heure::now_ms() - maj(*n)) / JOUR;
        filtre.statut.is_none_or(|s| s == statut(*n))
            && filtre.age.is_none_or(|a| a == TrancheAge::of(naissance(*n), heure::today()))
            && filtre.sans_nouvelle.is_none_or(|days| since >= u64::from(days))
            && filtre.nouveaux.is_none_or(|_| n.is_multiple_of(9))
    };
    let mut people: Vec<u32> = portee.iter().copied().filter(kept).collect();
    match filtre.tri {
        Tri::Nom => people.sort_by_key(|n| (NOMS[*n as usize % NOMS.len()], *n)),
        Tri::PlusAnciens => people.sort_by_key(|n| maj(*n)),
        Tri::PlusRecents => people.sort_by_key(|n| std::cmp::Reverse(maj(*n))),
        Tri::Age => people.sort_by_key(|n| std::cmp::Reverse(naissance(*n))),
        Tri::Creation => people.sort_unstable_by_key(|n| std::cmp::Reverse(*n)),
    }
    let first = (page.max(1) as usize - 1) * 25;
    let lignes = people.iter().skip(first).take(25).map(|&n| etiquette(n, referent(n) != Some(mine))).collect();
    let collegues = (0..MASSON.len() + COLLEGUES.len()).filter(|&k| k != mine).map(|k| Collegue {
        id: self::agent(k).id,
        nom: Clair::new(name(k)),
        combien: (1..=TOTAL).filter(|&n| referent(n) == Some(k)).count(),
    });
    let collegues = collegues.collect();
    let liste = Liste { receipt: receipt(), agent, lignes, total: people.len() };
    Portefeuille { liste, collegues, filtres, sur: portee.len() }
}

/// Those whose name begins as asked, two letters wrong at most, or whose number it is.
pub fn search(agent: Agent, requete: &Clair, miens: bool) -> Liste {
    let asked = requete.expose().to_lowercase();
    let near = |value: &Clair| {
        let name: Vec<char> = value.expose().to_lowercase().chars().collect();
        let words: Vec<Vec<char>> = asked.split(' ').map(|w| w.chars().collect()).collect();
        words
            .iter()
            .any(|word| word.len() >= 3 && distance(&name[..name.len().min(word.len())], word) <= word.len() / 3)
    };
    let is_asked = |n: &u32| {
        let label = etiquette(*n, false);
        (!miens || referent(*n) == Some(usize::from(agent.id.0[0])))
            && (near(&label.nom) || label.numero.to_string() == asked)
    };
    let found: Vec<_> = (1..=TOTAL).filter(is_asked).collect();
    let lignes = found.iter().take(25).map(|&n| etiquette(n, referent(n) != Some(0))).collect();
    Liste { receipt: receipt(), agent, lignes, total: found.len() }
}

/// Those who may be the one being typed: same name and birth date, or nearly.
pub fn duplicates(agent: Agent, champs: &[(Champ, Clair)]) -> Doublons {
    let typed = |champ| champs.iter().find(|(c, _)| *c == champ).map_or("", |(_, value)| value.expose());
    let (nom, prenom, naissance) = (typed(Champ::NomNaissance), typed(Champ::Prenom), typed(Champ::Naissance));
    let normal = domaine::saisie::normal_name;
    let like = |n: u32| {
        let label = etiquette(n, false);
        let same_name = normal(label.nom.expose()) == normal(nom) && normal(label.prenom.expose()) == normal(prenom);
        let same_day = label.naissance.expose() == naissance;
        match (same_name, same_day) {
            (true, true) => Some(Ressemblance::MemesNomEtNaissance),
            (true, false) => Some(Ressemblance::NomProche),
            _ => None,
        }
    };
    let masked = |n| etiquette(n, referent(n) != Some(0));
    let mut lignes: Vec<_> = (1..=TOTAL).filter_map(|n| like(n).map(|why| (masked(n), why))).collect();
    lignes.sort_by_key(|(_, why)| *why);
    lignes.truncate(10);
    let ailleurs =
        if typed(Champ::Telephone) == "0639980000" { vec!["Mission locale de Lille".to_owned()] } else { vec![] };
    Doublons { receipt: receipt(), agent, lignes, ailleurs }
}

/// What this agent has read.
pub fn my_readings(agent: Agent, page: u32) -> MesLectures {
    let line = |k: u32| MaLecture {
        etiquette: (k != 4).then(|| etiquette(1 + k, k % 5 == 3)),
        lecture: Lecture {
            agent: Some(agent.nom.clone()),
            genre: [GenreLecture::Ouverture, GenreLecture::Revelation, GenreLecture::Impression][k as usize % 3],
            ..lecture(u64::from(k))
        },
    };
    // The front desk has read nothing yet.
    let total = if agent.id.0[0] == 0 { 42 } else { 0 };
    let first = (page.max(1) - 1) * 25;
    let lignes = (first..total.min(first + 25)).map(line).collect();
    let last = i32::try_from(heure::now_ms() / JOUR).unwrap_or(0);
    let jours =
        (0..30).map(|k| (last - 29 + k, u16::try_from(total.min(1) as i32 * (k * 7 % 19)).unwrap_or(0))).collect();
    MesLectures { receipt: receipt(), agent: agent.clone(), lignes, total: total as usize, jours }
}

/// Whose they are: Léa follows 118, Karim 122; sixty have nobody, and one has Paul Martel.
fn referent(n: u32) -> Option<usize> {
    match n {
        ..=118 => Some(0),
        119..=240 => Some(1),
        241..=300 => None,
        301 => Some(3),
        _ => Some(if n.is_multiple_of(2) { 2 } else { 4 }),
    }
}

fn statut(n: u32) -> Statut {
    match n % 5 {
        0 | 1 | 3 => Statut::Actif,
        2 => Statut::EnVeille,
        _ => Statut::FinAccompagnement,
    }
}

fn maj(n: u32) -> u64 {
    heure::now_ms() - u64::from(n * n % 400) * JOUR
}

fn naissance(n: u32) -> Date {
    date(2003 + i16::try_from(n % 7).unwrap_or(0), 1 + i8::try_from(n % 12).unwrap_or(0), 12)
}

fn etiquette(n: u32, masquee: bool) -> Etiquette {
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
