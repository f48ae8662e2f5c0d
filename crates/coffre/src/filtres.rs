//! The filters that an agent keeps under names of her own: sealed, hers alone.

use domaine::Clair;
use domaine::saisie::tidy;
use droits::signature::SignedRequest;
use zeroize::Zeroizing;

use crate::Alive;
use crate::Coffre;
use crate::face::{Agent, Error, Filtre, FiltreEnregistre, Refusal, Saisie};
use crate::fiche::{put, take};
use crate::sceau::{self, Place};

crate::statements! {
    OF = "select num, contenu from filtre where agent = ?1 order by num";
    PUT = "insert into filtre (agent, num, contenu) values (?1, ?2, ?3)";
    DROP = "delete from filtre where agent = ?1 and num = ?2";
}

/// Longest name of a filter, in characters.
const NOM_MAX: usize = 60;

/// Filters of one agent.
const FILTRES_MAX: usize = 20;

/// Table number in [`Place`].
const KIND: u8 = 36;

impl Coffre {
    /// Keeps a filter. `requete` is a query string that [`Filtre::from_query`] reads; a filter kept already under this name
    /// is replaced.
    ///
    /// # Errors
    /// A field to correct, a refusal or a failure; what was kept stays.
    pub async fn save_filter(&self, request: &SignedRequest, nom: Clair, requete: String) -> Result<(), Error> {
        let alive = self.alive()?;
        let (nom, filtre) = read(&nom, &requete).map_err(|wrong| Error::Saisie(vec![wrong]))?;
        let agent = alive.authenticate_once(request).await?;
        let known = alive.filtres(&agent).await?;
        let same = known.iter().find(|one| one.nom == nom).map(|one| one.num);
        if same.is_none() && known.len() >= FILTRES_MAX {
            return Err(Error::Saisie(vec![Saisie { champ: "nom", raison: "filtres-trop-nombreux" }]));
        }
        let num = same.unwrap_or_else(|| known.iter().map(|one| one.num + 1).max().unwrap_or(1));
        let mut clear = Zeroizing::new(Vec::new());
        put(&mut clear, 1, nom.expose().as_bytes());
        put(&mut clear, 2, filtre.to_query().as_bytes());
        let sealed = sceau::seal(&alive.racine.agents(agent.structure), &place(&agent, num), &clear);
        let id = agent.id.0;
        alive
            .base
            .write(move |tx| {
                tx.exec(&DROP, &[id.into(), num.into()])?;
                tx.exec(&PUT, &[id.into(), num.into(), sealed.clone().into()])
            })
            .await?;
        Ok(())
    }

    /// Forgets one of the agent's filters.
    ///
    /// # Errors
    /// `Introuvable` when she has none of this number; a refusal or a failure.
    pub async fn drop_filter(&self, request: &SignedRequest, num: u32) -> Result<(), Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate_once(request).await?;
        let gone = alive.base.write(move |tx| tx.exec(&DROP, &[agent.id.0.into(), num.into()])).await?;
        if gone == 0 { Err(Error::Refusal(Refusal::Introuvable)) } else { Ok(()) }
    }
}

impl Alive {
    /// The agent's filters, oldest first. One that does not open is not there.
    pub(crate) async fn filtres(&self, agent: &Agent) -> Result<Vec<FiltreEnregistre>, Error> {
        let id = agent.id.0;
        let rows: Vec<(u32, Vec<u8>)> = self.base.read(move |tx| tx.all(&OF, &[id.into()])).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let key = self.racine.agents(agent.structure);
        let open = |(num, sealed): (u32, Vec<u8>)| {
            let clear = sceau::open(&key, &place(agent, num), &sealed)?;
            let mut rest: &[u8] = &clear;
            let mut next = |number| take(&mut rest).filter(|(n, _)| *n == number).map(|(_, value)| value);
            let nom = Clair::new(std::str::from_utf8(next(1)?).ok()?);
            // Read anew: what is shown in an address is always what this program writes.
            let requete = Filtre::from_query(std::str::from_utf8(next(2)?).ok()?)?.to_query();
            Some(FiltreEnregistre { num, nom, requete })
        };
        Ok(rows.into_iter().filter_map(open).collect())
    }
}

fn read(nom: &Clair, requete: &str) -> Result<(Clair, Filtre), Saisie> {
    let filtre = Filtre::from_query(requete).ok_or(Saisie { champ: "requete", raison: "filtre-illisible" })?;
    let nom = tidy(nom.expose()).map_err(|raison| Saisie { champ: "nom", raison: raison.key() })?;
    match nom.chars().count() {
        0 => Err(Saisie { champ: "nom", raison: "champ-obligatoire" }),
        1..=NOM_MAX => Ok((Clair::new(nom), filtre)),
        _ => Err(Saisie { champ: "nom", raison: "champ-trop-long" }),
    }
}

fn place(agent: &Agent, num: u32) -> Place {
    Place { owner: agent.id.0, structure: agent.structure.0, kind: KIND, num, version: 1 }
}
