//! The fields of the dictionary, by the keys of the catalogue's lists. Shares are those of the field (Hauts-de-France 2019,
//! bilan 2017); where nothing is published, what looks like a mission locale and is no statistics.
//!
//! Of those who are no longer followed, little was written down.

use domaine::{Champ, Statut};

use super::identite::Identite;
use super::{AUJOURDHUI, Alea, Jeune, Monde, identifiants};
use crate::noms;

/// A value of a field.
pub type Valeur = (Champ, String);

/// What the fields of one person are drawn from.
pub(super) struct Sujet<'a> {
    pub rang: u64,
    pub statut: Statut,
    pub identite: &'a Identite,
    /// Level of education, as [`Jeune::niveau`].
    pub niveau: &'static str,
    /// ROME code of what the person wants to do.
    pub rome: &'static str,
    /// Whether France Travail knows the person.
    pub is_inscrit: bool,
    /// First reception.
    pub accueil: super::Jour,
}

impl Sujet<'_> {
    fn age(&self) -> u16 {
        self.identite.naissance.age(AUJOURDHUI)
    }

    fn is_actif(&self) -> bool {
        self.statut == Statut::Actif
    }
}

impl Monde {
    /// All of them, in the order of the dictionary's groups.
    pub(super) fn champs(&self, sujet: &Sujet) -> Vec<Valeur> {
        let mut fiche = Fiche { valeurs: Vec::new() };
        let drawn = |usage| self.alea(sujet.rang, usage);
        let is_asked = sujet.is_actif() || drawn("fiche").chance(250);
        fiche.sejour(&mut drawn("sejour"), sujet);
        fiche.zone(&mut drawn("zone"), sujet);
        if is_asked {
            fiche.formation(&mut drawn("formation"), sujet);
            fiche.mobilite(&mut drawn("mobilite"), sujet);
            fiche.famille(&mut drawn("famille"), sujet);
            fiche.langues(&mut drawn("langues"), sujet);
        }
        if sujet.is_actif() {
            fiche.put(Champ::MetierVise, sujet.rome);
            fiche.put(Champ::InscriptionFranceTravail, if sujet.is_inscrit { "inscrit" } else { "non-inscrit" });
        }
        if sujet.age() < 18 {
            fiche.representants(&mut drawn("representants"), sujet);
        }
        // C5 and C6 are asked once there is a reason to.
        if sujet.is_actif() || drawn("delicat").chance(100) {
            fiche.logement(&mut drawn("logement"), sujet);
            fiche.sante(&mut drawn("sante"));
            fiche.protection(&mut drawn("protection"), sujet);
        }
        if sujet.is_actif() && drawn("argent").chance(650) {
            fiche.ressources(&mut drawn("ressources"), sujet);
        }
        fiche.valeurs
    }
}

#[derive(Default)]
struct Fiche {
    valeurs: Vec<Valeur>,
}

impl Fiche {
    fn put(&mut self, champ: Champ, value: impl Into<String>) {
        self.valeurs.push((champ, value.into()));
    }

    /// One key by weight.
    fn draw(&mut self, alea: &mut Alea, champ: Champ, poids: &[(&'static str, u64)]) -> &'static str {
        let key = draw(alea, poids);
        self.put(champ, key);
        key
    }

    fn sejour(&mut self, alea: &mut Alea, sujet: &Sujet) {
        let nationalite = &*sujet.identite.nationalite;
        let is_francais = nationalite.starts_with("Français");
        let justifiee = alea.chance(if sujet.is_actif() { 700 } else { 300 });
        if justifiee {
            let piece = if is_francais { "carte-identite" } else { "titre-sejour" };
            self.put(Champ::IdentiteJustifiee, if alea.chance(120) { "passeport" } else { piece });
        }
        if is_francais {
            return;
        }
        let titre = match sujet.identite.code_naissance {
            "99139" | "99114" | "99134" | "99127" | "99131" => "citoyen-europeen",
            "99352" => "certificat-algerien",
            "99155" => "protection-temporaire",
            "99212" => draw(alea, &[("refugie", 60), ("protection-subsidiaire", 40)]),
            _ if sujet.age() < 18 => "document-circulation-mineur",
            _ => draw(
                alea,
                &[("carte-pluriannuelle", 40), ("carte-temporaire", 30), ("carte-resident", 20), ("recepisse", 10)],
            ),
        };
        self.put(Champ::TitreSejour, titre);
        if titre != "citoyen-europeen" {
            // Most end within years, a few within weeks.
            let days = if alea.chance(150) { alea.between(5, 80) } else { alea.between(90, 1_400) };
            self.put(Champ::TitreSejourFin, AUJOURDHUI.plus(days as i64).to_string());
        }
    }

    /// In a hundred: 15 in a quartier prioritaire, 12 in the country.
    fn zone(&mut self, alea: &mut Alea, sujet: &Sujet) {
        if sujet.is_actif() || alea.chance(400) {
            let place = alea.below(100);
            self.put(Champ::Qpv, if place < 15 { "oui" } else { "non" });
            self.put(Champ::Frr, if (15..27).contains(&place) { "oui" } else { "non" });
        }
        if sujet.is_actif() {
            self.draw(alea, Champ::CanalPrefere, &[("sms", 55), ("telephone", 25), ("mail", 18), ("courrier", 2)]);
            self.put(Champ::RappelsAcceptes, if alea.chance(720) { "oui" } else { "non" });
            if alea.chance(12) {
                self.put(Champ::CanauxDangereux, draw(alea, &[("courrier", 60), ("telephone", 40)]));
            }
        }
    }

    fn formation(&mut self, alea: &mut Alea, sujet: &Sujet) {
        let (classe, diplome, end): (&[_], &[_], u16) = match sujet.niveau {
            "X" => (&[("jamais-scolarise", 1)], &[("aucun", 1)], 0),
            "1" => (&[("quatrieme", 4), ("segpa", 3), ("ulis", 2), ("etranger", 1)], &[("aucun", 1)], 16),
            "2" => (&[("troisieme", 5), ("cap-1", 4), ("segpa", 1)], &[("brevet", 6), ("aucun", 3), ("cfg", 1)], 16),
            "3" => (&[("cap-2", 8), ("premiere-professionnelle", 2)], &[("cap", 8), ("titre-3", 1), ("bep", 1)], 18),
            "4" => (
                &[("terminale-professionnelle", 6), ("terminale", 4)],
                &[("bac-professionnel", 6), ("bac-general", 2), ("bac-technologique", 2)],
                18,
            ),
            "5" => (&[("superieur-2", 1)], &[("bts", 8), ("dut", 2)], 20),
            "6" => (&[("superieur-3", 1)], &[("licence", 7), ("licence-professionnelle", 2), ("but", 1)], 21),
            _ => (&[("etranger", 1)], &[("etranger", 1)], 18),
        };
        let classe = draw(alea, classe);
        self.put(Champ::DerniereClasse, classe);
        let naissance = sujet.identite.naissance;
        if end > 0 {
            let fin = super::Jour { annee: naissance.annee + end, mois: 7, jour: alea.between(1, 8) as u8 };
            if fin <= sujet.accueil {
                self.put(Champ::FinScolarite, fin.to_string());
            }
        }
        self.put(Champ::Diplomes, draw(alea, diplome));
        if sujet.is_actif() {
            self.put(Champ::Recensement, if alea.chance(900) { "oui" } else { "non" });
            self.put(Champ::Jdc, if sujet.age() >= 18 && alea.chance(800) { "oui" } else { "non" });
        }
    }

    fn langues(&mut self, alea: &mut Alea, sujet: &Sujet) {
        let own = match sujet.identite.code_naissance {
            "99352" | "99350" | "99351" => Some("arabe"),
            "99208" => Some("turc"),
            "99212" => Some("dari"),
            "99335" => Some("bambara"),
            "99341" => Some("wolof"),
            "99114" => Some("roumain"),
            "99139" => Some("portugais"),
            "99155" => Some("ukrainien"),
            _ => None,
        };
        // In the order of the codes of the list.
        let mut langues = vec!["francais"];
        if alea.chance(380) {
            langues.push("anglais");
        }
        if own.is_none() && alea.chance(90) {
            langues.push("espagnol");
        }
        langues.extend(own.filter(|own| !langues.contains(own)));
        let key = |langue: &&str| domaine::catalogue::Catalogue::get("langues").and_then(|l| l.by_key(langue));
        langues.sort_by_key(|langue| key(langue).map(|valeur| valeur.code));
        self.put(Champ::Langues, langues.join(" "));
        match own {
            None => self.put(Champ::NiveauFrancais, "langue-premiere"),
            Some(_) => {
                let levels = [("a1", 8), ("a2", 18), ("b1", 28), ("b2", 26), ("c1", 10), ("langue-premiere", 10)];
                self.draw(alea, Champ::NiveauFrancais, &levels);
            }
        }
    }

    /// In a hundred: 34 with the licence B, 14 who prepare it, 29 with something that has a motor.
    fn mobilite(&mut self, alea: &mut Alea, sujet: &Sujet) {
        let place = alea.below(1_000);
        let permis = match sujet.age() {
            ..17 => draw(alea, &[("aucun", 60), ("assr", 30), ("am", 10)]),
            17 => draw(alea, &[("aucun", 60), ("code-en-cours", 25), ("b-en-cours", 15)]),
            _ if place < 362 => "b",
            _ if place < 440 => "b-en-cours",
            _ if place < 500 => "code-en-cours",
            _ => "aucun",
        };
        self.put(Champ::Permis, permis);
        let moyens = match permis {
            "b" if alea.chance(790) => "voiture",
            _ if alea.chance(30) => "deux-roues",
            _ => draw(
                alea,
                &[("transports", 60), ("marche transports", 15), ("velo", 10), ("accompagne", 10), ("marche", 5)],
            ),
        };
        self.put(Champ::Locomotions, moyens);
        let perimetres = [("commune", 12), ("agglomeration", 48), ("departement", 28), ("region", 8), ("france", 4)];
        self.draw(alea, Champ::PerimetreMobilite, &perimetres);
    }

    /// In a hundred: 10 in a couple; 9 with a child, half of them alone.
    fn famille(&mut self, alea: &mut Alea, sujet: &Sujet) {
        let is_couple = sujet.age() >= 18 && alea.chance(106);
        let situation = match is_couple {
            true => draw(alea, &[("concubinage", 64), ("marie", 26), ("pacse", 10)]),
            false => draw(alea, &[("celibataire", 985), ("separe", 10), ("divorce", 5)]),
        };
        self.put(Champ::SituationFamiliale, situation);
        let has_child = sujet.age() >= 17 && alea.chance(if is_couple { 450 } else { 51 });
        self.put(Champ::EnfantsACharge, if has_child { draw(alea, &[("1", 72), ("2", 22), ("3", 6)]) } else { "0" });
        if has_child {
            let gardes = [("famille", 40), ("creche", 15), ("conjoint", 15), ("difficulte", 20), ("aucun", 10)];
            self.draw(alea, Champ::GardeEnfants, &gardes);
        }
    }

    fn representants(&mut self, alea: &mut Alea, sujet: &Sujet) {
        let nom = &sujet.identite.nom;
        let lien = draw(alea, &[("mere", 70), ("pere", 18), ("tuteur", 4), ("ase", 5), ("beau-parent", 3)]);
        let prenom = noms::prenom_adulte(alea, lien != "pere");
        self.put(Champ::Representant1Nom, format!("{prenom} {nom}"));
        self.put(Champ::Representant1Lien, lien);
        self.put(Champ::Representant1Telephone, identifiants::telephone(alea, true));
        if lien == "mere" && alea.chance(450) {
            let prenom = noms::prenom_adulte(alea, false);
            self.put(Champ::Representant2Nom, format!("{prenom} {nom}"));
            self.put(Champ::Representant2Lien, "pere");
            self.put(Champ::Representant2Telephone, identifiants::telephone(alea, true));
        }
        if alea.chance(80) {
            self.put(Champ::NePasContacterParents, "oui");
        }
    }

    /// In a hundred: 20 autonomous, 69 hosted, 9 with nowhere that lasts.
    fn logement(&mut self, alea: &mut Alea, sujet: &Sujet) {
        const LOGEMENTS: [(&str, u64); 13] = [
            ("locataire", 182),
            ("residence-etudiante", 15),
            ("proprietaire", 3),
            ("heberge-parents", 550),
            ("heberge-famille", 90),
            ("heberge-amis", 50),
            ("foyer", 40),
            ("chrs", 15),
            ("hotel", 15),
            ("sans-hebergement", 15),
            ("squat", 5),
            ("famille-accueil", 10),
            ("habitat-mobile", 10),
        ];
        const MINEURS: [(&str, u64); 4] =
            [("heberge-parents", 850), ("heberge-famille", 80), ("famille-accueil", 30), ("foyer", 40)];
        let logements: &[_] = if sujet.age() < 18 { &MINEURS } else { &LOGEMENTS };
        let logement = self.draw(alea, Champ::Logement, logements);
        let difficulte = match logement {
            "heberge-amis" | "hotel" | "chrs" | "sans-hebergement" | "squat" => "recherche",
            "heberge-parents" if alea.chance(80) => draw(alea, &[("conflit", 60), ("surpeuple", 40)]),
            "locataire" if alea.chance(120) => draw(alea, &[("impayes", 60), ("insalubre", 25), ("expulsion", 15)]),
            _ => "aucune",
        };
        self.put(Champ::DifficultesLogement, difficulte);
        if logement == "habitat-mobile" {
            self.put(Champ::Itinerance, "oui");
        }
    }

    fn sante(&mut self, alea: &mut Alea) {
        self.draw(alea, Champ::Sante, &[("aucun", 780), ("a-explorer", 110), ("oriente", 60), ("suivi", 50)]);
        let rqth = self.draw(alea, Champ::Rqth, &[("non", 955), ("demande-en-cours", 15), ("reconnue", 30)]);
        if rqth == "reconnue" {
            self.put(Champ::RqthFin, AUJOURDHUI.plus(alea.between(20, 1_500) as i64).to_string());
        }
        let couvertures =
            [("mutuelle", 45), ("css", 28), ("assurance-maladie", 17), ("demande-en-cours", 4), ("aucune", 6)];
        self.draw(alea, Champ::CouvertureSante, &couvertures);
        // Two at most, in the order of the codes.
        let first = draw(alea, &[("aucun", 30), ("mobilite", 30), ("ressources", 12), ("qualification", 28)]);
        let second = draw(alea, &[("", 60), ("experience", 20), ("confiance", 12), ("administratif", 8)]);
        let freins =
            if first == "aucun" { "aucun".to_owned() } else { format!("{first} {second}").trim_end().to_owned() };
        self.put(Champ::Freins, freins);
    }

    fn protection(&mut self, alea: &mut Alea, sujet: &Sujet) {
        let is_mineur = sujet.age() < 18;
        let poids: &[_] = if is_mineur {
            &[("aucune", 930), ("ase-placement", 45), ("ase-milieu-ouvert", 25)]
        } else {
            &[("aucune", 970), ("ase-jeune-majeur", 18), ("ase-sortant", 6), ("curatelle", 4), ("tutelle", 2)]
        };
        let mesure = self.draw(alea, Champ::MesureProtection, poids);
        if matches!(mesure, "curatelle" | "tutelle") {
            self.put(Champ::ProtectionNom, format!("{} {}", noms::prenom_adulte(alea, true), noms::simple(alea)));
            self.put(Champ::ProtectionTelephone, identifiants::telephone(alea, false));
        }
        self.put(Champ::Ase, if mesure.starts_with("ase") { "oui" } else { "non" });
        if !is_mineur {
            let poids = [("aucune", 985), ("milieu-ouvert", 11), ("surveillance-electronique", 3), ("detention", 1)];
            self.draw(alea, Champ::SituationPenitentiaire, &poids);
        }
    }

    fn ressources(&mut self, alea: &mut Alea, sujet: &Sujet) {
        let adult = [
            ("aucune", 34),
            ("famille", 22),
            ("allocation-cej", 16),
            ("salaire", 14),
            ("are", 5),
            ("remuneration-formation", 4),
            ("rsa", 3),
            ("bourse", 2),
        ];
        let poids: &[_] = if sujet.age() < 18 { &[("aucune", 40), ("famille", 60)] } else { &adult };
        let (montant, organisme) = match self.draw(alea, Champ::Ressources, poids) {
            "allocation-cej" => (alea.between(250, 560), "france-travail"),
            "salaire" => (alea.between(300, 1_450), ""),
            "are" => (alea.between(400, 1_100), "france-travail"),
            "remuneration-formation" => (alea.between(200, 760), "asp"),
            "rsa" => (alea.between(560, 660), "caf"),
            "bourse" => (alea.between(120, 500), "autre"),
            "famille" => (alea.between(0, 8) * 25, ""),
            _ => (0, ""),
        };
        self.put(Champ::RessourcesMontant, montant.to_string());
        if !organisme.is_empty() {
            self.put(Champ::OrganismeAllocations, organisme);
        }
    }
}

fn draw(alea: &mut Alea, poids: &[(&'static str, u64)]) -> &'static str {
    let weights: Vec<u64> = poids.iter().map(|(_, poids)| *poids).collect();
    poids[alea.weighted(&weights)].0
}

impl Jeune {
    /// A value of the dictionary, if the person has one.
    pub fn champ(&self, champ: Champ) -> Option<&str> {
        self.champs.iter().find(|(c, _)| *c == champ).map(|(_, value)| &**value)
    }
}
