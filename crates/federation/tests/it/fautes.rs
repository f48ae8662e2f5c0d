//! One test for each lie of a provider, or of somebody between it and us. The lie is told by the
//! provider's process, and everything else in the exchange is true.

use crate::fournisseur::Fournisseur;
use federation::Fault::{self, *};
use federation::Piece::{self, *};
use federation::Refusal;

macro_rules! refused {
    ($($name:ident: $fault:literal => $refusal:expr;)*) => { $(
        #[tokio::test]
        async fn $name() {
            check($fault, $refusal).await;
        }
    )* };
}

refused! {
    wrong_issuer: "emetteur-autre" => token(IdToken, Issuer);
    wrong_audience: "public-autre" => token(IdToken, Audience);
    shared_audience: "public-partage" => token(IdToken, Audience);
    wrong_authorized_party: "azp-autre" => token(IdToken, AuthorizedParty);
    wrong_nonce: "nonce-autre" => token(IdToken, Nonce);
    no_nonce: "nonce-absent" => token(IdToken, Nonce);
    wrong_state: "etat-autre" => Refusal::State;
    return_from_another_issuer: "emetteur-du-retour-autre" => Refusal::CallbackIssuer;

    alg_none: "alg-none" => token(IdToken, Algorithm);
    hs256_signed_with_the_public_key: "hs256-cle-publique" => token(IdToken, Algorithm);
    rs256_by_a_published_key: "rs256" => token(IdToken, Algorithm);
    spoilt_signature: "signature-abimee" => token(IdToken, Signature);
    unknown_critical_extension: "crit" => token(IdToken, Malformed);
    unpublished_key: "cle-jamais-publiee" => token(IdToken, UnknownKey);
    withdrawn_key: "cle-retiree" => token(IdToken, UnknownKey);

    expired: "expire" => token(IdToken, Expired);
    made_tomorrow: "emis-demain" => token(IdToken, IssuedAt);
    made_before_the_sign_in: "emis-avant" => token(IdToken, IssuedAt);
    of_another_access_token: "at-hash-autre" => token(IdToken, AccessToken);

    missing_acr: "acr-absent" => Refusal::AcrMissing;
    low_acr: "acr-bas" => Refusal::AcrTooLow;
    missing_amr: "amr-absent" => Refusal::AmrMissing;
    mail_only_amr: "amr-courriel" => Refusal::AmrTooWeak;

    userinfo_of_another_person: "userinfo-autre-personne" => Refusal::OtherSubject;
    userinfo_for_another_audience: "userinfo-autre-public" => token(Userinfo, Audience);
    userinfo_of_another_issuer: "userinfo-autre-emetteur" => token(Userinfo, Issuer);
    unsigned_userinfo: "userinfo-non-signe" => Refusal::UserinfoUnsigned;
    userinfo_alg_none: "userinfo-alg-none" => token(Userinfo, Algorithm);
    userinfo_hs256_signed_with_the_public_key: "userinfo-hs256" => token(Userinfo, Algorithm);
    userinfo_without_siret: "userinfo-sans-siret" => Refusal::Claim("siret");
    endless_first_name: "bavard" => Refusal::Claim("given_name");

    discovery_of_another_issuer: "decouverte-autre-emetteur" => Refusal::DiscoveryIssuer;
    discovery_of_an_address_in_clear: "decouverte-en-clair" => Refusal::Answer("discovery");
    oversize_answer: "enorme" => Refusal::TooLarge;
    answer_that_does_not_come: "lent" => Refusal::Unreachable;
}

const fn token(piece: Piece, fault: Fault) -> Refusal {
    Refusal::Token(piece, fault)
}

/// The fault is refused for its own reason, and once the provider is honest again the same client signs in:
/// nothing but the fault was in the way, and a liar spoils nothing for the next person.
async fn check(fault: &str, expected: Refusal) {
    let Some(fournisseur) = Fournisseur::start(Some(fault)) else { return };
    let client = fournisseur.client();
    let refused = fournisseur.sign_in(&client, "lea").await;
    assert_eq!(refused.err(), Some(expected), "{fault}");

    fournisseur.essai("faute", &[]);
    let honest = if fault.starts_with("cle-") { fournisseur.client() } else { client };
    assert_eq!(fournisseur.sign_in(&honest, "lea").await.err(), None, "honest again after {fault}");
}
