//! Every form of the product, with a right value for each field. A route of the guichet that is not here fails a test.

use super::mauvaises::Prend::{self, *};

/// How a form leaves a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corps {
    /// Fields, urlencoded, signed.
    Champs,
    /// JSON, from a page where nobody has entered.
    Json,
    /// Fields, from a page where nobody has entered.
    ChampsSansLogin,
    /// No body is read.
    Rien,
}

/// A form.
pub struct Formulaire {
    /// As the guichet spells it, with its method.
    pub route: &'static str,
    /// Where it is sent.
    pub chemin: String,
    pub corps: Corps,
    /// Whether the answer is a page; a script's answer otherwise.
    pub page: bool,
    /// Whether what it does stands in the journal as a write.
    pub ecrit: bool,
    /// Name, right value, what it takes.
    pub champs: Vec<(&'static str, String, Prend)>,
}

/// What the forms are about.
pub struct Sujets {
    pub dossier: String,
    /// A file that waits to be corrected, and the hash of its rows.
    pub import: String,
    pub contenu: String,
}

impl Formulaire {
    fn new(route: &'static str, chemin: impl Into<String>, champs: &[(&'static str, &str, Prend)]) -> Formulaire {
        let champs = champs.iter().map(|(nom, value, prend)| (*nom, (*value).to_owned(), *prend)).collect();
        Formulaire { route, chemin: chemin.into(), corps: Corps::Champs, page: true, ecrit: false, champs }
    }

    fn by_script(mut self) -> Formulaire {
        self.page = false;
        self
    }

    fn writes(mut self) -> Formulaire {
        self.ecrit = true;
        self
    }

    fn with(mut self, corps: Corps) -> Formulaire {
        self.corps = corps;
        self
    }

    /// The method.
    pub fn methode(&self) -> &'static str {
        self.route.split_once(' ').expect("a method and a path").0
    }
}

/// All of them.
pub fn formulaires(sujets: &Sujets) -> Vec<Formulaire> {
    let (dossier, import) = (format!("/dossiers/{}", sujets.dossier), format!("/imports/{}", sujets.import));
    let signed = [("contenu", sujets.contenu.as_str(), Stricte), ("lignes", "3", Stricte)];
    let mut all = vec![
        Formulaire::new("POST /recherche", "/recherche", &[("requete", "Essai", Cherche), ("miens", "1", Drapeau)]).by_script(),
        Formulaire::new("POST /recherche", "/recherche", &[("requete", "Essai", Cherche)]),
        Formulaire::new(
            "POST /recherche",
            "/recherche",
            &[
                ("objet", "doublons", Drapeau),
                ("nom-naissance", "Essai", Cherche),
                ("prenom", "Lina", Cherche),
                ("naissance", "2006-05-12", Cherche),
            ],
        )
        .by_script(),
        Formulaire::new("POST /portefeuille/filtres", "/portefeuille/filtres", &[("nom", "Mes actifs", Nom), ("requete", "statut=actif", Stricte)]),
        Formulaire::new("POST /portefeuille/filtres/oubli", "/portefeuille/filtres/oubli", &[("num", "60000", Stricte)]),
        Formulaire::new("POST /dossiers", "/dossiers", &nouveau()).writes(),
        Formulaire::new("POST /dossiers/nouveau", "/dossiers/nouveau", &[("requete", "Lina Essai", Cherche)]),
        Formulaire::new("POST /dossiers/{dossier}/delicat", format!("{dossier}/delicat"), &[]).with(Corps::Rien),
        Formulaire::new("POST /dossiers/{dossier}/identifiants", format!("{dossier}/identifiants"), &[]).with(Corps::Rien),
        Formulaire::new(
            "POST /dossiers/{dossier}/entretiens",
            format!("{dossier}/entretiens"),
            &[("genre", "telephone", Stricte), ("date", "2026-11-20", Stricte), ("duree", "15", Stricte), ("texte", "Rappel convenu", Texte)],
        )
        .writes(),
        Formulaire::new("PUT /dossiers/{dossier}/brouillon", format!("{dossier}/brouillon"), &[("genre", "telephone", Drapeau), ("texte", "Rappel", Brouillon)])
            .by_script(),
        Formulaire::new("POST /imports/{import}", import.as_str(), &[("corriger", "2", Stricte), ("c", "Essaimartin", Cellule), ("c", "Lina", Cellule)]).by_script(),
        Formulaire::new("POST /imports/{import}", import.as_str(), &[("choisir", "2-0", Stricte)]).by_script(),
        Formulaire::new("POST /imports/{import}", import.as_str(), &[("geste", "colonnes", Stricte), ("colonne", "nom-naissance", Stricte), ("colonne", "prenom", Stricte), ("colonne", "naissance", Stricte)]).by_script(),
        // The number of lines is never the right one: nothing is ever made.
        Formulaire::new("POST /imports/{import}/execution", format!("{import}/execution"), &[signed[0], ("lignes", "900", Stricte)]).by_script(),
        Formulaire::new("POST /imports/{import}/annulation", format!("{import}/annulation"), &[signed[0], ("lignes", "900", Stricte)]).by_script(),
        Formulaire::new("POST /connexion/defi", "/connexion/defi", &[("cle", "BAAA", Stricte)]).by_script().with(Corps::Json),
        Formulaire::new(
            "POST /connexion",
            "/connexion",
            &[("defi", "AAAA", Stricte), ("credential", "AAAA", Stricte), ("authenticatorData", "AAAA", Stricte), ("clientDataJSON", "AAAA", Stricte), ("signature", "AAAA", Stricte)],
        )
        .by_script()
        .with(Corps::Json),
        Formulaire::new(
            "POST /enrolement/{code}",
            "/enrolement/inconnu",
            &[("credential", "AAAA", Stricte), ("clientDataJSON", "AAAA", Stricte), ("attestationObject", "AAAA", Stricte)],
        )
        .by_script()
        .with(Corps::Json),
        Formulaire::new("POST /demo/personas", "/demo/personas", &[("cherche", "conseiller", Cherche)]).by_script().with(Corps::ChampsSansLogin),
    ];
    for (partie, champ, prend) in modifiables() {
        // One field at a time; what it was given is never what stands, so that a right value is a conflict or a change.
        all.push(Formulaire::new("POST /dossiers/{dossier}", dossier.as_str(), &[("partie", partie, Drapeau), (champ, "", prend)]).writes());
    }
    all
}

/// Fields of a new dossier. Nobody of that name: whoever goes in is somebody new.
fn nouveau() -> Vec<(&'static str, &'static str, Prend)> {
    vec![
        ("nom-naissance", "Zqxnouvelle", Nom),
        ("prenom", "Lina", Nom),
        ("naissance", "2006-05-12", Stricte),
        ("nom-usage", "", NomFacultatif),
        ("autres-prenoms", "", NomFacultatif),
        ("sexe", "F", Facultatif),
        ("commune-naissance", "Roubaix", Commune),
        ("nationalite", "française", Nationalite),
        ("telephone", "", Facultatif),
        ("telephone-fixe", "", Facultatif),
        ("mail", "", Facultatif),
        ("voie", "1 rue des Essais", Ligne),
        ("code-postal", "59100", Facultatif),
        ("commune", "Roubaix", Commune),
        ("niveau-formation", "3", Facultatif),
        ("situation", "Demandeur d'emploi", Ligne),
        ("nir", "", Facultatif),
        ("confirme", "1", Drapeau),
    ]
}

/// Part and field of each form of change.
fn modifiables() -> Vec<(&'static str, &'static str, Prend)> {
    let of = |champ: &str| match champ {
        "nom-naissance" | "prenom" | "naissance" | "nom-usage" | "autres-prenoms" | "sexe" | "commune-naissance" | "nationalite" => "identite",
        "situation" | "niveau-formation" => "parcours",
        _ => "contact",
    };
    nouveau().into_iter().filter(|(champ, ..)| !matches!(*champ, "nir" | "confirme")).map(|(champ, _, prend)| (of(champ), champ, prend)).collect()
}
