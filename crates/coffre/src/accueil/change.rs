//! POST /accueil/{d}: somebody arrives, somebody called, somebody takes charge of it.

use domaine::fuseau::Fuseau;
use domaine::saisie::tidy;
use domaine::{AgentId, Clair, DossierId, PassageId};
use droits::budget::explanation;
use droits::decide::Refus;
use droits::signature::SignedRequest;
use journal::Kind;
use journal::act::Purpose;
use journal::entry::{Decision, Entry, Pseudonym};

use super::rangement::{self, Brut, Rang};
use super::{APPEL, TICKET, start_of_today};
use crate::face::{Agent, Error, EtatPassage, GenrePassage, GestePassage, Pour, Refusal, Saisie};
use crate::faits::Enonce;
use crate::listes::reading;
use crate::racine::Secret;
use crate::sequenceur::now;
use crate::{Alive, Coffre, locked, random};

/// Longest words of a call, in characters.
const TEXTE_MAX: usize = 300;

impl Coffre {
    /// Writes a ticket or a call, or says what became of one. A ticket that waits already is not written twice.
    ///
    /// # Errors
    /// Fields to correct, a refusal or a failure; nothing was written.
    pub async fn passage(
        &self,
        request: &SignedRequest,
        dossier: DossierId,
        geste: GestePassage,
    ) -> Result<PassageId, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        alive.refuse_again(request).await?;
        // Who may not state it is refused before anything is looked at, and that is journalled.
        if !agent.role.states(explanation::TICKET) {
            return Err(alive.refuse_foreign(request, dossier).await);
        }
        let sujet = alive.sujet_of(request, &agent, dossier).await?;
        let key = alive.rows_key(request, &agent).await?;
        let desk = Desk { request, agent: &agent, dossier, sujet, key: &key };
        match geste {
            GestePassage::Ticket { pour, motif, site } => alive.arrive(&desk, pour, motif, site).await,
            GestePassage::Appel { pour, texte } => alive.pass_on(&desk, pour, texte).await,
            GestePassage::Change { id, etat } => alive.change_passage(&desk, id, etat).await,
        }
    }
}

/// Who writes it down, of whom.
struct Desk<'a> {
    request: &'a SignedRequest,
    agent: &'a Agent,
    dossier: DossierId,
    sujet: Pseudonym,
    key: &'a Secret,
}

impl Alive {
    /// What is so already (a ticket that waits, a statut) states nothing, so no entry would tell that its request came again: it is
    /// remembered here.
    pub(crate) async fn refuse_again(&self, request: &SignedRequest) -> Result<(), Error> {
        let hash = request.hash();
        let is_new = locked(&self.shown).entry(request.login).or_default().insert(hash);
        if is_new {
            return Ok(());
        }
        let mut entry = Entry::new(Kind::Refusal);
        entry.decision = Decision::Refused;
        (entry.rule, entry.login, entry.request) = (Refus::Replay as u8, request.login, hash);
        entry.purpose = Purpose::Agenda as u8;
        self.record(entry).await?;
        Err(Error::Refusal(Refusal::Signature))
    }

    async fn arrive(&self, desk: &Desk<'_>, pour: Pour, motif: u16, site: u32) -> Result<PassageId, Error> {
        let mut wrong = self.check_receiver(desk.agent, pour);
        let today = Fuseau::of_structure(desk.agent.structure).aujourdhui(now());
        if motif != 0 && !self.surcouches(desk.agent.structure).offers("motifs-accueil", motif, today) {
            wrong.push(Saisie { champ: "motif", raison: "champ-hors-liste" });
        }
        if site != 0 && !self.sites(desk.agent.structure).await?.iter().any(|(num, _, ouvert)| *num == site && *ouvert)
        {
            wrong.push(Saisie { champ: "site", raison: "champ-hors-liste" });
        }
        if !wrong.is_empty() {
            return Err(Error::Saisie(wrong));
        }
        // Two who welcome the same person at the same minute: the second finds it done.
        let lock = self.writing(desk.dossier);
        let _alone = lock.lock().await;
        if let Some(waits) = self.waits(desk, GenrePassage::Ticket).await? {
            return Ok(waits.id);
        }
        let pour = match pour {
            Pour::Agent(id) => Some(id),
            Pour::Libre => None,
            Pour::Defaut => match self.expected_today(desk.agent, desk.dossier, desk.key).await? {
                Some(rang) => Some(rang.agent).filter(|id| self.is_receiver(*id, desk.agent.structure)),
                None => self.referent_who_receives(desk).await?,
            },
        };
        self.write_passage(desk, GenrePassage::Ticket, pour, (motif, site), Clair::default()).await
    }

    async fn pass_on(&self, desk: &Desk<'_>, pour: Pour, texte: Clair) -> Result<PassageId, Error> {
        let mut wrong = self.check_receiver(desk.agent, pour);
        let texte = match tidy(texte.expose()) {
            Ok(texte) if texte.chars().count() > TEXTE_MAX => {
                wrong.push(Saisie { champ: "texte", raison: "champ-trop-long" });
                Clair::default()
            }
            Ok(texte) => Clair::new(texte),
            Err(raison) => {
                wrong.push(Saisie { champ: "texte", raison: raison.key() });
                Clair::default()
            }
        };
        let pour = match pour {
            Pour::Agent(id) => Some(id),
            Pour::Defaut => self.referent_who_receives(desk).await?,
            Pour::Libre => None,
        };
        // A call is for somebody: nobody answers what is for everybody.
        if pour.is_none() && wrong.is_empty() {
            wrong.push(Saisie { champ: "pour", raison: "appel-pour-qui" });
        }
        if !wrong.is_empty() {
            return Err(Error::Saisie(wrong));
        }
        let lock = self.writing(desk.dossier);
        let _alone = lock.lock().await;
        self.write_passage(desk, GenrePassage::Appel, pour, (0, 0), texte).await
    }

    /// The fact first: nothing rests on a row that the journal does not know.
    async fn write_passage(
        &self,
        desk: &Desk<'_>,
        genre: GenrePassage,
        pour: Option<AgentId>,
        (motif, site): (u16, u32),
        texte: Clair,
    ) -> Result<PassageId, Error> {
        let rang = Rang {
            id: PassageId(random()),
            structure: desk.agent.structure,
            genre,
            dossier: desk.dossier,
            pour,
            site,
            temps: now(),
            etat: EtatPassage::Attend,
            motif,
            texte,
            auteur: desk.agent.id,
        };
        self.state_fact(desk.request, Some(desk.dossier), desk.enonce(&rang, pour)).await?;
        let (id, values) = (rang.id, rang.values(desk.key));
        self.base.write(move |tx| tx.exec(&rangement::INSERT, &values)).await?;
        Ok(id)
    }

    async fn change_passage(&self, desk: &Desk<'_>, id: PassageId, etat: EtatPassage) -> Result<PassageId, Error> {
        let lock = self.writing(desk.dossier);
        let _alone = lock.lock().await;
        let rang = self.passage_of(desk, id).await?;
        // Somebody who does what a colleague has just done changes nothing; who takes what was taken is told.
        if rang.etat == etat && (etat != EtatPassage::Pris || rang.pour == Some(desk.agent.id)) {
            return Ok(id);
        }
        if !rang.etat.precede(etat) {
            return Err(Error::Saisie(vec![Saisie { champ: "etat", raison: "passage-etat" }]));
        }
        let is_taken = etat == EtatPassage::Pris;
        if is_taken && !desk.agent.role.receives() {
            return Err(Error::Refusal(Refusal::Role));
        }
        let next = Rang { etat, pour: if is_taken { Some(desk.agent.id) } else { rang.pour }, ..rang.clone() };
        let is_hers = rang.pour == Some(desk.agent.id);
        match etat {
            // What was not meant explains nothing any more.
            EtatPassage::Annule => {
                // Another one, of the same kind and for the same person, stands beside it: it goes on explaining.
                let other = self.beside(desk, &rang).await?;
                let enonce = match &other {
                    Some(other) => desk.enonce(other, other.pour),
                    None => Enonce { jusqua: 1, ..desk.enonce(&rang, rang.pour) },
                };
                self.state_fact(desk.request, Some(desk.dossier), enonce).await?;
            }
            // Who takes what was for another, or for whoever is free, says so. What was for her is a fact that somebody stated:
            // to state it again herself would weaken it.
            EtatPassage::Pris if !is_hers => {
                let enonce = desk.enonce(&rang, Some(desk.agent.id));
                self.state_fact(desk.request, Some(desk.dossier), enonce).await?;
            }
            _ => {}
        }
        let changes = next.changes(rang.etat, desk.key);
        let changed = self.base.write(move |tx| tx.exec(&rangement::UPDATE, &changes)).await?;
        // Another instance came first.
        if changed == 1 { Ok(id) } else { Err(Error::Refusal(Refusal::Conflit)) }
    }

    /// A ticket or a call of this dossier, in this structure; a row that does not open is kept shut, and recorded.
    async fn passage_of(&self, desk: &Desk<'_>, id: PassageId) -> Result<Rang, Error> {
        let absent = || Error::Refusal(Refusal::Introuvable);
        let brut = self.base.read(move |tx| tx.one::<Brut>(&rangement::GET, &[id.0.into()])).await?;
        let brut = brut.ok_or_else(absent)?;
        let is_here = brut.is_of(desk.agent.structure);
        let Some(rang) = brut.open(desk.key, desk.agent.structure) else {
            self.note_unread(desk.agent.structure, usize::from(is_here)).await?;
            return Err(absent());
        };
        (rang.dossier == desk.dossier).then_some(rang).ok_or_else(absent)
    }

    /// What waits already for this person, of today.
    async fn waits(&self, desk: &Desk<'_>, genre: GenrePassage) -> Result<Option<Rang>, Error> {
        let since = start_of_today(Fuseau::of_structure(desk.agent.structure));
        let rangs = self.passages_since(desk, since).await?;
        Ok(rangs.into_iter().find(|rang| rang.genre == genre && rang.etat == EtatPassage::Attend))
    }

    /// Tickets and calls of this dossier since a time, milliseconds; a row that does not open is left out, and recorded.
    async fn passages_since(&self, desk: &Desk<'_>, since: u64) -> Result<Vec<Rang>, Error> {
        let params = [desk.dossier.0.into(), (since as i64).into()];
        let bruts = self.base.read(move |tx| tx.all::<Brut>(&rangement::OF_DOSSIER, &params)).await?;
        let (rangs, unread) = rangement::opened(bruts, desk.key, desk.agent.structure);
        self.note_unread(desk.agent.structure, unread).await?;
        Ok(rangs)
    }

    /// The last ticket or call that explains as this one does, and was not withdrawn.
    async fn beside(&self, desk: &Desk<'_>, rang: &Rang) -> Result<Option<Rang>, Error> {
        let during = if rang.genre == GenrePassage::Ticket { TICKET } else { APPEL };
        let rangs = self.passages_since(desk, now().saturating_sub(during)).await?;
        let explains = |other: &Rang| {
            other.id != rang.id
                && (other.genre, other.pour) == (rang.genre, rang.pour)
                && other.etat != EtatPassage::Annule
        };
        Ok(rangs.into_iter().filter(explains).max_by_key(|other| other.temps))
    }

    /// Who accompanies, if she receives now.
    async fn referent_who_receives(&self, desk: &Desk<'_>) -> Result<Option<AgentId>, Error> {
        let noms = self.noms(desk.agent.structure, Some(desk.request)).await?;
        let referent = reading(&noms).get(&desk.dossier.0).map(|label| AgentId(label.referent));
        Ok(referent.filter(|id| self.is_receiver(*id, desk.agent.structure)))
    }

    fn check_receiver(&self, agent: &Agent, pour: Pour) -> Vec<Saisie> {
        match pour {
            Pour::Agent(id) if !self.is_receiver(id, agent.structure) => {
                vec![Saisie { champ: "pour", raison: "rdv-agent" }]
            }
            _ => Vec::new(),
        }
    }
}

impl Desk<'_> {
    /// What the row states: until 24 hours after an arrival, seven days after a call.
    fn enonce(&self, rang: &Rang, pour: Option<AgentId>) -> Enonce {
        let (code, during) = match rang.genre {
            GenrePassage::Ticket => (explanation::TICKET, TICKET),
            GenrePassage::Appel => (explanation::APPEL, APPEL),
        };
        Enonce { code, sujet: Some(self.sujet), pour, jusqua: rang.temps.saturating_add(during), de: None }
    }
}
