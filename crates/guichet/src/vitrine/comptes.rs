//! Accounts of cardboard, and the gestures about them. A gesture is kept and said again: nothing comes of it.

use domaine::{AgentId, Clair};
use droits::Role;
use droits::habilitation::{Cause, Genre, Lien, State};
use droits::signature::sha256;
use jiff::civil::{Date, date};

use super::face::*;
use super::{Answer, Coffre, gens};
use crate::heure;

/// Everybody of the desk, by number: a state each.
const GENS: [(&str, &str, Role, State); 9] = [
    ("Inès", "Lefèvre", Role::Conseiller, State::Proposed),
    ("Omar", "Haddad", Role::Accueil, State::Approved),
    ("Zoé", "Caron", Role::Conseiller, State::Cooling),
    ("Maël", "Dupuis", Role::ReferentCollectif, State::Probation),
    ("Nadia", "Berger", Role::Conseiller, State::Active),
    ("Louis", "Fontaine", Role::Conseiller, State::Asleep),
    ("Clara", "Roussel", Role::Gestionnaire, State::Suspended),
    ("Yves", "Perrin", Role::Conseiller, State::Closed),
    ("Marc", "Aubry", Role::Direction, State::Seeded),
];

#[allow(clippy::unused_async, missing_docs, reason = "same shape as the real one, where each verb is described")]
impl Coffre {
    pub async fn prepare(&self, request: &SignedRequest, geste: Geste) -> Answer<Defi> {
        let agent = self.check(request)?;
        if let Geste::Proposer(carte) = &geste {
            check_carte(carte)?;
        }
        let mut seed = request.nonce.to_vec();
        seed.extend(heure::now_ms().to_be_bytes());
        let challenge = sha256(&seed);
        self.etagere().gestes.insert(challenge, (request.login, agent.id, geste));
        Ok(Defi { challenge, cles: vec![vec![0xc0, 0]], rp_id: "localhost".into() })
    }

    pub async fn sign(&self, request: &SignedRequest, answer: Assertion) -> Answer<Signe> {
        self.check(request)?;
        let taken = self.etagere().gestes.remove(&answer.challenge);
        let (_, own, geste) = taken.filter(|(login, ..)| *login == request.login).ok_or(Refusal::Signature)?;
        let agent = object(&geste).unwrap_or(own);
        let incident = matches!(geste, Geste::OuvrirIncident { .. }).then_some(super::incidents::OUVERT);
        self.etagere().signes.push(geste);
        Ok(Signe { agent, entree: 4_021, incident })
    }

    /// Gestures that were signed, oldest first.
    pub fn signed(&self) -> Vec<Geste> {
        self.etagere().signes.clone()
    }

    /// Gives everybody this role.
    pub fn plays(&self, role: Role) {
        self.etagere().joue = Some(role);
    }

    /// A structure that begins: no list, no demand, no end in sight.
    pub fn forgets_staff(&self) {
        self.etagere().rh = Some(Vec::new());
    }

    pub async fn suspend(&self, request: &SignedRequest, agent: Option<AgentId>) -> Answer<Signe> {
        let own = self.check(request)?;
        if let (None, Some(entree)) = (agent, self.etagere().logins.get_mut(&request.login)) {
            entree.ended = Some(LoginEnded::Parti);
        }
        Ok(Signe { agent: agent.unwrap_or(own.id), entree: 4_022, incident: None })
    }

    pub async fn begin_key(&self, request: &SignedRequest) -> Answer<Defi> {
        self.check(request)?;
        Ok(Defi { challenge: [7; 32], cles: vec![vec![0xc0, 0]], rp_id: "localhost".into() })
    }

    pub async fn deposit_rh(&self, request: &SignedRequest, lignes: Vec<RhLu>) -> Answer<u32> {
        self.check(request)?;
        let combien = u32::try_from(lignes.len()).unwrap_or(u32::MAX);
        self.etagere().rh = Some(lignes);
        Ok(combien)
    }

    pub async fn compte(&self, request: &SignedRequest) -> Answer<MonCompte> {
        let mut mine = self.account(self.check(request)?);
        if self.etagere().eleve.is_some() {
            return Ok(mine);
        }
        let now = heure::now_ms();
        mine.compte.dates = Dates { connexion: now, ..dates(State::Active) };
        let cle = |id: &[u8], is_ici, des| CleLiee { id: id.to_vec(), is_ici, des };
        mine.cles = vec![cle(&[0xc0, 0, 1, 2], true, None), cle(&[0xc1, 0, 3, 4], false, Some(1_795_600_000_000))];
        mine.logins = vec![(now, None), (now - gens::JOUR, Some(1)), (now - 2 * gens::JOUR, Some(3))];
        mine.liens = vec![
            (Lien::Proposant, Some(Clair::new("Clara Roussel"))),
            (Lien::Approbateur, None),
            (Lien::Parrain, Some(Clair::new("Marc Aubry"))),
        ];
        mine.actions = vec!["ouvrir", "ecrire"];
        mine.essai_reste = Some(3);
        mine.identites = 1;
        Ok(mine)
    }

    pub async fn habilitations(&self, request: &SignedRequest) -> Answer<Bureau> {
        let agent = self.check(request)?;
        if matches!(agent.role, Role::Conseiller | Role::Accueil | Role::ReferentCollectif) {
            return Err(Refusal::Role.into());
        }
        let etagere = self.etagere();
        let rh = match &etagere.rh {
            Some(lues) => lues.iter().zip(0..).map(|(lue, n)| ligne(lue, n)).collect(),
            None => liste_rh(),
        };
        let is_empty = rh.is_empty();
        let several = |from: usize, to: usize| if is_empty { vec![] } else { (from..to).map(compte).collect() };
        Ok(Bureau {
            demandes: several(0, 2),
            echeances: several(3, 5),
            arretes: several(5, 7),
            rh,
            places: (2, 5),
            quota: (!is_empty).then_some((agent.structure, 12, heure::now_ms() + 80 * gens::JOUR)),
            agent,
        })
    }

    pub async fn habilitation(&self, request: &SignedRequest, id: AgentId) -> Answer<FicheCompte> {
        let agent = self.check(request)?;
        let n = (0..GENS.len()).find(|n| agent_id(*n) == id).ok_or(Refusal::Introuvable)?;
        let compte = compte(n);
        let carte = (n != 8).then(|| carte(n));
        let rh = liste_rh().into_iter().next().filter(|_| n == 0);
        let doubles = [(Clair::new("Inès Lefebvre"), "Mission locale de Lille".to_owned(), State::Closed)];
        let own = Some(Clair::new("Clara Roussel"));
        Ok(FicheCompte {
            possibles: possibles(compte.etat),
            semblables: if n == 0 { doubles.to_vec() } else { vec![] },
            suspension: (compte.etat == State::Suspended).then(|| (None, heure::now_ms() - gens::JOUR, own)),
            histoire: (0..3)
                .map(|k| Evenementiel {
                    entree: 4_000 + k,
                    le: heure::now_ms() - (9 - k) * gens::JOUR,
                    genre: (62, 1),
                    par: Some(Clair::new("Clara Roussel")),
                    is_signe: true,
                })
                .collect(),
            rythme: Some((34, 12, 2)),
            jugement: (n == 0).then(|| Jugement { vue: heure::now_ms(), proposees: 2 }),
            agent,
            compte,
            carte,
            rh,
        })
    }
}

/// The account of a number.
pub fn agent_id(n: usize) -> AgentId {
    AgentId([0x20 + u8::try_from(n).unwrap_or(0); 16])
}

/// The account itself.
pub fn compte(n: usize) -> Compte {
    let (prenom, nom, role, etat) = GENS[n];
    let agent = gens::agent(0);
    let demande = matches!(etat, State::Proposed | State::Approved).then(|| Demande {
        genre: Genre::Nouveau,
        le: heure::now_ms() - 2 * gens::JOUR,
        par: Some(Clair::new("Clara Roussel")),
        tires: vec![(Some(Clair::new("Hélène Noël")), "Mission locale de Lille".to_owned(), etat == State::Approved)],
        is_ceremonie: n == 1,
        faut: 1,
        is_approuvee: etat == State::Approved,
        jusqu: heure::now_ms() + 300 * gens::JOUR,
    });
    Compte {
        agent: agent_id(n),
        nom: Clair::new(format!("{prenom} {nom}")),
        mail: Clair::new(format!("{}.{}@essai.example", plain(prenom), plain(nom))),
        role,
        is_parrain: n == 4,
        structure: agent.structure,
        structure_nom: agent.structure_nom,
        etat,
        cause: (etat == State::Asleep).then(|| (Cause::Formation, heure::now_ms() - 3 * gens::JOUR)),
        dates: dates(etat),
        demande,
    }
}

fn dates(etat: State) -> Dates {
    let now = heure::now_ms();
    let in_days = |days: u64| now + days * gens::JOUR;
    match etat {
        State::Seeded | State::Proposed | State::Approved => Dates { droit: in_days(300), ..Dates::default() },
        State::Cooling => Dates { ouvre: in_days(1), probation: in_days(31), droit: in_days(300), ..Dates::default() },
        _ => Dates {
            ouvre: now - 10 * gens::JOUR,
            probation: in_days(20),
            droit: in_days(25),
            formation: in_days(14),
            campagne: in_days(90),
            connexion: now - gens::JOUR,
        },
    }
}

/// Every gesture that somebody might make on an account of this state.
fn possibles(etat: State) -> Vec<Possible> {
    use Possible::*;
    match etat {
        State::Proposed => vec![Approuver, Refuser, Decliner, Veto, Suspendre],
        State::Approved => vec![Parrainer, Veto],
        State::Cooling => vec![Veto, Suspendre, Clore],
        State::Probation => vec![Confirmer, Clore, Muter, Suspendre],
        State::Active => {
            vec![Renouveler, RefaireCles, ProposerDirection, Clore, Muter, Certifier, PasserDirection, Suspendre]
        }
        State::Asleep => vec![Reveiller, Secourir, Renouveler, Clore],
        State::Suspended => vec![Retablir, Clore],
        State::Seeded | State::Closed => vec![],
    }
}

fn carte(n: usize) -> Carte {
    let Compte { mail, role, is_parrain, .. } = compte(n);
    let (prenom, nom, ..) = GENS[n];
    Carte {
        prenom: Clair::new(prenom),
        nom: Clair::new(nom),
        mail,
        role,
        is_parrain,
        debut: date(2026, 12, 1),
        jusqu: date(2027, 11, 30),
        fonction: Clair::new("Conseillère en insertion"),
        rh: None,
    }
}

/// Somebody to propose, a double, a leaver, and the same address twice.
fn liste_rh() -> Vec<LigneRh> {
    let day = |y, m, d| Some(date(y, m, d));
    let line = |n: u8, prenom: &str, nom: &str, mail: &str, debut, fin, connu| LigneRh {
        id: [n; 16],
        prenom: Clair::new(prenom),
        nom: Clair::new(nom),
        mail: Clair::new(mail),
        fonction: Clair::new("Conseillère en insertion"),
        debut,
        fin,
        connu,
    };
    let nadia = Some((agent_id(4), State::Active));
    let yves = Some((agent_id(7), State::Closed));
    let louis = Some((agent_id(5), State::Asleep));
    vec![
        line(1, "Inès", "Lefèvre", "ines.lefevre@essai.example", day(2026, 12, 7), day(2027, 6, 30), None),
        line(2, "Adam", "Morel", "adam.morel@essai.example", day(2026, 12, 1), None, None),
        line(3, "Nadia", "Berger", "nadia.berger@essai.example", day(2024, 9, 2), None, nadia),
        line(4, "Louis", "Fontaine", "louis.fontaine@essai.example", day(2023, 1, 2), day(2026, 10, 31), louis),
        line(5, "Yves", "Perrin", "yves.perrin@essai.example", None, day(2026, 1, 31), yves),
        line(6, "Adam", "Morel-Petit", "adam.morel@essai.example", None, None, None),
    ]
}

fn ligne(lue: &RhLu, n: u8) -> LigneRh {
    let RhLu { prenom, nom, mail, fonction, debut, fin } = lue.clone();
    LigneRh { id: [n; 16], prenom, nom, mail, fonction, debut, fin, connu: None }
}

/// As the real one, roughly: a name, an address, an end that comes after the start.
fn check_carte(carte: &Carte) -> Answer<()> {
    let empty = |value: &Clair| value.expose().trim().is_empty();
    let named = [("prenom", &carte.prenom), ("nom", &carte.nom), ("mail", &carte.mail)];
    let mut wrong: Vec<_> = named
        .into_iter()
        .filter(|(_, value)| empty(value))
        .map(|(champ, _)| Saisie { champ, raison: "champ-requis" })
        .collect();
    if carte.jusqu < carte.debut || carte.jusqu > last_day() {
        wrong.push(Saisie { champ: "jusqu", raison: "habilitation-date" });
    }
    if wrong.is_empty() { Ok(()) } else { Err(Error::Saisie(wrong)) }
}

fn last_day() -> Date {
    heure::today().checked_add(jiff::Span::new().days(365)).unwrap_or(Date::MAX)
}

fn plain(name: &str) -> String {
    name.to_lowercase().replace(['è', 'é', 'ë'], "e")
}

/// The account that a gesture is about, when it is somebody else's.
fn object(geste: &Geste) -> Option<AgentId> {
    match geste {
        Geste::Renouveler { agent, .. }
        | Geste::RefaireCles { agent }
        | Geste::ProposerDirection { agent }
        | Geste::Approuver { agent }
        | Geste::Refuser { agent }
        | Geste::Decliner { agent }
        | Geste::Parrainer { agent, .. }
        | Geste::Veto { agent }
        | Geste::Confirmer { agent }
        | Geste::Retablir { agent }
        | Geste::Reveiller { agent }
        | Geste::Clore { agent }
        | Geste::Muter { agent, .. }
        | Geste::Certifier { agent }
        | Geste::PasserDirection { agent }
        | Geste::Secourir { agent }
        | Geste::Rallonger { agent }
        | Geste::OuvrirIncident { agent }
        | Geste::AjouterCompte { agent, .. }
        | Geste::RetirerCompte { agent, .. }
        | Geste::Lier { agent, .. } => Some(*agent),
        Geste::EcarterAlertes { agent, .. } => *agent,
        Geste::Proposer(_) => Some(agent_id(0)),
        Geste::Quota { .. }
        | Geste::Geler { .. }
        | Geste::Donner { .. }
        | Geste::Prendre { .. }
        | Geste::Revoir { .. }
        | Geste::Degeler { .. }
        | Geste::CloreIncident { .. }
        | Geste::ProposerMandat(_)
        | Geste::ApprouverMandat { .. }
        | Geste::Former { .. }
        | Geste::AjouterCle(_)
        | Geste::RetirerCle { .. }
        | Geste::Tranche => None,
    }
}
