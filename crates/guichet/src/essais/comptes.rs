//! Accounts, as a gestionnaire, a direction and everybody see them: what is asked for, what is signed, what the menu shows.

use axum::http::Method;
use droits::Role;

use super::gens::{Agent, Reponse, envoie, guichet};
use crate::encodage::base64url;
use crate::face::{Coffre, Geste};
use crate::vitrine::comptes::agent_id;
use crate::vitrine::gens::dossier;

/// A proposal as the form sends it.
const PROPOSITION: &str = "rh=&prenom=In%C3%A8s&nom=Lef%C3%A8vre&mail=ines.lefevre%40essai.example&fonction=Conseill%C3%A8re\
    &role=conseiller&debut=2026-12-07&jusqu=2026-12-31";

/// Every page of these folders, for the one test that looks at all.
pub async fn samples(lea: &Agent, coffre: &Coffre) -> Vec<(&'static str, Reponse)> {
    let mut pages = vec![
        ("mon compte", lea.va("/compte").await),
        ("mon compte in English", lea.va("/compte?fait=cle-ajoutee&langue=en").await),
        ("bris", lea.va("/bris?fait=prise").await),
        ("bris in English", lea.va("/bris?langue=en").await),
        ("donner un dossier", lea.va("/bris/07070707070707070707070707070707").await),
        ("donner un dossier à quelqu'un", lea.va("/bris/07070707070707070707070707070707?code=abce-fhjk").await),
        ("comptes, refusé", lea.va("/habilitations").await),
        ("campagne d'appels, prête", lea.va(&format!("/mandats/{}", "05".repeat(16))).await),
        ("campagne d'appels, nouvelle", lea.va(&format!("/mandats/nouveau?atelier={}", "02".repeat(16))).await),
        ("nouvelle, in English", lea.va(&format!("/mandats/nouveau?langue=en&atelier={}", "02".repeat(16))).await),
        ("nouvelle, personne", lea.va(&format!("/mandats/nouveau?atelier={}", "01".repeat(16))).await),
    ];
    coffre.plays(Role::Gestionnaire);
    pages.extend([
        ("comptes", lea.va("/habilitations").await),
        ("comptes in English", lea.va("/habilitations?fait=liste&langue=en").await),
        ("proposer", lea.va("/habilitations/nouvelle").await),
        ("proposer, depuis la liste", lea.va(&nouvelle(1)).await),
        ("proposer, un double, in English", lea.va(&format!("{}&langue=en", nouvelle(3))).await),
        ("quotas, gestionnaire", lea.va("/quotas").await),
    ]);
    for n in 0..9 {
        let target = format!("/habilitations/{}", agent_id(n));
        pages.push(("compte d'un agent", lea.va(&format!("{target}?geste=clore&fait=reveil")).await));
        pages.push(("compte d'un agent, in English", lea.va(&format!("{target}?langue=en")).await));
    }
    pages.push(("compte introuvable", lea.va("/habilitations/0").await));
    coffre.plays(Role::Direction);
    pages.extend([
        ("comptes, direction", lea.va("/habilitations").await),
        ("quotas, direction", lea.va("/quotas?fait=quota").await),
        ("rallonges", lea.va("/rallonges?fait=rallonge").await),
        ("rallonges in English", lea.va("/rallonges?langue=en").await),
        ("gels, direction", lea.va("/gels?fait=gel").await),
        ("bris à revoir", lea.va("/bris?fait=revue").await),
        ("bris à revoir, in English", lea.va("/bris?langue=en").await),
        ("campagnes d'appels", lea.va("/mandats?fait=propose").await),
        ("campagnes d'appels, in English", lea.va("/mandats?langue=en").await),
        ("campagne d'appels, à approuver", lea.va(&format!("/mandats/{}?fait=approuve", "01".repeat(16))).await),
        ("campagne d'appels, in English", lea.va(&format!("/mandats/{}?langue=en", "03".repeat(16))).await),
        ("campagne d'appels, illisible", lea.va(&format!("/mandats/{}?fait=arrete", "07".repeat(16))).await),
        ("campagne d'appels, introuvable", lea.va("/mandats/1").await),
        ("campagne d'appels, refusée à qui ne reçoit pas", lea.va("/mandats/nouveau").await),
    ]);
    coffre.plays(Role::Vigie);
    pages.extend([
        ("gels, vigie", lea.va("/gels?fait=degel").await),
        ("gels, vigie, in English", lea.va("/gels?langue=en").await),
        ("campagnes d'appels, aucune", lea.va("/mandats").await),
        ("alertes", lea.va("/vigie").await),
        ("alertes, une dite fausse", lea.va("/vigie?fait=fausse").await),
        ("alertes consignées", lea.va("/vigie?vue=consignees").await),
        ("alertes revues, aucune", lea.va("/vigie?vue=revues").await),
        ("un compte, verdict donné", lea.va(&format!("/vigie/{}?fait=fausse", agent_id(1))).await),
        ("un compte suspendu, verdict donné", lea.va(&format!("/vigie/{}?fait=fausse", agent_id(3))).await),
        ("un compte dans un incident", lea.va(&format!("/vigie/{}", agent_id(2))).await),
        ("un compte d'une structure gelée", lea.va(&format!("/vigie/{}", agent_id(4))).await),
        ("incidents", lea.va("/incidents").await),
        ("incidents in English", lea.va("/incidents?langue=en").await),
        ("incident ouvert", lea.va(&format!("/incidents/{}?fait=ouvert", "03".repeat(16))).await),
        ("incident, un compte de plus", lea.va(&format!("/incidents/{}?fait=ajout", "03".repeat(16))).await),
        ("incident, un compte de moins", lea.va(&format!("/incidents/{}?fait=retrait", "03".repeat(16))).await),
        ("incident confirmé, in English", lea.va(&format!("/incidents/{}?fait=clos&langue=en", "02".repeat(16))).await),
        ("incident clos", lea.va(&format!("/incidents/{}", "01".repeat(16))).await),
        ("incident introuvable", lea.va("/incidents/1").await),
        ("alertes in English", lea.va("/vigie?page=2&langue=en").await),
        ("un compte à regarder", lea.va(&format!("/vigie/{}", agent_id(0))).await),
        ("un compte sans alerte, in English", lea.va(&format!("/vigie/{}?langue=en", agent_id(1))).await),
        ("étendue, la question", lea.va("/etendue").await),
        ("étendue", lea.va(&etendue("")).await),
        ("étendue, in English", lea.va(&etendue("&page=2&structures=59512S00&langue=en")).await),
        ("étendue, listées seulement", lea.va(&etendue("&vue=listes")).await),
        ("étendue, rien", lea.va(&etendue("&du=1990-01-01&au=1990-01-02&langue=en")).await),
        ("étendue, à corriger", lea.va(&etendue("&structures=Lille&logins=0&du=hier&au=demain")).await),
    ]);
    pages.extend([
        ("fuite, le formulaire", lea.va("/fuites").await),
        ("fuite, toutes", lea.envoie("/fuites", "fuite=t").await),
        ("fuite, une partie, in English", lea.envoie("/fuites?langue=en", "fuite=p").await),
        ("fuite, aucune", lea.envoie("/fuites", "fuite=a").await),
        ("fuite, trop courte", lea.envoie("/fuites", "fuite=x").await),
    ]);
    let readings = |n: u32| format!("/dossiers/{}/lectures", dossier(n));
    coffre.plays(Role::Dpo);
    pages.extend([
        ("incidents, aucun", lea.va("/incidents").await),
        ("incident, à confirmer", lea.va(&format!("/incidents/{}", "03".repeat(16))).await),
        ("étendue, DPO", lea.va("/etendue?dossier=0").await),
        ("qui a lu un dossier", lea.va(&readings(1)).await),
        ("qui a lu un dossier, in English", lea.va(&format!("{}?page=2&langue=en", readings(1))).await),
        ("qui a lu un dossier, personne", lea.va(&readings(2)).await),
    ]);
    coffre.forgets_staff();
    coffre.plays(Role::Gestionnaire);
    pages.push(("comptes, rien encore", lea.va("/habilitations").await));
    coffre.plays(Role::Conseiller);
    pages
}

fn etendue(suite: &str) -> String {
    format!("/etendue?demander=1&comptes={}{suite}", agent_id(0))
}

fn nouvelle(n: u8) -> String {
    format!("/habilitations/nouvelle?rh={}", crate::encodage::hex(&[n; 16]))
}

/// Both passes of a gesture; the second answer is what a script gets.
async fn signe(agent: &Agent, target: &str, form: &str) -> Reponse {
    let first = agent.demande(Method::POST, target, form).await;
    assert_eq!(first.status, 200, "{target}: {}", first.corps);
    let told: serde_json::Value = serde_json::from_str(&first.corps).expect("the first pass is JSON");
    assert_eq!(told["rpId"], "localhost");
    let defi = told["defi"].as_str().expect("a challenge");
    let part = base64url(&[1, 2, 3]);
    let answer = format!("credential={part}&authenticatorData={part}&clientDataJSON={part}&signature={part}");
    agent.demande(Method::POST, target, &format!("{form}&defi={defi}&{answer}")).await
}

#[tokio::test]
async fn a_proposal_has_at_most_fifteen_fields() {
    let (app, coffre) = guichet();
    let clara = Agent::entre(&app, &coffre).await;
    coffre.plays(Role::Gestionnaire);
    let page = clara.va("/habilitations/nouvelle").await.corps;
    let form =
        page.split(r#"id="proposition""#).nth(1).and_then(|rest| rest.split("</form>").next()).expect("the form");
    let fields = form.matches(" name=\"").count();
    assert!((5..=15).contains(&fields), "{fields} fields");
}

#[tokio::test]
async fn a_line_of_the_staff_list_fills_the_proposal() {
    let (app, coffre) = guichet();
    let clara = Agent::entre(&app, &coffre).await;
    coffre.plays(Role::Gestionnaire);
    let desk = clara.va("/habilitations").await.corps;
    assert!(desk.contains(&format!("href=\"{}\"", nouvelle(1))), "one click from the line");
    assert!(desk.contains("?geste=clore#clore"), "who left is offered as to be closed");
    assert!(desk.contains("même adresse qu&#39;une autre ligne") || desk.contains("même adresse qu'une autre ligne"));
    let page = clara.va(&nouvelle(1)).await.corps;
    for value in [
        r#"value="Inès""#,
        r#"value="Lefèvre""#,
        r#"value="ines.lefevre@essai.example""#,
        r#"<option value="conseiller" selected>"#,
        r#"value="2026-12-07""#,
        r#"value="2027-06-30""#,
    ] {
        assert!(page.contains(value), "{value}");
    }
    let double = clara.va(&nouvelle(3)).await.corps;
    assert!(double.contains("Quelqu") && double.contains(&format!("/habilitations/{}", agent_id(4))));
}

#[tokio::test]
async fn a_gesture_takes_two_passes_and_the_second_says_where_to_look() {
    let (app, coffre) = guichet();
    let clara = Agent::entre(&app, &coffre).await;
    coffre.plays(Role::Gestionnaire);
    let asked = clara.demande(Method::POST, "/habilitations/nouvelle", PROPOSITION).await;
    assert!(asked.corps.contains("defi") && coffre.signed().is_empty(), "nothing is signed by asking");
    let done = signe(&clara, "/habilitations/nouvelle", PROPOSITION).await;
    let vers = format!("/habilitations/{}?fait=proposition", agent_id(0));
    assert_eq!((done.status.as_u16(), done.header("cairn-vers")), (204, vers.as_str()));
    assert!(matches!(&coffre.signed()[..], [Geste::Proposer(carte)] if carte.role == Role::Conseiller));
    assert!(clara.va(&vers).await.corps.contains("Votre demande est signée"));
}

#[tokio::test]
async fn each_address_signs_its_own_gesture() {
    let (app, coffre) = guichet();
    let clara = Agent::entre(&app, &coffre).await;
    let whose = agent_id(4);
    for (verbe, form, name, vers) in [
        ("renouvellement", "jusqu=2027-03-03", "Renouveler", "/habilitations/"),
        ("cles", "", "RefaireCles", "/habilitations/"),
        ("direction", "", "ProposerDirection", "/habilitations/"),
        ("approbation", "", "Approuver", "/approbations"),
        ("refus", "", "Refuser", "/approbations"),
        ("tirage", "", "Decliner", "/approbations"),
        ("veto", "", "Veto", "/habilitations/"),
        ("confirmation", "", "Confirmer", "/habilitations/"),
        ("retablissement", "", "Retablir", "/habilitations/"),
        ("reveil", "", "Reveiller", "/habilitations/"),
        ("cloture", "", "Clore", "/habilitations/"),
        ("mutation", "date=2027-01-04", "Muter", "/habilitations/"),
        ("certification", "", "Certifier", "/campagnes"),
        ("passation", "", "PasserDirection", "/habilitations/"),
        ("secours", "", "Secourir", "/habilitations/"),
        ("identite", "code=abcd-efgh", "Lier", "/parrainages/"),
    ] {
        let done = signe(&clara, &format!("/habilitations/{whose}/{verbe}"), form).await;
        assert!(done.header("cairn-vers").starts_with(vers), "{verbe}: {}", done.header("cairn-vers"));
        let last = format!("{:?}", coffre.signed().last().expect("a gesture"));
        assert!(last.starts_with(name) && last.contains(&whose.to_string()), "{verbe}: {last}");
    }
    let done = signe(&clara, "/quotas", "structure=59512S00&nombre=12&jusqu=2027-02-20").await;
    assert_eq!(done.header("cairn-vers"), "/quotas?fait=quota");
    let done = signe(&clara, "/rallonges", &format!("agent={whose}")).await;
    assert_eq!(done.header("cairn-vers"), "/rallonges?fait=rallonge");
    let done = signe(&clara, "/bris/07070707070707070707070707070707/don", "code=ABCEFHJK").await;
    assert_eq!(done.header("cairn-vers"), "/bris?fait=don");
    let done = signe(&clara, "/bris/07070707070707070707070707070707/prise", "motif=1").await;
    assert_eq!(done.header("cairn-vers"), "/bris?fait=prise");
    let revue = format!("agent={whose}&sujet=07070707070707070707070707070707&justifie=non");
    let done = signe(&clara, "/bris/revue", &revue).await;
    assert_eq!(done.header("cairn-vers"), "/bris?fait=revue");
    let done = signe(&clara, "/gels", "structure=59512S00&minutes=60").await;
    assert_eq!(done.header("cairn-vers"), "/gels?fait=gel");
    let done = signe(&clara, "/gels/lever", "structure=reseau").await;
    assert_eq!(done.header("cairn-vers"), "/gels?fait=degel");
    let (atelier, key) = ("02".repeat(16), "q".repeat(58));
    let form = format!("atelier={atelier}&titre=Forum&destinataire=age1{key}&jusqu=2026-11-26");
    let done = signe(&clara, "/mandats/nouveau", &form).await;
    assert_eq!(done.header("cairn-vers"), "/mandats?fait=propose");
    let done = signe(&clara, &format!("/mandats/{atelier}/approbation"), "").await;
    assert_eq!(done.header("cairn-vers"), format!("/mandats/{atelier}?fait=approuve"));
    let done = signe(&clara, &format!("/vigie/{whose}/verdict"), "jusqua=1795392000000&combien=2").await;
    assert_eq!(done.header("cairn-vers"), format!("/vigie/{whose}?fait=fausse"));
    let done = signe(&clara, "/vigie/reseau", "jusqua=1795392000000&combien=2").await;
    assert_eq!(done.header("cairn-vers"), "/vigie?fait=fausse");
    let case = format!("/incidents/{}", "03".repeat(16));
    for (road, form, said) in [
        ("/incidents/ouverture".to_owned(), format!("agent={whose}"), "ouvert"),
        (format!("{case}/ajout"), format!("agent={whose}"), "ajout"),
        (format!("{case}/retrait"), format!("agent={whose}"), "retrait"),
        (format!("{case}/cloture"), format!("vu={}&verdict=confirme", "09".repeat(16)), "clos"),
    ] {
        let done = signe(&clara, &road, &form).await;
        assert_eq!(done.header("cairn-vers"), format!("{case}?fait={said}"));
    }
    let key = base64url(&[0xc1, 0, 3, 4]);
    let done = signe(&clara, "/compte/cles/retrait", &format!("cle={key}")).await;
    assert_eq!(done.header("cairn-vers"), "/compte?fait=cle-retiree#cles");
    let done = signe(&clara, "/compte/cles", &format!("cle={key}&cleClientData={key}&cleAttestation={key}")).await;
    assert_eq!(done.header("cairn-vers"), "/compte?fait=cle-ajoutee#cles");
    let begun = clara.demande(Method::POST, "/compte/cles", "debut=1").await.corps;
    assert!(begun.contains("exclues"), "{begun}");
}

#[tokio::test]
async fn what_is_wrong_is_said_at_the_first_pass_and_an_answer_to_nothing_is_refused() {
    let (app, coffre) = guichet();
    let clara = Agent::entre(&app, &coffre).await;
    let whose = format!("/habilitations/{}", agent_id(4));
    for (target, form, champ) in [
        ("/habilitations/nouvelle", "prenom=&nom=&mail=&role=conseiller&debut=2026-12-07&jusqu=2026-12-31", "prenom"),
        ("/habilitations/nouvelle", "", "role"),
        ("/habilitations/nouvelle", &PROPOSITION.replace("2026-12-31", "2031-01-01"), "jusqu"),
        (&format!("{whose}/renouvellement"), "jusqu=demain", "jusqu"),
        (&format!("{whose}/mutation"), "", "date"),
        (&format!("{whose}/identite"), "code=1", "code"),
        ("/quotas", "structure=59512S00&nombre=0&jusqu=2027-02-20", "nombre"),
        ("/bris/07070707070707070707070707070707/don", "code=abc", "code"),
        ("/bris/07070707070707070707070707070707/prise", "motif=9", "motif"),
        ("/gels", "structure=ici&minutes=60", "structure"),
        ("/gels", "structure=reseau&minutes=", "minutes"),
        ("/gels/lever", "", "structure"),
        ("/incidents/ouverture", "", "agent"),
        ("/mandats/nouveau", "titre=Forum", "atelier"),
        ("/compte/cles/retrait", "", "cle"),
        ("/compte/cles", "cle=AA", "cle"),
    ] {
        let said = clara.demande(Method::POST, target, form).await;
        assert_eq!(said.status, 422, "{target} {form}");
        let told: serde_json::Value = serde_json::from_str(&said.corps).expect("JSON");
        assert!(told["erreurs"][champ].as_str().is_some_and(|words| words.len() > 10), "{target} {form}: {told}");
    }
    let part = base64url(&[0; 32]);
    let stray =
        format!("defi={part}&credential={part}&authenticatorData={part}&clientDataJSON={part}&signature={part}");
    assert_eq!(clara.demande(Method::POST, &format!("{whose}/veto"), &stray).await.status, 401);
    assert_eq!(clara.demande(Method::POST, &format!("{whose}/veto"), "defi=AA").await.status, 400);
    assert_eq!(clara.demande(Method::POST, "/habilitations/0/veto", "").await.status, 404);
    assert!(coffre.signed().is_empty());
}

#[tokio::test]
async fn a_staff_list_is_read_or_told_what_it_lacks() {
    let (app, coffre) = guichet();
    let clara = Agent::entre(&app, &coffre).await;
    coffre.plays(Role::Gestionnaire);
    let list = "Nom;Prénom;Courriel;Début\nEssai;Lina;lina@essai.example;01/12/2026\n";
    let given = clara.demande(Method::POST, "/habilitations/liste", list).await;
    assert_eq!((given.status.as_u16(), given.header("cairn-vers")), (204, "/habilitations?fait=liste#rh"));
    let desk = clara.va("/habilitations").await.corps;
    assert!(desk.contains("Lina Essai") && !desk.contains("Adam Morel"), "it takes the place of the one before");
    for (list, words) in [
        ("Nom;Courriel\nEssai;lina@essai.example\n", "prénom"),
        ("Nom;Prénom\nEssai;Lina\n", "courriel"),
        ("", "vide"),
        ("\u{0}\u{1}PK", ""),
    ] {
        let said = clara.demande(Method::POST, "/habilitations/liste", list).await;
        assert_eq!(said.status, 422, "{list:?}");
        assert!(said.corps.contains(words), "{list:?}: {}", said.corps);
    }
    let huge = "a;b\n".repeat(600_000);
    assert_eq!(clara.demande(Method::POST, "/habilitations/liste", &huge).await.status, 413);
}

#[tokio::test]
async fn an_extent_is_asked_in_an_address_that_names_nobody() {
    let (app, coffre) = guichet();
    let vera = Agent::entre(&app, &coffre).await;
    assert_eq!(vera.va("/etendue").await.status, 403, "who opens dossiers reads no journal");
    coffre.plays(Role::Vigie);
    let page = vera.va(&etendue("&du=2026-03-01")).await.corps;
    let csv =
        page.split("href=\"/etendue/csv?").nth(1).and_then(|rest| rest.split('"').next()).expect("the file's link");
    let csv = format!("/etendue/csv?{}", csv.replace("&#38;", "&"));
    assert!(csv.contains(&agent_id(0).to_string()) && csv.contains("du=2026-03-01"), "{csv}");
    let file = vera.va(&csv).await;
    assert_eq!((file.status.as_u16(), file.header("content-type")), (200, "text/csv; charset=utf-8"));
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"etendue.csv\"");
    let proofs = vera.va(&csv.replace("/csv", "/preuves")).await;
    let said: serde_json::Value = serde_json::from_str(&proofs.corps).expect("JSON");
    assert_eq!((said["format"].as_str(), said["etendue"]["pages"].as_u64()), (Some("cairn/preuves/1"), Some(1)));
    assert_eq!(coffre.delivered_count(), 3, "each of them is noted");
    for (suite, status) in
        [("&structures=Lille", 422), ("&du=2026-03-02&au=2026-03-01", 422), ("&vue=autre&page=x", 200)]
    {
        assert_eq!(vera.va(&etendue(suite)).await.status, status, "{suite}");
    }
    assert_eq!(vera.va("/etendue/csv?comptes=1").await.status, 422);
    // The one set of fields that most share is said once.
    assert_eq!(page.matches("<dt id=\"champs-").count(), 2);
    coffre.plays(Role::Dpo);
    let id = dossier(1);
    let asked = vera.va(&format!("/etendue?dossier=%2Fdossiers%2F{id}")).await;
    assert_eq!((asked.status.as_u16(), asked.header("location")), (303, format!("/dossiers/{id}/lectures").as_str()));
    let readers = vera.va(&format!("/dossiers/{id}/lectures")).await;
    assert!(
        readers.status == 200 && readers.corps.contains("un rendez-vous") && !readers.corps.contains(&id.to_string())
    );
    assert_eq!(
        vera.va(&format!("/dossiers/{id}")).await.status,
        200,
        "the vitrine opens to anybody: the rule is the coffre's"
    );
    assert!(!vera.va("/etendue").await.corps.contains("name=\"structures\""), "hers is the only one");
}

#[tokio::test]
async fn an_alleged_leak_is_checked_and_never_said_again() {
    let (app, coffre) = guichet();
    let vera = Agent::entre(&app, &coffre).await;
    assert_eq!(vera.va("/fuites").await.status, 403);
    assert_eq!(vera.envoie("/fuites", "fuite=tZqx").await.status, 403);
    coffre.plays(Role::Vigie);
    for (typed, verdict) in [("tZqx", "toutes"), ("pZqx", "partie"), ("aZqx", "aucune")] {
        let page = vera.envoie("/fuites", &format!("fuite={typed}")).await;
        assert!(page.corps.contains(&format!("data-verdict=\"{verdict}\"")), "{typed}");
        assert!(!page.corps.contains("Zqx"), "what was pasted does not come back");
    }
    assert_eq!(coffre.delivered_count(), 3);
    let short = vera.envoie("/fuites", "fuite=Zqx").await;
    assert!(short.status == 422 && short.corps.contains("moins de vingt personnes") && !short.corps.contains("Zqx"));
}

#[tokio::test]
async fn the_menu_shows_to_each_role_what_it_may_use() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let entries = ["/portefeuille", "/dossiers/nouveau", "/imports", "/habilitations", "/campagnes", "/compte"];
    for (role, shown) in [
        (Role::Conseiller, [true, true, true, false, false, true]),
        (Role::Direction, [true, false, false, true, true, true]),
        (Role::Gestionnaire, [false, false, false, true, false, true]),
        (Role::Dpo, [false, false, false, true, true, true]),
        (Role::Accueil, [false, false, false, false, false, true]),
    ] {
        coffre.plays(role);
        let page = lea.va("/compte").await.corps;
        let nav = page.split("<nav").nth(1).and_then(|rest| rest.split("</nav>").next()).expect("a menu");
        let found = entries.map(|entry| nav.contains(&format!("href=\"{entry}\"")));
        assert_eq!(found, shown, "{role:?}");
    }
    coffre.plays(Role::Gestionnaire);
    let home = lea.va("/").await;
    assert_eq!((home.status.as_u16(), home.header("location")), (303, "/habilitations"));
}

#[tokio::test]
async fn this_is_not_me_cuts_at_once_and_says_what_comes_next() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let page = lea.envoie("/compte/alerte", "").await;
    assert_eq!(page.status, 200);
    assert!(page.corps.contains("4022") && page.corps.contains("Votre compte est suspendu"));
    assert_eq!(lea.va("/compte").await.status, 401, "the login ended with it");
    let (app, coffre) = guichet();
    let other = Agent::entre(&app, &coffre).await;
    let cut = other.demande(Method::POST, &format!("/habilitations/{}/suspension", agent_id(4)), "").await;
    assert_eq!(cut.header("cairn-vers"), format!("/habilitations/{}?fait=suspension", agent_id(4)));
    let unsigned = super::gens::navigation(Method::POST, "/compte/alerte");
    assert_eq!(envoie(&app, unsigned).await.status, 401);
}
