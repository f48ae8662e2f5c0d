//! A week in the life of a structure, at the console: sites, agendas, workshops, who waits at the front desk, who replaces whom.
//! As for anybody, the facts that entrust people are durable in the journal before the rows that rest on them.

use std::collections::HashMap;

use domaine::agenda::{Plage, StatutRdv};
use domaine::fuseau::Fuseau;
use domaine::reperage::{Issue, Tentative};
use domaine::seance::{EtatSeance, Inscription, StatutInscription, TypeOffre};
use domaine::{
    AgentId, AtelierId, Clair, CodeStructure, DossierId, ImportId, OffreId, PassageId, RemplacementId, RendezVousId,
};
use droits::budget::explanation;
use jiff::ToSpan;
use jiff::civil::Date;
use journal::Kind;
use journal::entry::{Decision, Entry, Pseudonym};

use super::{Console, HAS_SITES, OFFRE, PEOPLE, SITE};
use crate::accueil::rangement as guichet;
use crate::agenda::rangement as agenda;
use crate::ateliers::rangement as ateliers;
use crate::base::Value;
use crate::face::{Error, EtatPassage, GenreAgenda, GenrePassage, Refusal};
use crate::listes::reading;
use crate::noms::Label;
use crate::racine::Secret;
use crate::repartition::rangement as remplacements;
use crate::reperage;
use crate::sequenceur::now;
use crate::{Alive, random};

/// Facts in one batch of the journal.
const FAITS: usize = 1_024;

/// Days during which a rendez-vous or a workshop goes on explaining.
const SUITE: i64 = 7;

/// People are named by their short number.
#[derive(Clone, Debug, Default)]
pub struct NouvelleSemaine {
    /// Names of the sites: numbers 1, 2, 3…
    pub sites: Vec<String>,
    /// Of every agenda, in any order.
    pub agenda: Vec<NouvelleLigne>,
    /// What the structure offers in a group.
    pub offres: Vec<NouvelleOffre>,
    /// Sessions of them.
    pub ateliers: Vec<NouvelAtelier>,
    /// Tickets and calls.
    pub passages: Vec<NouveauPassage>,
    /// Portefeuilles taken over: replaced, replacer, first and last instant (milliseconds), who said so.
    pub remplacements: Vec<(AgentId, AgentId, u64, u64, AgentId)>,
    /// A list that was received.
    pub reperage: Option<NouvelleListe>,
}

/// A received liste de repérage, of people who are known already.
#[derive(Clone, Debug)]
pub struct NouvelleListe {
    /// A code of the list "reperage-sources".
    pub source: u16,
    /// When it came.
    pub recue: Date,
    /// From whom.
    pub de: Clair,
    /// Who said so, and tries to reach people.
    pub auteur: AgentId,
    /// Who is in it, with days and outcomes (codes of the list "reperage-resultats") of the attempts, oldest first.
    pub personnes: Vec<(u32, Vec<(Date, u16)>)>,
}

/// A rendez-vous, or an absence.
#[derive(Clone, Debug)]
pub struct NouvelleLigne {
    /// Whose agenda.
    pub agent: AgentId,
    /// Whose rendez-vous; none for an absence.
    pub personne: Option<u32>,
    /// Zero for none.
    pub site: u32,
    /// When.
    pub plage: Plage,
    /// Where it stands.
    pub statut: StatutRdv,
    /// A code of the list "rdv-objets", or of "absences".
    pub objet: u16,
    /// A few words.
    pub texte: Clair,
}

/// An offre.
#[derive(Clone, Debug)]
pub struct NouvelleOffre {
    /// A code of the list "offre"; zero for none.
    pub code: u16,
    /// Workshop or information.
    pub genre: TypeOffre,
    /// Its name, public.
    pub nom: String,
}

/// A session.
#[derive(Clone, Debug)]
pub struct NouvelAtelier {
    /// A place in [`NouvelleSemaine::offres`].
    pub offre: usize,
    /// Who holds it.
    pub animateur: AgentId,
    /// Zero for none.
    pub site: u32,
    /// When.
    pub plage: Plage,
    /// Last day to enrol.
    pub limite: Option<Date>,
    /// How many.
    pub places: u16,
    /// Where it stands.
    pub etat: EtatSeance,
    /// In the order of enrolment.
    pub inscrits: Vec<(u32, StatutInscription)>,
}

/// A ticket or a call.
#[derive(Clone, Debug)]
pub struct NouveauPassage {
    /// Which of the two.
    pub genre: GenrePassage,
    /// Who came or called.
    pub personne: u32,
    /// For whom; none for whoever is free.
    pub pour: Option<AgentId>,
    /// Zero for none.
    pub site: u32,
    /// Milliseconds.
    pub temps: u64,
    /// Where it stands.
    pub etat: EtatPassage,
    /// A code of the list "motifs-accueil"; zero for none.
    pub motif: u16,
    /// What was said.
    pub texte: Clair,
    /// Who wrote it down.
    pub auteur: AgentId,
}

impl Console {
    /// Writes a structure's week; does nothing where it was written already. Its dossiers are all made.
    ///
    /// # Errors
    /// The base's, the journal's: nothing but facts was written, and the same call goes on.
    pub fn semaine(&self, structure: CodeStructure, semaine: &NouvelleSemaine) -> Result<(), Error> {
        let alive = self.coffre.alive()?;
        let noms = self.noms(structure)?;
        let key = reading(&noms).key().clone();
        let code = structure.to_string();
        let (sealed, is_made) = alive.base.read_blocking(move |tx| {
            let people: Vec<(Vec<u8>, i64, Vec<u8>)> = tx.all(&PEOPLE, &[code.as_str().into()])?;
            Ok((people, tx.one::<(i64,)>(&HAS_SITES, &[code.as_str().into()])?.is_some()))
        })?;
        if is_made {
            return Ok(());
        }
        let opened = sealed.iter().filter_map(|(id, etat, contenu)| {
            let dossier = DossierId(id.as_slice().try_into().ok()?);
            let label = Label::open(dossier, &key, structure, u32::try_from(*etat).ok()?, contenu)?;
            Some((label.numero, (dossier, label.sujet)))
        });
        let gens = opened.collect();
        let dite = Dite { structure, semaine, key, gens, maj: now() };
        let faits = dite.faits(alive)?;
        for chunk in faits.chunks(FAITS) {
            alive.write_at_console(chunk.to_vec())?;
        }
        let rows = dite.rows();
        alive.base.write_blocking(move |tx| {
            tx.exec_each(&SITE, &rows.sites)?;
            agenda::insert(tx, &rows.agenda)?;
            tx.exec_each(&OFFRE, &rows.offres)?;
            tx.exec_each(&ateliers::INSERT, &rows.ateliers)?;
            rows.inscrits.iter().try_for_each(|inscrit| inscrit.write(tx, &rows.key))?;
            tx.exec_each(&guichet::INSERT, &rows.passages)?;
            tx.exec_each(&remplacements::INSERT, &rows.remplacements)?;
            let Some((liste, lignes)) = &rows.reperage else { return Ok(()) };
            liste.write(tx, &rows.key)?;
            let all: Vec<DossierId> = lignes.iter().map(|ligne| ligne.dossier).collect();
            reperage::join(tx, liste.id, &all, Some(&rows.key))?;
            // Whom nobody tried is sealed as she entered.
            lignes.iter().filter(|l| !l.tentatives.is_empty()).try_for_each(|l| l.write(tx, &rows.key, liste))
        })?;
        Ok(())
    }
}

/// A week, with the people of the structure by their number.
struct Dite<'a> {
    structure: CodeStructure,
    semaine: &'a NouvelleSemaine,
    key: Secret,
    gens: HashMap<u32, (DossierId, Pseudonym)>,
    maj: u64,
}

/// Parameters of the rows, by table.
struct Rows {
    key: Secret,
    sites: Vec<Vec<Value>>,
    agenda: Vec<Vec<Value>>,
    offres: Vec<Vec<Value>>,
    ateliers: Vec<Vec<Value>>,
    inscrits: Vec<ateliers::Inscrit>,
    passages: Vec<Vec<Value>>,
    remplacements: Vec<Vec<Value>>,
    reperage: Option<(reperage::ListeRang, Vec<reperage::Rang>)>,
}

impl Dite<'_> {
    /// One entry for each fact that may still serve, whatever the number of rows that say it. Of the console: nobody's login.
    fn faits(&self, alive: &Alive) -> Result<Vec<Entry>, Error> {
        let fuseau = Fuseau::of_structure(self.structure);
        let after = |plage: &Plage| fuseau.instant(plage.jour().saturating_add(SUITE.days()), plage.fin());
        let mut until: HashMap<(u8, Pseudonym, Option<AgentId>), u64> = HashMap::new();
        let mut state = |code: u8, personne: &u32, pour: Option<AgentId>, limite: u64| {
            if let Some((_, sujet)) = self.gens.get(personne) {
                let known = until.entry((code, *sujet, pour)).or_default();
                *known = limite.max(*known);
            }
        };
        for ligne in self.semaine.agenda.iter().filter(|ligne| ligne.statut.occupe()) {
            if let Some(personne) = &ligne.personne {
                state(explanation::RENDEZ_VOUS, personne, Some(ligne.agent), after(&ligne.plage));
            }
        }
        for atelier in &self.semaine.ateliers {
            let inscrits = atelier.inscrits.iter();
            inscrits.for_each(|(personne, _)| {
                state(explanation::ATELIER, personne, Some(atelier.animateur), after(&atelier.plage));
            });
        }
        for passage in &self.semaine.passages {
            let code = match passage.genre {
                GenrePassage::Ticket => explanation::TICKET,
                GenrePassage::Appel => explanation::APPEL,
            };
            state(code, &passage.personne, passage.pour, passage.temps + explanation::duree_max(code));
        }
        let name = |id: AgentId| alive.pseudonym_of(id).ok_or(Error::Refusal(Refusal::Introuvable));
        let mut entries = Vec::with_capacity(until.len());
        for ((code, sujet, pour), limite) in until.into_iter().filter(|(_, limite)| *limite > self.maj) {
            let object = pour.map(name).transpose()?.unwrap_or_default();
            entries.push(Entry { subject: sujet, ..self.fait(code, object, limite) });
        }
        for (de, par, _, fin, _) in &self.semaine.remplacements {
            let mut entry = self.fait(explanation::REMPLACEMENT, name(*par)?, *fin);
            entry.content[..16].copy_from_slice(&name(*de)?);
            entries.push(entry);
        }
        Ok(entries)
    }

    fn fait(&self, code: u8, pour: Pseudonym, until: u64) -> Entry {
        let mut entry = Entry::new(Kind::Explanation);
        entry.decision = Decision::Granted;
        (entry.explanation, entry.object, entry.until, entry.structure) = (code, pour, until, self.structure.0);
        entry
    }

    fn rows(&self) -> Rows {
        let semaine = self.semaine;
        let code = || Value::from(self.structure.as_str());
        let offres: Vec<OffreId> = semaine.offres.iter().map(|_| OffreId(random())).collect();
        let ids: Vec<AtelierId> = semaine.ateliers.iter().map(|_| AtelierId(random())).collect();
        let site = |(num, nom): (i64, &String)| vec![code(), num.into(), nom.as_str().into()];
        let offre = |(id, offre): (&OffreId, &NouvelleOffre)| {
            let NouvelleOffre { code: of, genre, nom } = offre;
            vec![id.0.into(), code(), i64::from(*of).into(), (*genre as u8).into(), nom.as_str().into()]
        };
        let sessions = || ids.iter().zip(&semaine.ateliers);
        let inscrits = |(id, atelier): (&AtelierId, &NouvelAtelier)| {
            let one = |(ordre, (personne, statut)): (u32, &(u32, StatutInscription))| {
                let (dossier, _) = self.gens.get(personne)?;
                let ligne = Inscription { dossier: *dossier, ordre, statut: *statut };
                let (structure, maj, auteur) = (self.structure, self.maj, atelier.animateur);
                Some(ateliers::Inscrit { atelier: *id, structure, ligne, maj, auteur })
            };
            (1..).zip(&atelier.inscrits).filter_map(one).collect::<Vec<_>>()
        };
        Rows {
            sites: (1..).zip(&semaine.sites).map(site).collect(),
            agenda: semaine.agenda.iter().filter_map(|ligne| Some(self.ligne(ligne)?.values(&self.key))).collect(),
            offres: offres.iter().zip(&semaine.offres).map(offre).collect(),
            ateliers: sessions().map(|(id, one)| self.atelier(*id, offres[one.offre], one)).collect(),
            inscrits: sessions().flat_map(inscrits).collect(),
            passages: semaine.passages.iter().filter_map(|one| self.passage(one)).collect(),
            remplacements: semaine.remplacements.iter().map(|one| self.remplacement(one)).collect(),
            reperage: semaine.reperage.as_ref().map(|liste| self.reperage(liste)),
            key: self.key.clone(),
        }
    }

    fn reperage(&self, liste: &NouvelleListe) -> (reperage::ListeRang, Vec<reperage::Rang>) {
        let auteur = liste.auteur.0;
        let attempt = |(le, code): &(Date, u16)| Some((Tentative { le: *le, issue: Issue::from_code(*code)? }, auteur));
        let line = |(personne, attempts): &(u32, Vec<(Date, u16)>)| {
            let tentatives = attempts.iter().filter_map(attempt).collect();
            Some(reperage::Rang { dossier: self.gens.get(personne)?.0, tentatives, maj: self.maj })
        };
        let NouvelleListe { source, recue, de, .. } = liste;
        let id = ImportId(random());
        let rang = reperage::ListeRang {
            id,
            structure: self.structure,
            source: *source,
            recue: *recue,
            de: de.clone(),
            auteur,
            retires: Vec::new(),
        };
        (rang, liste.personnes.iter().filter_map(line).collect())
    }

    fn ligne(&self, ligne: &NouvelleLigne) -> Option<agenda::Rang> {
        let dossier = match &ligne.personne {
            Some(personne) => Some(self.gens.get(personne)?.0),
            None => None,
        };
        Some(agenda::Rang {
            id: RendezVousId(random()),
            structure: self.structure,
            genre: if dossier.is_some() { GenreAgenda::RendezVous } else { GenreAgenda::Absence },
            agent: ligne.agent,
            site: ligne.site,
            plage: ligne.plage,
            statut: ligne.statut,
            dossier,
            serie: [0; 16],
            maj: self.maj,
            objet: ligne.objet,
            texte: ligne.texte.clone(),
            auteur: ligne.agent,
        })
    }

    fn atelier(&self, id: AtelierId, offre: OffreId, one: &NouvelAtelier) -> Vec<Value> {
        let close_le = (one.etat == EtatSeance::Close).then(|| one.plage.jour());
        let row = ateliers::Atelier {
            id,
            structure: self.structure,
            offre,
            animateur: one.animateur,
            site: one.site,
            plage: one.plage,
            limite: one.limite,
            places: Some(one.places),
            etat: one.etat,
            serie: [0; 16],
            maj: self.maj,
            close_le,
            texte: Clair::default(),
            auteur: one.animateur,
        };
        row.values(&self.key)
    }

    fn passage(&self, one: &NouveauPassage) -> Option<Vec<Value>> {
        let row = guichet::Rang {
            id: PassageId(random()),
            structure: self.structure,
            genre: one.genre,
            dossier: self.gens.get(&one.personne)?.0,
            pour: one.pour,
            site: one.site,
            temps: one.temps,
            etat: one.etat,
            motif: one.motif,
            texte: one.texte.clone(),
            auteur: one.auteur,
        };
        Some(row.values(&self.key))
    }

    fn remplacement(&self, (de, par, debut, fin, auteur): &(AgentId, AgentId, u64, u64, AgentId)) -> Vec<Value> {
        let (id, structure) = (RemplacementId(random()), self.structure);
        let row = remplacements::Rang { id, structure, de: *de, par: *par, debut: *debut, fin: *fin, auteur: *auteur };
        row.values(&self.key)
    }
}
