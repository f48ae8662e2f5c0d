//! POST /parrainages/{agent}/adresse: opens the newcomer's one-use address for five minutes, and shows it once.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;

use super::qr;
use super::show::{Adresse, ParrainagePage};
use crate::demande::Demande;
use crate::face::Refusal;
use crate::pages::Cadre;
use crate::refus::Refus;
use crate::{Etat, reponse};

/// Opens it. Asked again, the former one is closed.
pub async fn open(
    State(etat): State<Etat>,
    Path(agent): Path<String>,
    headers: HeaderMap,
    demande: Demande,
) -> Result<Response, Refus> {
    let agent = agent.parse().map_err(|_| Refusal::Introuvable)?;
    let mut arrivee = etat.coffre.open_arrivee(&demande.signee, agent).await?;
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let adresse = arrivee.code.take().map(|code| {
        let texte = format!("{}/arrivee/{code}", origin(&etat.rp_id, host));
        Adresse { dessin: qr::path(&texte), texte }
    });
    let cadre = Cadre::of(&etat, demande.langue, arrivee.agent.clone());
    reponse::page(&ParrainagePage { cadre, arrivee, adresse, liee: false })
}

/// Where the newcomer's phone will go: the address that the parrain's own browser uses, when it is one of this site.
/// A host that somebody made up would lead a newcomer elsewhere.
fn origin(rp_id: &str, host: Option<&str>) -> String {
    let is_ours = |host: &&str| {
        let is_plain = host.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'.' | b'-' | b':'));
        let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|c| c.is_ascii_digit()));
        let name = name.map_or(*host, |(name, _)| name);
        let is_within = |before: &str| before.ends_with('.') && !before.contains(':');
        is_plain && (name == rp_id || name.strip_suffix(rp_id).is_some_and(is_within))
    };
    let scheme = if rp_id == "localhost" { "http" } else { "https" };
    format!("{scheme}://{}", host.filter(is_ours).unwrap_or(rp_id))
}

#[cfg(test)]
mod tests {
    use super::origin;

    #[test]
    fn an_address_is_never_of_another_site() {
        let check = |rp_id, host, expected: &str| assert_eq!(origin(rp_id, host), expected, "{host:?}");
        check("localhost", Some("localhost:8080"), "http://localhost:8080");
        check("cairn.exemple.fr", Some("cairn.exemple.fr"), "https://cairn.exemple.fr");
        check("exemple.fr", Some("cairn.exemple.fr:8443"), "https://cairn.exemple.fr:8443");
        check("exemple.fr", Some("mauvaisexemple.fr"), "https://exemple.fr");
        check("exemple.fr", Some("exemple.fr@ailleurs.fr"), "https://exemple.fr");
        check("exemple.fr", Some("ailleurs.fr:.exemple.fr"), "https://exemple.fr");
        check("exemple.fr", Some("ailleurs.fr/.exemple.fr"), "https://exemple.fr");
        check("exemple.fr", None, "https://exemple.fr");
    }
}
