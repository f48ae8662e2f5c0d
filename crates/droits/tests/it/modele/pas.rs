//! What can happen next: the verbs of the life-cycle, as the people and the attacker may use them.
//!
//! Honest people propose and sign only what is true, unless deceived, and each deception is counted. The
//! attacker does whatever the rules let his accounts do. Time is not a number: every account may age at any
//! moment, which contains every history that a clock would allow.

use stateright::{Model, Property};

use super::etat::{Age, COMPTES, Demande, Etat, Main, Objet, PARRAIN_AILLEURS, PERSONNE, PREMIER_NOUVEAU, Role};
use super::proprietes;
use super::regles::Regles;

/// Contrary draws are counted so far: more than there can be hostile accounts.
const TIRAGES_COMPTES: u8 = COMPTES as u8;

/// The rules, where the story begins, and how far it goes.
#[derive(Clone, Debug)]
pub struct Modele {
    pub regles: Regles,
    /// Whom the attacker holds at the start: one story each.
    pub departs: Vec<Etat>,
    pub approbateurs_trompes_max: u8,
    /// Parrains and Directions together.
    pub parrains_trompes_max: u8,
    /// Accounts that may be created.
    pub nouveaux_max: u8,
    /// Demands that wait at the same time.
    pub demandes_max: usize,
    /// Whether accounts are suspended and restored.
    pub suspensions: bool,
    /// What is proposed for newcomers.
    pub roles: &'static [Role],
    /// The one property that is looked at; all of them otherwise.
    pub seulement: Option<&'static str>,
    /// Whether the two other structures have parrains, who are not accounts of the model.
    pub parrains_ailleurs: bool,
}

/// One step. Numbers are those of accounts and demands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pas {
    Propose { par: u8, role: Role, hostile: bool },
    DemandeCles { par: u8, pour: u8, hostile: bool },
    DemandeDroit { par: u8, pour: u8 },
    Tire { demande: u8, approbateur: u8 },
    Approuve { demande: u8 },
    Decline { demande: u8 },
    Parraine { demande: u8, par: u8 },
    SansParrain { demande: u8 },
    Veto { compte: u8 },
    Vieillit { compte: u8 },
    Suspend { compte: u8 },
    Releve { compte: u8 },
    PerdSesCles { compte: u8 },
    Capture { compte: u8 },
}

impl Model for Modele {
    type State = Etat;
    type Action = Pas;

    fn init_states(&self) -> Vec<Etat> {
        self.departs.clone()
    }

    fn actions(&self, etat: &Etat, pas: &mut Vec<Pas>) {
        if etat.demandes[..self.demandes_max].iter().any(|d| d.objet == Objet::Rien) {
            self.proposals(etat, pas);
        }
        for number in 0..etat.demandes.len() as u8 {
            self.signatures(etat, number, pas);
        }
        self.events(etat, pas);
    }

    fn next_state(&self, before: &Etat, pas: Pas) -> Option<Etat> {
        let mut etat = *before;
        match pas {
            Pas::Propose { par, role, hostile } => open(&mut etat, Objet::Compte(role), par, hostile),
            Pas::DemandeCles { par, pour, hostile } => open(&mut etat, Objet::Cles(pour), par, hostile),
            Pas::DemandeDroit { par, pour } => open(&mut etat, Objet::DroitEnPlus(pour), par, false),
            Pas::Tire { demande, approbateur } => etat.demandes[demande as usize].tire = approbateur,
            Pas::Decline { demande } => etat.demandes[demande as usize].tire = PERSONNE,
            Pas::Approuve { demande } => self.approve(&mut etat, demande as usize),
            Pas::Parraine { demande, par } => self.vouch(&mut etat, demande as usize, par),
            Pas::SansParrain { demande } => self.fulfil(&mut etat, demande as usize),
            Pas::Veto { compte } => etat.comptes[compte as usize].age = Age::Clos,
            Pas::Vieillit { compte } => {
                let age = &mut etat.comptes[compte as usize].age;
                *age = if *age == Age::Attente { Age::Probation } else { Age::Actif };
            }
            Pas::Suspend { compte } => etat.comptes[compte as usize].suspendu = true,
            Pas::Releve { compte } => etat.comptes[compte as usize].suspendu = false,
            Pas::PerdSesCles { compte } => {
                etat.pertes -= 1;
                etat.comptes[compte as usize].sans_cle = true;
            }
            Pas::Capture { compte } => {
                etat.captures -= 1;
                etat.capture(compte);
            }
        }
        Some(etat)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        let wanted = |property: &Property<Self>| self.seulement.is_none_or(|name| property.name == name);
        proprietes::all().into_iter().filter(wanted).collect()
    }
}

impl Modele {
    /// What gestionnaires may ask for.
    fn proposals(&self, etat: &Etat, pas: &mut Vec<Pas>) {
        let under_way = etat.demandes.iter().filter(|d| matches!(d.objet, Objet::Compte(_))).count();
        let room = created(etat) + under_way < self.nouveaux_max as usize;
        for par in 0..COMPTES as u8 {
            let proposant = &etat.comptes[par as usize];
            if proposant.role != Role::Gestionnaire || !self.regles.signs(proposant) {
                continue;
            }
            for &role in if room { self.roles } else { &[] } {
                pas.push(Pas::Propose { par, role, hostile: false });
                if proposant.obeys_attacker() {
                    pas.push(Pas::Propose { par, role, hostile: true });
                }
            }
            for pour in 0..COMPTES as u8 {
                let cible = &etat.comptes[pour as usize];
                let known = cible.age == Age::Actif && cible.structure == proposant.structure && pour != par;
                if !known || etat.demandes.iter().any(|d| d.is_about(pour)) {
                    continue;
                }
                if cible.sans_cle {
                    pas.push(Pas::DemandeCles { par, pour, hostile: false });
                }
                if proposant.obeys_attacker() && !cible.obeys_attacker() {
                    pas.push(Pas::DemandeCles { par, pour, hostile: true });
                }
                if !self.regles.separation && cible.role == Role::Gestionnaire && !cible.lit_aussi {
                    pas.push(Pas::DemandeDroit { par, pour });
                }
            }
        }
    }

    /// What may be signed on one demand.
    fn signatures(&self, etat: &Etat, number: u8, pas: &mut Vec<Pas>) {
        let demande = &etat.demandes[number as usize];
        if demande.objet == Objet::Rien {
            return;
        }
        if self.regles.approved(etat, demande) {
            return self.vouchings(etat, number, demande, pas);
        }
        if demande.tire == PERSONNE {
            let drawn = (0..COMPTES as u8).filter(|&n| self.regles.eligible(etat, demande, n));
            pas.extend(drawn.map(|approbateur| Pas::Tire { demande: number, approbateur }));
            return;
        }
        pas.push(Pas::Decline { demande: number });
        let approbateur = &etat.comptes[demande.tire as usize];
        let deceived = demande.hostile && !approbateur.obeys_attacker();
        if self.regles.signs(approbateur) && (!deceived || etat.approbateurs_trompes < self.approbateurs_trompes_max) {
            pas.push(Pas::Approuve { demande: number });
        }
    }

    fn vouchings(&self, etat: &Etat, number: u8, demande: &Demande, pas: &mut Vec<Pas>) {
        if !self.regles.wants_parrain(demande) {
            return pas.push(Pas::SansParrain { demande: number });
        }
        let may_deceive = etat.parrains_trompes + etat.directions_trompees < self.parrains_trompes_max;
        let is_elsewhere = etat.comptes[demande.proposant as usize].structure != 0 && self.parrains_ailleurs;
        let neighbours = self.regles.direction_voisine && !is_elsewhere && !self.regles.parrain_is_left(etat, demande);
        for par in 0..COMPTES as u8 {
            let parrain = &etat.comptes[par as usize];
            if self.regles.vouches(etat, demande, par, neighbours)
                && (!demande.hostile || parrain.obeys_attacker() || may_deceive)
            {
                pas.push(Pas::Parraine { demande: number, par });
            }
        }
        if (is_elsewhere || neighbours) && (!demande.hostile || may_deceive) {
            pas.push(Pas::Parraine { demande: number, par: PARRAIN_AILLEURS });
        }
    }

    /// What happens to accounts by time, by caution and by misfortune.
    fn events(&self, etat: &Etat, pas: &mut Vec<Pas>) {
        let one_suspended = etat.comptes.iter().any(|c| c.suspendu);
        for compte in 0..COMPTES as u8 {
            let it = &etat.comptes[compte as usize];
            if it.age == Age::Attente && compte >= PREMIER_NOUVEAU {
                pas.push(Pas::Veto { compte });
            }
            if matches!(it.age, Age::Attente | Age::Probation) {
                pas.push(Pas::Vieillit { compte });
            }
            // One at a time: what two suspended accounts cannot do, the search has already without them. Two
            // persons lift it; that both err is the worst case, and gives back only what was there.
            if it.suspendu {
                pas.push(Pas::Releve { compte });
            } else if self.suspensions && !one_suspended && it.age == Age::Actif {
                pas.push(Pas::Suspend { compte });
            }
            if it.age == Age::Actif && it.main == Main::Honnete && !it.sans_cle {
                if etat.pertes > 0 {
                    pas.push(Pas::PerdSesCles { compte });
                }
                if etat.captures > 0 {
                    pas.push(Pas::Capture { compte });
                }
            }
        }
    }

    fn approve(&self, etat: &mut Etat, number: usize) {
        let demande = etat.demandes[number];
        if demande.hostile && !etat.comptes[demande.tire as usize].obeys_attacker() {
            etat.approbateurs_trompes += 1;
        } else if demande.hostile && self.regles.lot {
            etat.tirages_contraires = (etat.tirages_contraires + 1).min(TIRAGES_COMPTES);
        }
        let demande = &mut etat.demandes[number];
        let place = usize::from(demande.approbateurs[0] != PERSONNE);
        demande.approbateurs[place] = demande.tire;
        demande.tire = PERSONNE;
    }

    fn vouch(&self, etat: &mut Etat, number: usize, par: u8) {
        let demande = etat.demandes[number];
        let deceived = demande.hostile && (par == PARRAIN_AILLEURS || !etat.comptes[par as usize].obeys_attacker());
        if deceived && demande.makes_gestionnaire(etat) {
            etat.directions_trompees += 1;
        } else if deceived {
            etat.parrains_trompes += 1;
        }
        self.fulfil(etat, number);
    }

    /// All have signed: the account exists, or its keys change hands.
    fn fulfil(&self, etat: &mut Etat, number: usize) {
        let demande = std::mem::replace(&mut etat.demandes[number], Demande::VIDE);
        let proposant = etat.comptes[demande.proposant as usize];
        let main = if demande.hostile { Main::Hostile } else { Main::Honnete };
        let (place, role) = match demande.objet {
            Objet::Compte(role) => (PREMIER_NOUVEAU as usize + created(etat), role),
            Objet::Cles(cible) => (cible as usize, etat.comptes[cible as usize].role),
            Objet::DroitEnPlus(cible) => {
                etat.comptes[cible as usize].lit_aussi = true;
                return;
            }
            Objet::Rien => return,
        };
        let compte = &mut etat.comptes[place];
        if matches!(demande.objet, Objet::Compte(_)) {
            compte.structure = proposant.structure;
        }
        if matches!(demande.objet, Objet::Compte(_)) || self.regles.cles_changent_lignee {
            compte.racine = proposant.racine;
            compte.proposants |= 1 << demande.proposant;
        }
        compte.age = Age::Attente;
        compte.role = role;
        compte.main = main;
        compte.sans_cle = false;
        etat.parrain_hostile |= demande.hostile && matches!(role, Role::Parrain | Role::Direction);
    }
}

fn open(etat: &mut Etat, objet: Objet, proposant: u8, hostile: bool) {
    if let Some(free) = etat.demandes.iter_mut().find(|d| d.objet == Objet::Rien) {
        *free = Demande { objet, hostile, proposant, ..Demande::VIDE };
    }
}

fn created(etat: &Etat) -> usize {
    etat.comptes[PREMIER_NOUVEAU as usize..].iter().filter(|c| c.age != Age::Absent).count()
}
