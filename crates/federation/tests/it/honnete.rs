//! An honest provider: who gets an identity, who does not, and what serves once.

use crate::fournisseur::{Fournisseur, now};
use domaine::clair::Clair;
use federation::{Authentication, Client, Config, Denial, Fault, Flows, Piece, Refusal, identity_hash};

#[tokio::test]
async fn lea_signs_in() {
    let Some(fournisseur) = Fournisseur::start(None) else { return };
    let client = fournisseur.client();
    let lea = fournisseur.sign_in(&client, "lea").await.expect("Léa has a second factor");

    let clear = [&lea.sub, &lea.uid, &lea.given_name, &lea.usual_name, &lea.email].map(Clair::expose);
    assert_eq!(clear, ["lea", "uid-lea", "Léa", "Essai", "lea@mission-locale.example"]);
    assert_eq!(lea.issuer, fournisseur.said("/issuer"));
    assert_eq!((lea.siret.as_str(), lea.acr.as_str()), ("99999999900015", "eidas2"));
    assert_eq!(lea.amr, ["pwd", "otp", "mfa"]);
    assert_eq!(lea.hash(), identity_hash(&lea.issuer, &lea.idp_id, "lea"));
    let printed = format!("{lea:?}");
    assert!(!["Léa", "Essai", "mission-locale", "uid-lea"].iter().any(|word| printed.contains(word)), "{printed}");
}

#[tokio::test]
async fn a_secret_serves_as_well_as_a_key() {
    let Some(fournisseur) = Fournisseur::start(None) else { return };
    let with = |secret: String| {
        let authentication = Authentication::Secret(Clair::new(secret));
        let config =
            Config { client_id: fournisseur.said("/secret/client_id"), authentication, ..fournisseur.config() };
        Client::new(config).expect("a good configuration")
    };
    assert!(fournisseur.sign_in(&with(fournisseur.said("/secret/client_secret")), "lea").await.is_ok());
    assert_eq!(fournisseur.sign_in(&with("autre".into()), "lea").await.err(), Some(Refusal::ClientRefused));
}

#[tokio::test]
async fn a_key_that_was_not_registered_proves_nothing() {
    let (Some(ours), Some(other)) = (Fournisseur::start(None), Fournisseur::start(None)) else { return };
    let config = Config { authentication: other.config().authentication, ..ours.config() };
    let client = Client::new(config).expect("a good configuration");
    assert_eq!(ours.sign_in(&client, "lea").await.err(), Some(Refusal::ClientRefused));
}

/// Whose sign-in ends how.
#[tokio::test]
async fn each_signs_in_with_what_she_has() {
    let Some(fournisseur) = Fournisseur::start(None) else { return };
    let config = Config {
        sirets: Some(vec!["99999999900015".into()]),
        idp_ids: Some(vec!["11111111-2222-4333-8444-555555555555".into()]),
        ..fournisseur.config()
    };
    let client = Client::new(config).expect("a good configuration");
    for (personne, expected) in [
        ("lea", None),
        ("cle", None),
        ("courriel", Some(Refusal::AmrTooWeak)),
        ("simple", Some(Refusal::Denied(Denial::AccessDenied))),
        ("ailleurs", Some(Refusal::Siret)),
        ("autre-idp", Some(Refusal::Idp)),
    ] {
        assert_eq!(fournisseur.sign_in(&client, personne).await.err(), expected, "{personne}");
    }
}

#[tokio::test]
async fn a_code_serves_once() {
    let Some(fournisseur) = Fournisseur::start(None) else { return };
    let client = fournisseur.client();
    let (flow, query) = fournisseur.come_back(&client, "lea").await.expect("a flow");
    let code = param(&query, "code");
    assert!(client.conclude(flow, &query, now()).await.is_ok());

    // The used code, in the return of a fresh flow: right state, and a provider that remembers.
    let (fresh, query) = fournisseur.come_back(&client, "lea").await.expect("a flow");
    let replayed = query.replace(&param(&query, "code"), &code);
    assert_eq!(client.conclude(fresh, &replayed, now()).await.err(), Some(Refusal::Code));
}

#[tokio::test]
async fn a_code_serves_its_own_flow_only() {
    let Some(fournisseur) = Fournisseur::start(None) else { return };
    let client = fournisseur.client();
    let (_, stolen) = fournisseur.come_back(&client, "lea").await.expect("a flow");
    let (thief, query) = fournisseur.come_back(&client, "cle").await.expect("a flow");
    // Never used, but its verifier stayed with the flow that began it.
    let mixed = query.replace(&param(&query, "code"), &param(&stolen, "code"));
    assert_eq!(client.conclude(thief, &mixed, now()).await.err(), Some(Refusal::Code));
}

#[tokio::test]
async fn a_state_serves_once_and_its_own_flow_only() {
    let Some(fournisseur) = Fournisseur::start(None) else { return };
    let (client, flows) = (fournisseur.client(), Flows::new(10));
    let (flow, query) = fournisseur.come_back(&client, "lea").await.expect("a flow");
    let (other, _) = fournisseur.come_back(&client, "cle").await.expect("a flow");
    flows.keep(flow, now());

    assert_eq!(client.conclude(other, &query, now()).await.err(), Some(Refusal::State));
    let flow = flows.take(&query).expect("it waits");
    assert!(client.conclude(flow, &query, now()).await.is_ok());
    assert_eq!(flows.take(&query).err(), Some(Refusal::State));
}

#[tokio::test]
async fn ten_minutes_at_the_provider_and_no_more() {
    let Some(fournisseur) = Fournisseur::start(None) else { return };
    let client = fournisseur.client();
    let (flow, query) = fournisseur.come_back(&client, "lea").await.expect("a flow");
    assert_eq!(client.conclude(flow, &query, now() + 601).await.err(), Some(Refusal::FlowExpired));
}

#[tokio::test]
async fn a_new_key_is_looked_up_and_serves() {
    let Some(fournisseur) = Fournisseur::start(None) else { return };
    let client = fournisseur.client();
    assert!(fournisseur.sign_in(&client, "lea").await.is_ok(), "with the first key, which is now known");
    fournisseur.essai("faute", &[("nom", "cle-tournee")]);
    assert!(fournisseur.sign_in(&client, "lea").await.is_ok(), "with the key that replaced it");
}

/// The rate of early look-ups: a second unknown key within a minute waits, and after it is looked up.
#[tokio::test]
async fn keys_are_looked_up_early_once_a_minute() {
    let Some(fournisseur) = Fournisseur::start(None) else { return };
    let (client, unknown) = (fournisseur.client(), Refusal::Token(Piece::IdToken, Fault::UnknownKey));
    fournisseur.essai("faute", &[("nom", "cle-jamais-publiee")]);
    assert_eq!(fournisseur.sign_in(&client, "lea").await.err(), Some(unknown), "looked up, and it is not there");

    fournisseur.essai("faute", &[("nom", "cle-tournee")]);
    assert_eq!(
        fournisseur.sign_in(&client, "lea").await.err(),
        Some(unknown),
        "published, but a minute has not passed"
    );
    let (flow, query) = fournisseur.come_back(&client, "lea").await.expect("a flow");
    assert!(client.conclude(flow, &query, now() + 61).await.is_ok(), "a minute later");
}

/// A key that was withdrawn because it was stolen still signs; five minutes later it convinces nobody.
#[tokio::test]
async fn a_withdrawn_key_is_forgotten() {
    let Some(fournisseur) = Fournisseur::start(None) else { return };
    let client = fournisseur.client();
    assert!(fournisseur.sign_in(&client, "lea").await.is_ok());
    fournisseur.essai("faute", &[("nom", "cle-retiree")]);
    let (flow, query) = fournisseur.come_back(&client, "lea").await.expect("a flow");
    let refused = client.conclude(flow, &query, now() + 301).await;
    assert_eq!(refused.err(), Some(Refusal::Token(Piece::IdToken, Fault::UnknownKey)));
}

#[tokio::test]
async fn logging_out_ends_the_session_there() {
    let Some(fournisseur) = Fournisseur::start(None) else { return };
    let client = fournisseur.client();
    let lea = fournisseur.sign_in(&client, "lea").await.expect("Léa signs in");
    let state = "e".repeat(43);
    let address = client.logout_url(&lea.id_token_hint, &state, now()).await.expect("an address");
    let back = fournisseur.essai("sortie", &[("url", address.expose())]);
    assert_eq!(back, format!("{}?state={state}", fournisseur.said("/sortie")));
}

/// A handler may be moved from thread to thread while it waits.
#[tokio::test]
async fn handlers_can_await_a_sign_in() {
    fn handler<T: Send>(future: T) -> T {
        future
    }
    let Some(fournisseur) = Fournisseur::start(None) else { return };
    let client = std::sync::Arc::new(fournisseur.client());
    let (address, flow) = handler(client.begin(now())).await.expect("an address");
    let query = fournisseur.walk(&address, "lea");
    let lea = handler(client.conclude(flow, &query, now())).await.expect("Léa signs in");
    assert!(handler(client.logout_url(&lea.id_token_hint, "etat", now())).await.is_ok());
}

#[tokio::test]
async fn nobody_answers() {
    let Some(fournisseur) = Fournisseur::start(None) else { return };
    let client = fournisseur.client();
    drop(fournisseur);
    assert_eq!(client.begin(now()).await.err(), Some(Refusal::Unreachable));
}

fn param(query: &str, name: &str) -> String {
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    pairs.find(|(key, _)| key == name).expect("a parameter").1.into_owned()
}
