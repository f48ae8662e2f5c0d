//! Root on the application's machine. He has the coffre's root key, its base and the journal's key; he kills the application and speaks to
//! the contre-clé himself, in its name. The browsers that were in at that moment sign whatever he has their pages ask for; nobody touches
//! a passkey any more. What he lacks is the other half of each dossier's keys: he asks for it by every lie that he can tell, opens at home
//! what he gets, and that is what is counted.

mod mensonges;
mod noms;

use coffre::racine::Racine;
use contre_cle::client::{ContreCle, Socket};
use contre_cle::protocole::{Answer, Question, ShareQuestion};
use droits::budget::explanation;
use droits::signature::SignedRequest;
use journal::Kind;
use journal::act::act;
use journal::entry::{Decision, Entry};
use journal::log::Record;
use journal::note::Signer;
use journal::tree::{Tree, leaf_hash};

use super::attaquant::{Attaquant, signed};
use super::butin::Butin;
use super::coffre_tenu::{Tenu, held, leaves, racine, record, signer};
use super::complices::Complice;
use super::complices::creation::{done, said};
use super::complices::tableau::Tableau;
use super::terrain::Terrain;
use super::{Controle, Exercice, Mesure};
use crate::client::Recorded;

pub const EXERCICE: Exercice = Exercice {
    nom: "racine-application",
    titre: "Root sur la machine de l'application : il ment à la contre-clé au nom du coffre, les navigateurs vivants signent pour lui.",
    profil: "trois navigateurs vivants, sans un geste",
    plafond: TRANCHE * NAVIGATEURS as u64,
    // The names of the structure that these browsers had loaded: all that have a dossier here.
    plafond_lignes: u64::MAX,
    controle: Controle::Nomme("budget"),
    non_couvert: &[
        "le fusible de 1 300 par minute : il faudrait 66 navigateurs vivants d'un coup ; il est essayé dans la contre-clé",
        "des réponses de clés d'accès mises de côté avant : chacune vaut une connexion de plus, et vingt personnes",
        "ce qui passe dans la mémoire pendant que des agents honnêtes travaillent",
    ],
    run,
};

/// Dossiers of a login without a gesture.
const TRANCHE: u64 = droits::budget::TRANCHE as u64;

/// Browsers that were in when he came.
const NAVIGATEURS: usize = 3;

/// Entries told at once.
const LOT: usize = 100;

/// So many refusals in a row, and he has understood.
const REFUS_MAX: usize = 500;

fn run(terrain: &mut Terrain) -> Result<Mesure, String> {
    let mesure = Mesure { butin: Butin::default(), noms_charges: true, ..Mesure::default() };
    let mut tableau = Tableau::new(mesure);
    let dossiers = terrain.dossiers()?;
    let mut voleur = Voleur { racine: racine(terrain)?, ligne: None, vivants: Vec::new(), volees: Vec::new() };
    for (n, dossier) in dossiers.iter().enumerate().take(NAVIGATEURS) {
        voleur.catches(terrain, &tableau.mesure.butin, n, dossier)?;
    }
    terrain.kill_application();
    voleur.takes_the_line(terrain)?;
    let held = held(terrain, &voleur.racine)?;
    if held.len() != dossiers.len() {
        return Err("the coffre's halves do not open".into());
    }
    mensonges::before(terrain, &mut tableau, &mut voleur, &held)?;
    let opened = voleur.reads(terrain, &tableau.mesure.butin, &held)?;
    noms::loads(terrain, &mut tableau, &mut voleur, &held)?;
    if terrain.sans_controle().is_none() {
        mensonges::after(terrain, &mut tableau, &mut voleur, &held)?;
    }
    tableau.mesure.faits.push(("navigateurs vivants".into(), NAVIGATEURS as u64));
    tableau.mesure.faits.push(("dossiers déchiffrés chez lui".into(), opened));
    tableau.mesure.journal_altere = Some("le coffre ment : seule la contre-clé sait ce qui a été inscrit");
    Ok(tableau.mesure)
}

/// What root holds, and what obeys him.
struct Voleur {
    racine: Racine,
    ligne: Option<Ligne>,
    vivants: Vec<Vivant>,
    /// Requests that browsers signed while the application was honest.
    volees: Vec<Recorded>,
}

/// A browser that was in, and the entry by which it came in.
struct Vivant {
    thief: Attaquant,
    entree: Entry,
    piece: Option<Vec<u8>>,
}

/// The coffre's line to the contre-clé, and what was told on it.
struct Ligne {
    socket: Socket,
    signer: Signer,
    tree: Tree,
    fence: u32,
}

impl Voleur {
    /// Somebody works: her browser is in, the names of her structure are loaded, a dossier was opened.
    fn catches(&mut self, terrain: &Terrain, butin: &Butin, n: usize, dossier: &str) -> Result<(), String> {
        let mut thief = Complice::new(terrain, "conseiller", 0, n)?.enters(terrain, butin)?;
        let honest = thief.navigateur().sign("GET", &format!("/dossiers/{dossier}"), None, true);
        done(&said(thief.replays(&honest))?, "an honest opening")?;
        done(&said(thief.get("/portefeuille"))?, "an honest list")?;
        self.volees.push(honest);
        self.vivants.push(Vivant { thief, entree: Entry::new(Kind::Login), piece: None });
        Ok(())
    }

    /// With the application dead, its journal is what he goes on from.
    fn takes_the_line(&mut self, terrain: &Terrain) -> Result<(), String> {
        let leaves = leaves(terrain)?;
        let mut tree = Tree::new();
        leaves.iter().for_each(|leaf| tree.push(leaf_hash(&leaf.entry)));
        let mut fence = 0;
        for leaf in &leaves {
            let entry = said(Entry::decode(&leaf.entry).map_err(|fault| format!("{fault:?}")))?;
            fence = fence.max(entry.fence);
            let login = self.vivants.iter_mut().find(|v| v.thief.navigateur().login() == entry.login);
            if let Some(vivant) = login.filter(|_| entry.kind == Kind::Login) {
                (vivant.entree, vivant.piece) = (entry, leaf.piece.clone());
            }
        }
        self.ligne = Some(Ligne { socket: terrain.line(), signer: signer(terrain)?, tree, fence });
        Ok(())
    }

    fn ligne(&mut self) -> Result<&mut Ligne, String> {
        self.ligne.as_mut().ok_or_else(|| "no line yet".to_owned())
    }

    /// Every dossier in turn, by each browser in turn, said to be of her portefeuille; what is released is opened at once.
    fn reads(&mut self, terrain: &Terrain, butin: &Butin, held: &[Tenu]) -> Result<u64, String> {
        let (mut opened, mut refused) = (0, 0);
        for lot in held.chunks(LOT) {
            let mut asked = Vec::new();
            for (n, tenu) in lot.iter().enumerate() {
                let vivant = &self.vivants[n % self.vivants.len()];
                let (request, entry) = vivant.opens(terrain, tenu)?;
                asked.push((tenu, request, entry));
            }
            let records = asked.iter().map(|(_, _, entry)| record(entry.clone(), None)).collect();
            let ligne = self.ligne()?;
            let first = ligne.tree.len();
            if !matches!(ligne.tells(records)?, Answer::Cosigned { .. }) {
                return Err("the contre-clé no longer follows".into());
            }
            for (index, (tenu, request, entry)) in (first..).zip(&asked) {
                match ligne.shares(index, request, tenu)? {
                    Answer::Halves(halves) => {
                        let text = tenu.clear(entry.classes, &halves);
                        butin.keep_clear(format!("parts {}", request.target), Some(request.hash()), text);
                        (opened, refused) = (opened + 1, 0);
                    }
                    _ => refused += 1,
                }
            }
            if refused >= REFUS_MAX {
                break;
            }
        }
        Ok(opened)
    }
}

impl Vivant {
    /// What her browser signs for this dossier, and the entry that a coffre would write: her own portefeuille explains it.
    fn opens(&self, terrain: &Terrain, tenu: &Tenu) -> Result<(SignedRequest, Entry), String> {
        let target = format!("/dossiers/{}", journal::encoding::hex(&tenu.stored.id.0));
        let request = self.signs("GET", &target)?;
        let entry = self.entry(terrain, tenu, &request)?;
        Ok((request, entry))
    }

    fn signs(&self, method: &str, target: &str) -> Result<SignedRequest, String> {
        let body = (method != "GET").then_some(("application/x-www-form-urlencoded", &b""[..]));
        signed(&self.thief.navigateur().sign(method, target, body, true)).ok_or_else(|| "a signed request".to_owned())
    }

    fn entry(&self, terrain: &Terrain, tenu: &Tenu, request: &SignedRequest) -> Result<Entry, String> {
        let asked = act(&request.method, &request.target).ok_or("an act")?;
        Ok(Entry {
            subject: tenu.sujet,
            classes: asked.classes,
            explanation: explanation::PORTEFEUILLE,
            purpose: asked.purpose as u8,
            role: self.entree.role,
            etat: tenu.stored.etat,
            epoch: tenu.stored.epoch,
            content: tenu.digest,
            request: request.hash(),
            ..self.says(terrain, asked.kind)
        })
    }

    /// An entry in her name, granted, of this moment.
    fn says(&self, terrain: &Terrain, kind: Kind) -> Entry {
        Entry {
            decision: Decision::Granted,
            time: terrain.horloges.0.now().unsigned_abs() * 1_000,
            actor: self.entree.actor,
            login: self.entree.login,
            structure: self.entree.structure,
            ..Entry::new(kind)
        }
    }
}

impl Ligne {
    /// Tells entries, under the coffre's own signature.
    fn tells(&mut self, mut records: Vec<Record>) -> Result<Answer, String> {
        let mut tree = self.tree.clone();
        for told in &mut records {
            let entry = said(Entry::decode(&told.entry).map_err(|fault| format!("{fault:?}")))?;
            told.entry = Entry { fence: self.fence, ..entry }.encode();
            tree.push(leaf_hash(&told.entry));
        }
        let note = self.signer.sign(tree.len(), tree.root());
        let answer = self.asks(&Question::Append { first: self.tree.len(), records, note })?;
        if matches!(answer, Answer::Cosigned { .. }) {
            self.tree = tree;
        }
        Ok(answer)
    }

    fn shares(&mut self, index: u64, request: &SignedRequest, tenu: &Tenu) -> Result<Answer, String> {
        self.asks(&Question::Share(ShareQuestion { index, request: request.clone(), salt: tenu.sel }))
    }

    fn asks(&mut self, question: &Question) -> Result<Answer, String> {
        said(self.socket.ask(question))
    }
}
