//! GET /agenda/flux/{jeton}.ics: an agenda for other programs, at a secret address. Nobody is in: it says hours, never whom.
//!
//! Only the SHA-256 of the address is kept, so that a stolen base asks for nothing; the journal says it too, and an address that it does
//! not say, which somebody wrote in the base, opens nothing. The rows are read by their clear columns, since
//! no key is there without an agent: what somebody edited in the base is shown as edited here, and on no page.

use std::collections::HashMap;

use domaine::agenda::StatutRdv;
use domaine::{AgentId, CodeStructure};
use droits::signature::{SignedRequest, sha256};
use jiff::ToSpan;
use journal::entry::{Entry, Kind, Pseudonym};

use super::place;
use super::rangement::{self, Brut, Rang};
use crate::base::Value;
use crate::face::{AdresseFlux, Agent, Error, Flux, FluxLu, GenreAgenda, LigneFlux, Refusal};
use crate::fiche::days;
use crate::racine::mac;
use crate::sequenceur::now;
use crate::{Alive, Coffre, locked, random};

/// Requests of one feed in an hour.
const PER_HOUR_MAX: u32 = 60;

/// Feeds counted at once: the memory of who asks is bounded, whoever asks.
const COUNTED_MAX: usize = 10_000;

const HOUR: u64 = 3_600_000;

/// Days shown, back and ahead.
const BACK: i64 = 60;
const AHEAD: i64 = 180;

/// Lines of one feed.
const LINES_MAX: u32 = 4_000;

/// Requests by hash of an address: the hour of the first, and how many since.
pub(super) type Asked = HashMap<[u8; 32], (u64, u32)>;

impl Coffre {
    /// A new address for her own agenda; the one before serves no more. It is told once, and kept nowhere.
    ///
    /// # Errors
    /// A refusal or a failure; the one before still serves.
    pub async fn open_feed(&self, request: &SignedRequest) -> Result<AdresseFlux, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate_once(request).await?;
        if !agent.role.receives() {
            return Err(Error::Refusal(Refusal::Role));
        }
        let jeton: [u8; 32] = random();
        let row: Vec<Value> =
            vec![agent.id.0.into(), agent.structure.as_str().into(), sha256(&jeton).into(), (now() as i64).into()];
        let id = agent.id;
        // The entry first: cut in between, neither address serves, and she asks again.
        alive.say_feed(&agent, sha256(&jeton)).await?;
        alive
            .base
            .write(move |tx| {
                tx.exec(&rangement::DROP_FEED, &[id.0.into()])?;
                tx.exec(&rangement::PUT_FEED, &row)
            })
            .await?;
        Ok(AdresseFlux { agent, jeton })
    }

    /// The address of her agenda serves no more.
    ///
    /// # Errors
    /// A refusal or a failure; it still serves.
    pub async fn close_feed(&self, request: &SignedRequest) -> Result<(), Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate_once(request).await?;
        alive.say_feed(&agent, [0; 32]).await?;
        alive.base.write(move |tx| tx.exec(&rangement::DROP_FEED, &[agent.id.0.into()])).await?;
        Ok(())
    }

    /// What is at an address. Nothing, an address of before and an agent who no longer opens are one answer.
    ///
    /// # Errors
    /// A failure.
    pub async fn feed(&self, jeton: [u8; 32]) -> Result<FluxLu, Error> {
        let alive = self.alive()?;
        let hash = sha256(&jeton);
        let found: Option<(Vec<u8>, String, i64)> =
            alive.base.read(move |tx| tx.one(&rangement::FEED, &[hash.into()])).await?;
        let known = found.and_then(|(agent, structure, _)| {
            Some((AgentId(agent.try_into().ok()?), structure.parse::<CodeStructure>().ok()?))
        });
        let serves = |agent: AgentId, structure| alive.is_said(agent, &hash) && alive.still_opens(agent, structure);
        let Some((agent, structure)) = known.filter(|(agent, structure)| serves(*agent, *structure)) else {
            return Ok(FluxLu::Inconnu);
        };
        if !alive.may_ask(hash) {
            return Ok(FluxLu::Patience);
        }
        alive.read_feed(agent, structure).await.map(FluxLu::Ouvert)
    }
}

/// What the entries of an agent's feed are about.
fn object(name: &Pseudonym) -> [u8; 16] {
    let hash = sha256(&[b"cairn/flux/v1".as_slice(), name].concat());
    hash[..16].try_into().expect("16 of 32 bytes")
}

impl Alive {
    /// The journal says that this is the address of her agenda from now on; zero: that it has none.
    async fn say_feed(&self, agent: &Agent, hash: [u8; 32]) -> Result<(), Error> {
        let name = self.pseudonym_of(agent.id).ok_or(Error::Refusal(Refusal::Introuvable))?;
        let mut entry = Entry::new(Kind::PolicyChange);
        (entry.actor, entry.object, entry.content) = (name, object(&name), hash);
        self.record(entry).await
    }

    fn is_said(&self, agent: AgentId, hash: &[u8; 32]) -> bool {
        let name = self.pseudonym_of(agent);
        name.is_some_and(|name| self.sequenceur.politique(&object(&name)).last() == Some(hash))
    }

    /// Since when her agenda has an address.
    pub(super) async fn feed_since(&self, agent: AgentId) -> Result<Option<u64>, Error> {
        let row: Option<(i64,)> = self.base.read(move |tx| tx.one(&rangement::FEED_OF, &[agent.0.into()])).await?;
        Ok(row.and_then(|(cree,)| u64::try_from(cree).ok()))
    }

    async fn read_feed(&self, agent: AgentId, structure: CodeStructure) -> Result<Flux, Error> {
        let (fuseau, _) = place(structure);
        let maintenant = now();
        let today = fuseau.aujourdhui(maintenant);
        let (first, last) = (today.saturating_sub(BACK.days()), today.saturating_add(AHEAD.days()));
        let params: Vec<Value> =
            vec![agent.0.into(), days(first).into(), days(last).into(), 0.into(), LINES_MAX.into(), 0.into()];
        let bruts = self.base.read(move |tx| tx.all::<Brut>(&rangement::OF_AGENT, &params)).await?;
        let sites = self.sites(structure).await?;
        let key = self.racine.flux();
        let site = |num: u32| sites.iter().find(|(n, ..)| *n == num).map(|(_, nom, _)| nom.clone());
        let line = |rang: Rang| LigneFlux {
            uid: mac(&*key, &rang.id.0)[..16].try_into().expect("16 of 32 bytes"),
            genre: rang.genre,
            plage: rang.plage,
            statut: rang.statut,
            site: site(rang.site),
            maj: rang.maj,
        };
        let is_said = |rang: &Rang| {
            rang.structure == structure && rang.genre != GenreAgenda::Creneau && rang.statut != StatutRdv::Reporte
        };
        let lignes = bruts.into_iter().filter_map(|brut| brut.rang).filter(is_said).map(line).collect();
        Ok(Flux { fuseau, maintenant, lignes })
    }

    fn still_opens(&self, agent: AgentId, structure: CodeStructure) -> bool {
        let Some(name) = self.pseudonym_of(agent) else { return false };
        let registre = self.sequenceur.registre();
        let time = now().max(registre.latest());
        registre.agent(&name).is_some_and(|a| a.structure == structure.0 && a.role.receives() && a.state(time).opens())
    }

    fn may_ask(&self, hash: [u8; 32]) -> bool {
        let time = now();
        let mut asked = locked(&self.agendas.asked);
        if asked.len() >= COUNTED_MAX {
            asked.retain(|_, (since, _)| time.saturating_sub(*since) < HOUR);
        }
        let (since, times) = asked.entry(hash).or_insert((time, 0));
        if time.saturating_sub(*since) >= HOUR {
            (*since, *times) = (time, 0);
        }
        *times += 1;
        *times <= PER_HOUR_MAX
    }
}
