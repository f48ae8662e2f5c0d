//! The rules that the model obeys, each with a switch: a rule is worth keeping when the model without it is refuted.

use super::etat::{Age, COMPTES, Compte, Demande, Etat, Main, Objet, PERSONNE, Role};

/// Every rule that stands between one person and a right.
#[derive(Clone, Copy, Debug)]
pub struct Regles {
    /// The approver descends from another first agent than the proposer.
    pub autre_racine: bool,
    /// The approver is of another structure than the proposer.
    pub autre_structure: bool,
    /// Whoever signs is past probation.
    pub hors_probation: bool,
    /// An account of gestionnaire takes two approvers.
    pub deux_approbateurs: bool,
    /// Chance chooses the approver; otherwise the proposer does.
    pub lot: bool,
    /// The network is too small for a lot: two approvers of two roles, of the structure but not of the line of who asks.
    pub ceremonie: bool,
    /// A new account takes a parrain, present.
    pub parrain: bool,
    /// New keys take one too.
    pub parrain_pour_les_cles: bool,
    /// The proposer never is the parrain.
    pub parrain_tiers: bool,
    /// An account of gestionnaire never receives a right on dossiers.
    pub separation: bool,
    /// The parrain and the proposer are not of one line: neither descends from the other by proposals.
    pub parrain_autre_lignee: bool,
    /// New keys move an account to the root and to the line of who asked for them.
    pub cles_changent_lignee: bool,
    /// Where no parrain is left, a Direction of another structure of the same region vouches.
    pub direction_voisine: bool,
    /// That Direction is not of an approver's line either.
    /// Not decided: see `two_desks_and_a_structure_without_parrain`.
    pub voisine_loin_des_approbateurs: bool,
}

impl Regles {
    /// Those of the decision 9.
    pub const DECIDEES: Regles = Regles {
        autre_racine: true,
        autre_structure: true,
        hors_probation: true,
        deux_approbateurs: true,
        lot: true,
        ceremonie: false,
        parrain: true,
        parrain_pour_les_cles: true,
        parrain_tiers: true,
        separation: true,
        parrain_autre_lignee: true,
        cles_changent_lignee: true,
        direction_voisine: true,
        voisine_loin_des_approbateurs: false,
    };

    /// Whether this account signs anything today.
    pub fn signs(&self, compte: &Compte) -> bool {
        let oldest = if self.hors_probation { Age::Actif } else { Age::Probation };
        (oldest..=Age::Actif).contains(&compte.age) && !compte.suspendu && !compte.sans_cle
    }

    /// Whether the draw may fall on this account. Any eligible one may be drawn: what holds here holds for every draw.
    pub fn eligible(&self, etat: &Etat, demande: &Demande, number: u8) -> bool {
        let compte = &etat.comptes[number as usize];
        let proposant = &etat.comptes[demande.proposant as usize];
        let apart = |other: &Compte| {
            (!self.autre_racine || compte.racine != other.racine)
                && (!self.autre_structure || compte.structure != other.structure)
        };
        let first = demande.approbateurs[0];
        if self.ceremonie {
            return compte.role != Role::Conseiller
                && self.signs(compte)
                && number != demande.proposant
                && !demande.is_about(number)
                && compte.structure == proposant.structure
                && (!self.autre_racine || !etat.of_one_line(number, demande.proposant))
                && (first == PERSONNE || compte.role != etat.comptes[first as usize].role);
        }
        compte.role == Role::Gestionnaire
            && self.signs(compte)
            && number != demande.proposant
            && number != first
            && !demande.is_about(number)
            && apart(proposant)
            && (first == PERSONNE || apart(&etat.comptes[first as usize]))
    }

    /// Whether all approvers have signed.
    pub fn approved(&self, etat: &Etat, demande: &Demande) -> bool {
        let two = self.ceremonie || (self.deux_approbateurs && demande.makes_gestionnaire(etat));
        demande.approbateurs[usize::from(two)] != PERSONNE
    }

    /// Whether the demand needs somebody present.
    pub fn wants_parrain(&self, demande: &Demande) -> bool {
        match demande.objet {
            Objet::Cles(_) => self.parrain && self.parrain_pour_les_cles,
            Objet::Compte(_) => self.parrain,
            Objet::Rien | Objet::DroitEnPlus(_) => false,
        }
    }

    /// Whether this account may vouch for what is asked; `neighbours`: whether Directions of other structures may.
    pub fn vouches(&self, etat: &Etat, demande: &Demande, number: u8, neighbours: bool) -> bool {
        let compte = &etat.comptes[number as usize];
        let proposant = &etat.comptes[demande.proposant as usize];
        if number == demande.proposant {
            return !self.parrain_tiers && self.signs(compte);
        }
        let quality = match demande.makes_gestionnaire(etat) {
            true => compte.role == Role::Direction,
            false => matches!(compte.role, Role::Direction | Role::Parrain),
        };
        quality
            && self.signs(compte)
            && (compte.structure == proposant.structure || (neighbours && self.is_neighbour(etat, demande, number)))
            && !demande.is_about(number)
            && !demande.approbateurs.contains(&number)
            && self.parrain_is_apart(etat, demande, number)
    }

    /// Whether the proposer's structure has a parrain left in the model: one who signs, apart from the proposer's line.
    pub fn parrain_is_left(&self, etat: &Etat, demande: &Demande) -> bool {
        let structure = etat.comptes[demande.proposant as usize].structure;
        (0..COMPTES as u8).any(|number| {
            let compte = &etat.comptes[number as usize];
            matches!(compte.role, Role::Direction | Role::Parrain)
                && compte.structure == structure
                && self.signs(compte)
                && !demande.is_about(number)
                && self.parrain_is_apart(etat, demande, number)
        })
    }

    fn is_neighbour(&self, etat: &Etat, demande: &Demande, number: u8) -> bool {
        let of_approver = |&approver: &u8| approver != PERSONNE && etat.of_one_line(number, approver);
        etat.comptes[number as usize].role == Role::Direction
            && !(self.voisine_loin_des_approbateurs && demande.approbateurs.iter().any(of_approver))
    }

    fn parrain_is_apart(&self, etat: &Etat, demande: &Demande, number: u8) -> bool {
        !self.parrain_autre_lignee || !etat.of_one_line(number, demande.proposant)
    }
}

impl Demande {
    /// Whether the demand, once signed, puts an account of gestionnaire in somebody's hands.
    pub fn makes_gestionnaire(&self, etat: &Etat) -> bool {
        match self.objet {
            Objet::Compte(role) => role == Role::Gestionnaire,
            Objet::Cles(cible) => etat.comptes[cible as usize].role == Role::Gestionnaire,
            Objet::Rien | Objet::DroitEnPlus(_) => false,
        }
    }

    /// Whether it is this account's own.
    pub fn is_about(&self, number: u8) -> bool {
        matches!(self.objet, Objet::Cles(cible) | Objet::DroitEnPlus(cible) if cible == number)
    }
}

impl Compte {
    /// Whether the attacker decides what this account signs.
    pub fn obeys_attacker(&self) -> bool {
        self.main != Main::Honnete
    }
}
