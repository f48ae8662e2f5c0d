//! What waits for somebody among the accounts of cardboard: approvals, parrains, a newcomer's keys, a campaign with a line that
//! stands for nobody.

use domaine::{AgentId, Clair, DossierId};
use droits::Role;
use droits::habilitation::{Lien, State};
use droits::signature::sha256;

use super::face::*;
use super::{Answer, Coffre, comptes, gens};
use crate::heure;

/// The newcomer's address, once a parrain has opened it.
pub const CODE: &str = "arrivee-de-la-vitrine";
/// A line of the campaign that stands for nobody.
pub const LEURRE: AgentId = AgentId([0x7e; 16]);

/// What a newcomer and a reviewer did.
#[derive(Default)]
pub struct Attente {
    ouverte: bool,
    cles: Vec<Vec<u8>>,
    faites: Vec<AgentId>,
    reprise: bool,
}

#[allow(clippy::unused_async, missing_docs, reason = "same shape as the real one, where each verb is described")]
impl Coffre {
    pub async fn approbations(&self, request: &SignedRequest) -> Answer<Attendus> {
        let agent = self.check(request)?;
        // Who accompanies people approves nobody.
        let is_drawn = matches!(agent.role, Role::Gestionnaire | Role::Direction);
        Ok(Attendus { agent, comptes: if is_drawn { vec![comptes::compte(0)] } else { vec![] } })
    }

    pub async fn parrainages(&self, request: &SignedRequest) -> Answer<Attendus> {
        let agent = self.check(request)?;
        let is_parrain = agent.role == Role::Direction;
        Ok(Attendus { agent, comptes: if is_parrain { vec![comptes::compte(1), comptes::compte(3)] } else { vec![] } })
    }

    pub async fn rallonges(&self, request: &SignedRequest) -> Answer<Rallonges> {
        let agent = self.check(request)?;
        if agent.role != Role::Direction {
            return Err(Refusal::Role.into());
        }
        let ligne = |n: usize, jour, donnees| {
            let compte = comptes::compte(n);
            let (semaine, revelations) = ((171, 220), (n as u16, 5));
            let (agent, nom, role) = (compte.agent, compte.nom, compte.role);
            Rallonge {
                agent,
                nom,
                role,
                jour,
                semaine,
                revelations,
                donnees,
                ailleurs: None,
                is_possible: donnees == 0,
            }
        };
        Ok(Rallonges {
            agent,
            lignes: {
                let elsewhere = Rallonge { ailleurs: "59512S01".parse().ok(), ..ligne(4, (47, 60), 0) };
                vec![ligne(2, (54, 60), 0), ligne(3, (61, 90), 1), elsewhere]
            },
        })
    }

    /// Who accompanies was held out one dossier and took another; a direction has one to review.
    pub async fn bris(&self, request: &SignedRequest) -> Answer<Bris> {
        let agent = self.check(request)?;
        let accompanies = agent.role.accompanies();
        let structure = || "Mission locale de Lyon".to_owned();
        let lu = |is_pris, dossier| BrisLu {
            dossier,
            structure: structure(),
            par: Some(comptes::compte(1).nom),
            jusqua: 1_763_812_800_000,
            is_pris,
        };
        let siens = vec![lu(false, Some(DossierId([7; 16]))), lu(true, Some(DossierId([8; 16]))), lu(true, None)];
        let revoir = |is_possible: bool| BrisARevoir {
            agent: comptes::compte(3).agent,
            nom: comptes::compte(3).nom,
            structure: structure(),
            par: Some(comptes::compte(2).nom),
            sujet: [9; 16],
            dossier: is_possible.then_some(DossierId([9; 16])),
            depuis: 1_763_812_800_000,
            avant: 1_764_115_200_000,
            motif: 1,
            is_possible,
        };
        let reviews = matches!(agent.role, Role::Direction | Role::Dpo);
        let code = accompanies.then(|| "ABCEFHJK".to_owned());
        let a_revoir = if reviews { vec![revoir(true), revoir(false)] } else { vec![] };
        Ok(Bris { agent, code, siens: if accompanies { siens } else { vec![] }, a_revoir })
    }

    /// One code is somebody's.
    pub async fn preneur(&self, request: &SignedRequest, code: &str) -> Answer<Preneur> {
        let agent = self.check(request)?;
        if !agent.role.accompanies() && agent.role != Role::Direction {
            return Err(Refusal::Role.into());
        }
        let compte = comptes::compte(3);
        let preneur = (code == "ABCEFHJK").then_some((compte.nom, compte.role, compte.structure_nom));
        Ok(Preneur { agent, preneur })
    }

    /// The structure is frozen by the direction for the vigie to see, the network by an officer for the others.
    pub async fn gels(&self, request: &SignedRequest) -> Answer<Gels> {
        let agent = self.check(request)?;
        if !matches!(agent.role, Role::Vigie | Role::Direction | Role::Dpo) {
            return Err(Refusal::Role.into());
        }
        let ligne = |structure, is_levable, leve| GelLu {
            structure,
            depuis: 1_763_812_800_000,
            jusqua: 1_763_812_800_000 + 86_400_000,
            par: vec![comptes::compte(1).nom],
            leve,
            is_prolongeable: is_levable,
            is_levable,
        };
        let here = ligne(Some(agent.structure), true, Some(comptes::compte(2).nom));
        Ok(Gels { agent, lignes: vec![here, ligne(None, false, None)] })
    }

    pub async fn arrivee_vue(&self, request: &SignedRequest, id: AgentId) -> Answer<Arrivee> {
        let agent = self.check(request)?;
        self.arrivee(agent, id, None)
    }

    pub async fn open_arrivee(&self, request: &SignedRequest, id: AgentId) -> Answer<Arrivee> {
        let agent = self.check(request)?;
        self.etagere().attente.ouverte = true;
        self.arrivee(agent, id, Some(CODE.to_owned()))
    }

    pub async fn chemin(&self, code: &str) -> Answer<Chemin> {
        let etagere = self.etagere();
        let cles = &etagere.attente.cles;
        if code != CODE || !etagere.attente.ouverte {
            return Err(Refusal::Introuvable.into());
        }
        let compte = comptes::compte(1);
        let is_signed = etagere.signes.iter().any(|geste| matches!(geste, Geste::Parrainer { .. }));
        Ok(Chemin {
            nom: compte.nom,
            role: compte.role,
            structure_nom: compte.structure_nom,
            agent: compte.agent,
            challenge: sha256(&[0x51, u8::try_from(cles.len()).unwrap_or(0)]),
            liees: u8::try_from(cles.len()).unwrap_or(u8::MAX),
            exclues: cles.clone(),
            mots: words(cles),
            ouvre: is_signed.then(|| heure::now_ms() + 2 * gens::JOUR),
        })
    }

    pub async fn bind_arrivee(&self, code: &str, attestation: Attestation) -> Answer<Chemin> {
        self.chemin(code).await?;
        self.etagere().attente.cles.push(attestation.credential);
        self.chemin(code).await
    }

    fn arrivee(&self, agent: Agent, id: AgentId, code: Option<String>) -> Answer<Arrivee> {
        if id != comptes::agent_id(1) {
            return Err(Refusal::Introuvable.into());
        }
        let etagere = self.etagere();
        let cles = &etagere.attente.cles;
        let (liees, hash) = (u8::try_from(cles.len()).unwrap_or(u8::MAX), words(cles).map(|_| sha256(&cles.concat())));
        Ok(Arrivee { agent, compte: comptes::compte(1), code, liees, cles: hash, mots: words(cles) })
    }

    pub async fn acces(&self, request: &SignedRequest) -> Answer<Acces> {
        let agent = self.check(request)?;
        if matches!(agent.role, Role::Conseiller | Role::Accueil | Role::ReferentCollectif) {
            return Err(Refusal::Role.into());
        }
        Ok(Acces { agent, comptes: (0..9).map(comptes::compte).collect() })
    }

    pub async fn lignees(&self, request: &SignedRequest) -> Answer<Lignees> {
        let agent = self.check(request)?;
        let line = |n: usize| {
            let Compte { agent, nom, role, structure_nom, etat, .. } = comptes::compte(n);
            (agent, nom, role, structure_nom, etat)
        };
        let mut comptes: Vec<_> = [8, 6, 4, 3, 2, 1, 0].map(line).to_vec();
        let elsewhere = "Mission locale de Lille".to_owned();
        let other = (AgentId([0x60; 16]), Clair::new("Hélène Noël"), Role::Gestionnaire, elsewhere, State::Active);
        comptes.push(other);
        let link = |from: usize, to: usize, lien| (comptes::agent_id(from), comptes::agent_id(to), lien);
        let mut liens = vec![link(8, 6, Lien::Proposant)];
        for n in [4, 3, 2, 1, 0] {
            liens.push(link(6, n, Lien::Proposant));
            liens.push((AgentId([0x60; 16]), comptes::agent_id(n), Lien::Approbateur));
            liens.push(link(8, n, Lien::Parrain));
        }
        Ok(Lignees { agent, comptes, liens })
    }

    pub async fn preuves(&self, request: &SignedRequest, id: AgentId) -> Answer<Preuves> {
        self.check(request)?;
        (0..9).find(|n| comptes::agent_id(*n) == id).ok_or(Refusal::Introuvable)?;
        let step = |entree| Preuve {
            entree,
            octets: vec![7; 256],
            piece: Some(vec![8; 64]),
            enonce: "cairn/acte/1\nkind=64".to_owned(),
            chemin: vec![[9; 32]; 12],
        };
        let note = b"cairn.example/journal\n4096\nAAAA\n\n".to_vec();
        Ok(Preuves { pas: (4_000..4_003).map(step).collect(), note, cles: ["journal".into(), "contre-cle".into()] })
    }

    pub async fn campagne(&self, request: &SignedRequest) -> Answer<Campagne> {
        let agent = self.check(request)?;
        let etagere = self.etagere();
        let is_reviewer = agent.role == Role::Direction;
        let mut lignes: Vec<LigneCampagne> = if is_reviewer { lines().to_vec() } else { vec![] };
        lignes.retain(|ligne| !etagere.attente.faites.contains(&ligne.compte.agent));
        let faites = u16::try_from(etagere.attente.faites.len()).unwrap_or(u16::MAX);
        let is_reprise = is_reviewer && etagere.attente.reprise;
        let a_cote = (agent.role == Role::Dpo && etagere.attente.reprise).then(|| Clair::new("Marc Aubry"));
        Ok(Campagne { agent, lignes, faites: if is_reviewer { faites } else { 0 }, is_reprise, a_cote })
    }

    pub async fn certify_decoy(&self, request: &SignedRequest, id: AgentId) -> Answer<bool> {
        self.vouch(request).await?;
        if id == LEURRE {
            let attente = &mut self.etagere().attente;
            attente.reprise = true;
            attente.faites.clear();
        }
        Ok(id == LEURRE)
    }

    pub async fn refuse_decoy(&self, request: &SignedRequest, id: AgentId) -> Answer<bool> {
        self.vouch(request).await?;
        if id == LEURRE {
            self.etagere().attente.faites.push(id);
        }
        Ok(id == LEURRE)
    }

    pub async fn beside(&self, request: &SignedRequest) -> Answer<()> {
        self.check(request)?;
        self.etagere().attente.reprise = false;
        Ok(())
    }
}

/// The same four for the same keys; none before the second.
fn words(cles: &[Vec<u8>]) -> Option<[&'static str; 4]> {
    (cles.len() >= 2).then_some(["cerise", "tambour", "ruisseau", "lanterne"])
}

/// Somebody who works, somebody who never opened anything, and nobody.
fn lines() -> [LigneCampagne; 3] {
    let line = |n: usize, derniere_ouverture, ouvertures, inutilises| LigneCampagne {
        compte: comptes::compte(n),
        derniere_ouverture,
        ouvertures,
        inutilises,
    };
    let mut nobody = line(5, Some(210), (0, 0), vec!["ecrire"]);
    nobody.compte.agent = LEURRE;
    nobody.compte.nom = Clair::new("Paule Marchand");
    [line(4, Some(1), (84, 2), vec![]), line(3, None, (0, 0), vec!["ouvrir", "ecrire"]), nobody]
}
