//! GET /: today, what is late, what came in, what ends soon. One entry for the page, before anybody is shown.

use std::collections::{HashMap, HashSet};

use domaine::statut::veille_le;
use domaine::{Clair, DossierId, PassageId, RendezVousId};
use droits::signature::SignedRequest;
use jiff::civil::DateTime;
use journal::Kind;
use journal::act::act;

use super::lecture::{Dits, fuseau};
use crate::accueil::mark_arrivals;
use crate::agenda::rangement as agenda;
use crate::face::{
    AFaire, Accueil, Agent, AtelierDuJour, Bloc, Error, Etape, Filtre, GenreAgenda, Journee, LigneAFaire, LigneAgenda,
    Portee, Quand, Refusal, Remplace, RemplacementVu,
};
use crate::fiche::date;
use crate::listes::{PAGE, reading};
use crate::noms::a_faire::{MINUTES, bientot};
use crate::noms::veille::delai;
use crate::noms::{Among, Cause, Label, Listed, Noms};
use crate::sequenceur::now;
use crate::{Alive, Coffre};

/// Lines of a block: beyond, the list.
const BLOC: usize = 5;

impl Coffre {
    /// The page where a day begins. For who does not receive, only who asks: her day begins elsewhere.
    ///
    /// # Errors
    /// A refusal or a failure; nothing was shown.
    pub async fn journee(&self, request: &SignedRequest) -> Result<Accueil, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        if !agent.role.receives() {
            return Ok(Accueil::Ailleurs(alive.authenticate_once(request).await?));
        }
        let noms = alive.noms(agent.structure, Some(request)).await?;
        let key = reading(&noms).key().clone();
        let time = now();
        let maintenant = fuseau(&agent).civil(time);
        let portee = alive.portee(&agent);

        let lu = alive.read_day(&agent, portee, time).await?;
        let listed = alive.listed(&agent, portee, &reading(&noms), lu.among, time);
        let (today, closed) = agenda::opened(lu.today, &key, agent.structure);
        let (next, unread) = agenda::opened(lu.next, &key, agent.structure);
        let (dits, unsaid) = alive.said(&listed, &key, &agent).await?;
        let (arrivees, unseen) = alive.arrivees(&agent, &key).await?;
        let (remplacements, lost) = alive.remplacements(&agent, &key).await?;
        let illisibles = closed + unread + unsaid + unseen + lost;
        alive.note_unread(agent.structure, illisibles).await?;
        let sites = alive.sites(agent.structure).await?;
        let a_clore = alive.ateliers_a_clore(&agent).await?;

        let mut page = Page { alive, agent: &agent, maintenant, shown: Vec::new(), seen: HashSet::new() };
        let (aujourdhui, aujourdhui_total, prochain, blocs, suivis, remplace) = {
            let noms = reading(&noms);
            let rdv: Vec<_> = today.into_iter().filter(|rang| rang.genre == GenreAgenda::RendezVous).collect();
            let total = rdv.len() + lu.ateliers.len();
            let mut lignes = page.agenda(&rdv[..rdv.len().min(PAGE)], &noms);
            mark_arrivals(&mut lignes, &arrivees);
            let prochain = page.next(&next, &noms);
            let blocs = listed.into_iter().map(|(cle, listed)| page.bloc(cle, listed, &dits)).collect();
            let suivis = if portee == Portee::Structure { noms.len() } else { noms.count_of(agent.id) };
            let remplace = replaced(&remplacements, &agent, &noms);
            (by_hour(lignes, lu.ateliers), total, prochain, blocs, suivis, remplace)
        };
        let shown = page.shown;
        let by = remplacements.into_iter().filter(|r| r.de.0 == agent.id);
        let remplacee_par: Vec<_> = by.filter_map(|r| Some((r.par.1?, r.jusqu_au))).collect();
        let soon = bientot(maintenant.date());

        let asked = act(&request.method, &request.target).filter(|asked| asked.kind == Kind::ResultPage);
        let asked = asked.ok_or(Error::Refusal(Refusal::Introuvable))?;
        let receipt = alive.journal_page(request, asked, request.hash(), &shown).await?;
        Ok(Accueil::Journee(Box::new(Journee {
            receipt,
            maintenant,
            structure_entiere: portee == Portee::Structure,
            aujourdhui,
            aujourdhui_total,
            prochain,
            blocs,
            a_clore,
            remplace,
            remplacee_par,
            suivis,
            sites: sites.into_iter().map(|(num, nom, _)| (num, nom)).collect(),
            bientot: (u16::try_from(soon.valeur).unwrap_or(0), soon.verifie),
            illisibles,
            agent,
        })))
    }
}

impl Alive {
    /// The beginning of every list, and how long each is: by the function that makes the lists themselves.
    fn listed(
        &self,
        agent: &Agent,
        portee: Portee,
        noms: &Noms,
        mut among: HashMap<AFaire, Among>,
        time: u64,
    ) -> Vec<(AFaire, Listed)> {
        among.insert(AFaire::Confie, self.newly_entrusted(agent, portee, noms, time));
        let (none, today) = (Among::new(), fuseau(agent).aujourdhui(time));
        let list = |cle| {
            let filtre = Filtre { portee, a_faire: Some(cle), ..Filtre::default() };
            (cle, noms.list_among(agent.id, &filtre, today, time, (0, BLOC), among.get(&cle).unwrap_or(&none)))
        };
        AFaire::ALL.map(list).into()
    }
}

/// A page being made: everybody on it is noted once, for its entry.
struct Page<'a> {
    alive: &'a Alive,
    agent: &'a Agent,
    maintenant: DateTime,
    shown: Vec<Label>,
    seen: HashSet<DossierId>,
}

impl Page<'_> {
    /// Rendez-vous as shown.
    fn agenda(&mut self, rangs: &[agenda::Rang], noms: &Noms) -> Vec<LigneAgenda> {
        let (lignes, labels) = self.alive.lines(rangs, noms, self.agent, fuseau(self.agent));
        labels.into_iter().for_each(|label| self.note(label));
        lignes
    }

    /// The first rendez-vous of the next day that has any, and how many it has.
    fn next(&mut self, rangs: &[agenda::Rang], noms: &Noms) -> Option<(jiff::civil::Date, Box<LigneAgenda>, usize)> {
        let jour = rangs.first()?.plage.jour();
        let combien = rangs.iter().filter(|rang| rang.plage.jour() == jour).count();
        let first = self.agenda(&rangs[..1], noms).pop()?;
        Some((jour, Box::new(first), combien))
    }

    fn bloc(&mut self, cle: AFaire, listed: Listed, dits: &Dits) -> Bloc {
        let Listed { labels, causes, total, .. } = listed;
        let lines = labels.into_iter().zip(causes);
        Bloc { cle, total, lignes: lines.filter_map(|(label, cause)| self.ligne(cle, label, cause, dits)).collect() }
    }

    /// One line; none when the row that it tells does not open.
    fn ligne(&mut self, cle: AFaire, label: Label, cause: Cause, dits: &Dits) -> Option<LigneAFaire> {
        let zone = fuseau(self.agent);
        let (mut rendez_vous, mut passage, mut texte) = (None, None, Clair::default());
        let day = || date(i32::try_from(cause.presse).ok()?);
        let quand = match cle {
            AFaire::SansStatut | AFaire::ARappeler => {
                let rang = dits.rendez_vous.get(&cause.rang)?;
                rendez_vous = Some(RendezVousId(cause.rang));
                texte = rang.texte.clone();
                Quand::Heure(at(rang.plage.jour(), rang.plage.debut()))
            }
            AFaire::Attend | AFaire::Appel => {
                let rang = dits.passages.get(&cause.rang)?;
                passage = Some(PassageId(cause.rang));
                texte = rang.texte.clone();
                Quand::Heure(zone.civil(rang.temps))
            }
            AFaire::Confie => Quand::Jour(zone.aujourdhui(cause.presse.unsigned_abs())),
            AFaire::VeilleProche => Quand::Jour(veille_le(day()?, delai(self.maintenant.date()))),
            AFaire::SansResultat | AFaire::SituationFinie | AFaire::SituationFinissante => Quand::Jour(day()?),
        };
        self.note(label.clone());
        Some(LigneAFaire { personne: self.alive.shown(label, self.agent), quand, rendez_vous, passage, texte })
    }

    fn note(&mut self, label: Label) {
        if self.seen.insert(label.dossier) {
            self.shown.push(label);
        }
    }
}

/// Rendez-vous and workshops of one day, in the order of the clock.
fn by_hour(lignes: Vec<LigneAgenda>, ateliers: Vec<AtelierDuJour>) -> Vec<Etape> {
    let rdv = lignes.into_iter().map(|ligne| Etape::RendezVous(Box::new(ligne)));
    let held = ateliers.into_iter().map(|atelier| Etape::Atelier(Box::new(atelier)));
    let mut etapes: Vec<Etape> = rdv.chain(held).collect();
    etapes.sort_by_key(|etape| (etape.plage().debut(), etape.plage().fin()));
    etapes
}

/// Those for whom she answers.
fn replaced(remplacements: &[RemplacementVu], agent: &Agent, noms: &Noms) -> Vec<Remplace> {
    let hers = remplacements.iter().filter(|r| r.par.0 == agent.id);
    let one = |r: &RemplacementVu| {
        let (id, nom) = (r.de.0, r.de.1.clone()?);
        Some(Remplace { id, nom, jusqu_au: r.jusqu_au, combien: noms.count_of(id) })
    };
    hers.filter_map(one).collect()
}

/// A minute of a day; 1440 is the midnight that ends it.
fn at(jour: jiff::civil::Date, minute: u16) -> DateTime {
    let minute = minute.min(MINUTES - 1);
    jour.at((minute / 60) as i8, (minute % 60) as i8, 0, 0)
}
