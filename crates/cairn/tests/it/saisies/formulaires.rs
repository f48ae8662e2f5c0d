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
    pub(super) fn new(
        route: &'static str,
        chemin: impl Into<String>,
        champs: &[(&'static str, &str, Prend)],
    ) -> Formulaire {
        let champs = champs.iter().map(|(nom, value, prend)| (*nom, (*value).to_owned(), *prend)).collect();
        Formulaire { route, chemin: chemin.into(), corps: Corps::Champs, page: true, ecrit: false, champs }
    }

    pub(super) fn by_script(mut self) -> Formulaire {
        self.page = false;
        self
    }

    pub(super) fn writes(mut self) -> Formulaire {
        self.ecrit = true;
        self
    }

    pub(super) fn with(mut self, corps: Corps) -> Formulaire {
        self.corps = corps;
        self
    }

    /// Whether it changes fields that somebody else may have changed meanwhile: those that it has, and no others.
    pub fn changes(&self) -> bool {
        self.route == "POST /dossiers/{dossier}"
            || self.route.ends_with("/{dossier}/contact")
            || self.route.ends_with("/modification")
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
        Formulaire::new("POST /recherche", "/recherche", &[("requete", "Essai", Tout), ("miens", "1", Tout)])
            .by_script(),
        Formulaire::new("POST /recherche", "/recherche", &[("requete", "Essai", Tout)]),
        Formulaire::new("POST /referentiels/communes", "/referentiels/communes", &[("requete", "Lille", Tout)])
            .by_script(),
        Formulaire::new("POST /referentiels/metiers", "/referentiels/metiers", &[("requete", "Vendeuse", Tout)])
            .by_script(),
        Formulaire::new("POST /referentiels/pays", "/referentiels/pays", &[("requete", "Maroc", Tout)]).by_script(),
        Formulaire::new(
            "POST /recherche",
            "/recherche",
            &[
                ("objet", "doublons", Tout),
                ("nom-naissance", "Essai", Tout),
                ("prenom", "Lina", Tout),
                ("naissance", "2006-05-12", Tout),
            ],
        )
        .by_script(),
        Formulaire::new(
            "POST /portefeuille/filtres",
            "/portefeuille/filtres",
            &[("nom", "Mes actifs", NomDeFiltre), ("requete", "statut=actif", Filtre)],
        ),
        Formulaire::new(
            "POST /portefeuille/filtres/oubli",
            "/portefeuille/filtres/oubli",
            &[("num", "60000", Stricte)],
        ),
        Formulaire::new("POST /dossiers", "/dossiers", &nouveau()).writes(),
        Formulaire::new("POST /dossiers/nouveau", "/dossiers/nouveau", &[("requete", "Lina Essai", Tout)]),
        Formulaire::new("POST /dossiers/{dossier}/delicat", format!("{dossier}/delicat"), &[]).with(Corps::Rien),
        Formulaire::new("POST /dossiers/{dossier}/identifiants", format!("{dossier}/identifiants"), &[])
            .with(Corps::Rien),
        Formulaire::new(
            "POST /dossiers/{dossier}/evenements",
            format!("{dossier}/evenements"),
            &[
                ("genre", "telephone", Stricte),
                ("date", "2026-11-20", Stricte),
                ("duree", "15", Stricte),
                ("texte", "Rappel convenu", Texte),
            ],
        )
        .writes(),
        Formulaire::new(
            "PUT /dossiers/{dossier}/brouillon",
            format!("{dossier}/brouillon"),
            &[("genre", "telephone", Tout), ("texte", "Rappel", Brouillon)],
        )
        .by_script(),
        Formulaire::new(
            "POST /imports/{import}",
            import.as_str(),
            &[("corriger", "2", Geste), ("c", "Essaimartin", Cellule), ("c", "Lina", Cellule)],
        )
        .by_script(),
        Formulaire::new("POST /imports/{import}", import.as_str(), &[("choisir", "2-0", Geste)]).by_script(),
        Formulaire::new(
            "POST /imports/{import}",
            import.as_str(),
            &[
                ("geste", "colonnes", Geste),
                ("colonne", "nom-naissance", Stricte),
                ("colonne", "prenom", Stricte),
                ("colonne", "naissance", Stricte),
            ],
        )
        .by_script(),
        // The number of lines is never the right one: nothing is ever made.
        Formulaire::new(
            "POST /imports/{import}/execution",
            format!("{import}/execution"),
            &[signed[0], ("lignes", "900", Stricte)],
        )
        .by_script(),
        Formulaire::new(
            "POST /imports/{import}/annulation",
            format!("{import}/annulation"),
            &[signed[0], ("lignes", "900", Stricte)],
        )
        .by_script(),
        Formulaire::new("POST /connexion/defi", "/connexion/defi", &[("cle", "BAAA", Stricte)])
            .by_script()
            .with(Corps::Json),
        Formulaire::new(
            "POST /connexion",
            "/connexion",
            &[
                ("defi", "AAAA", Stricte),
                ("credential", "AAAA", Stricte),
                ("authenticatorData", "AAAA", Stricte),
                ("clientDataJSON", "AAAA", Stricte),
                ("signature", "AAAA", Stricte),
            ],
        )
        .by_script()
        .with(Corps::Json),
        Formulaire::new(
            "POST /enrolement/{code}",
            "/enrolement/inconnu",
            &[
                ("credential", "AAAA", Stricte),
                ("clientDataJSON", "AAAA", Stricte),
                ("attestationObject", "AAAA", Stricte),
            ],
        )
        .by_script()
        .with(Corps::Json),
        Formulaire::new("POST /demo/personas", "/demo/personas", &[("cherche", "conseiller", Tout)])
            .by_script()
            .with(Corps::ChampsSansLogin),
    ];
    for (partie, champ, avant, prend) in modifiables() {
        // What the form was given is never what stands: a right value meets somebody else's.
        let right = match prend {
            Nom => "Zqxautre",
            Stricte => "2006-05-12",
            _ => "",
        };
        let champs = [("partie", partie, Tout), (avant, "2001-01-01", Tout), (champ, right, prend)];
        all.push(Formulaire::new("POST /dossiers/{dossier}", dossier.as_str(), &champs).writes());
    }
    all
}

/// Fields of a new dossier. Nobody of that name: whoever goes in is somebody new.
fn nouveau() -> Vec<(&'static str, &'static str, Prend)> {
    vec![
        ("nom-naissance", "Zqxnouvelle", Nom),
        ("prenom", "Lina", Nom),
        ("naissance", "2006-05-12", Stricte),
        ("sexe", "F", Code),
        ("commune-naissance", "Roubaix", Commune),
        ("nationalite", "française", Nationalite),
        ("telephone", "", Facultatif),
        ("telephone-fixe", "", Facultatif),
        ("mail", "", Facultatif),
        ("voie", "1 rue des Essais", Ligne),
        ("code-postal", "59100", Facultatif),
        ("commune", "Roubaix", Commune),
        ("niveau-formation", "3", Code),
        ("situation", "Demandeur d'emploi", Ligne),
        ("nir", "", Facultatif),
        ("confirme", "1", Tout),
    ]
}

/// Part, field, the field that holds what the form was given, what it takes.
fn modifiables() -> Vec<(&'static str, &'static str, &'static str, Prend)> {
    vec![
        ("identite", "nom-naissance", "avant-nom-naissance", Nom),
        ("identite", "prenom", "avant-prenom", Nom),
        ("identite", "naissance", "avant-naissance", Stricte),
        ("identite", "nom-usage", "avant-nom-usage", NomFacultatif),
        ("identite", "autres-prenoms", "avant-autres-prenoms", NomFacultatif),
        ("identite", "sexe", "avant-sexe", Code),
        ("identite", "commune-naissance", "avant-commune-naissance", Commune),
        ("sejour", "nationalite", "avant-nationalite", Nationalite),
        ("contact", "telephone", "avant-telephone", Facultatif),
        ("contact", "telephone-fixe", "avant-telephone-fixe", Facultatif),
        ("contact", "mail", "avant-mail", Facultatif),
        ("contact", "voie", "avant-voie", Ligne),
        ("contact", "code-postal", "avant-code-postal", Facultatif),
        ("contact", "commune", "avant-commune", Commune),
        ("formation", "niveau-formation", "avant-niveau-formation", Code),
        ("emploi", "situation", "avant-situation", Ligne),
        ("sejour", "titre-sejour-fin", "avant-titre-sejour-fin", Facultatif),
        ("representants", "representant1-nom", "avant-representant1-nom", NomFacultatif),
        ("representants", "ne-pas-contacter-parents", "avant-ne-pas-contacter-parents", Code),
        ("famille", "enfants-a-charge", "avant-enfants-a-charge", Facultatif),
        ("langues", "niveau-francais", "avant-niveau-francais", Facultatif),
        ("mobilite", "permis", "avant-permis", Facultatif),
        ("emploi", "metier-vise", "avant-metier-vise", Facultatif),
    ]
}
