//! What one gesture writes in a dossier, gathered before any of it is written: rows, and the head that goes with them.

use domaine::{Champ, Clair, Classe, GenreEvenement, Groupe};
use jiff::civil::Date;

use super::unlock::Unlocked;
use super::write::Written;
use crate::face::{Error, Refusal};
use crate::fiche::{EvenementScelle, PropositionScellee, SituationScellee, Tampon, days, encode, encode_stamped};
use crate::lignes::{Change, Entete, Ligne, genre, record_place};
use crate::noms::veille::Seuil;
use crate::sceau;
use crate::sequenceur::now;

/// See the head of this file.
pub(super) struct Plume<'a> {
    unlocked: &'a Unlocked,
    lignes: Vec<Ligne>,
    /// The head as it will be; its contact and statut are computed at the end.
    pub entete: Entete,
    fields: u64,
    classes: u8,
    /// The contact that counted before an evenement that is withdrawn, days since 1970: no row may tell it.
    rendu: Option<i32>,
}

impl<'a> Plume<'a> {
    /// Nothing written yet.
    pub fn new(unlocked: &'a Unlocked) -> Result<Plume<'a>, Error> {
        let entete = unlocked.stored.entete().ok_or(Error::Refusal(Refusal::Introuvable))?;
        let entete = Entete { maj: now(), ..entete.clone() };
        Ok(Plume { unlocked, lignes: Vec::new(), entete, fields: 0, classes: 0, rendu: None })
    }

    /// Whether there is anything to write.
    pub fn is_empty(&self) -> bool {
        self.lignes.is_empty()
    }

    /// An evenement: new, or completed.
    pub fn evenement(&mut self, num: u32, sealed: &EvenementScelle) -> Result<(), Error> {
        let clear = (sealed.genre.number().into(), sealed.date, None);
        self.put(Classe::Parcours, genre::EVENEMENT, num, clear, &sealed.encode())?;
        self.touch(Champ::Entretien);
        Ok(())
    }

    /// Withdraws an evenement: its row says no kind and no day any more; what it was stays sealed in it.
    pub fn without_evenement(&mut self, num: u32, withdrawn: &EvenementScelle) -> Result<(), Error> {
        self.seal(Classe::Parcours, genre::EVENEMENT, num, (0, 0, 0), &withdrawn.encode())?;
        self.touch(Champ::Entretien);
        self.rendu = Some(withdrawn.avant.map_or(0, days));
        Ok(())
    }

    /// A situation: new, or corrected.
    pub fn situation(&mut self, sealed: &SituationScellee) -> Result<(), Error> {
        let it = &sealed.situation;
        let clear = (it.categorie.number().into(), it.debut, it.dernier_jour());
        self.put(Classe::Parcours, genre::SITUATION, it.num, clear, &sealed.encode())?;
        self.touch(Champ::Situation);
        Ok(())
    }

    /// Takes a situation back: an empty record takes its place, and says no category, no day.
    pub fn without_situation(&mut self, num: u32) -> Result<(), Error> {
        self.seal(Classe::Parcours, genre::SITUATION, num, (0, 0, 0), &[])?;
        self.touch(Champ::Situation);
        Ok(())
    }

    /// A proposition: new, or with another state.
    pub fn proposition(&mut self, sealed: &PropositionScellee) -> Result<(), Error> {
        let it = &sealed.proposition;
        let clear = (it.etat as i64, it.resultat.unwrap_or(it.creee), it.terme);
        self.put(Classe::Parcours, genre::PROPOSITION, it.num, clear, &sealed.encode())?;
        self.touch(Champ::Proposition);
        Ok(())
    }

    /// The whole record of a class: its fields and, for C5, its stamps.
    pub fn classe(&mut self, classe: Classe, champs: &[(Champ, Clair)], tampons: &[Tampon]) -> Result<(), Error> {
        let own: Vec<_> = champs.iter().filter(|(champ, _)| champ.classe() == classe).cloned().collect();
        let num = classe as u32;
        let clear = match classe {
            Classe::Delicat => encode_stamped(&own, tampons),
            _ => encode(&own),
        };
        self.seal(classe, genre::CLASSE, num, (num.into(), 0, 0), &clear)
    }

    /// Says that a group was confirmed this day; never for C5, whose record holds it.
    pub fn confirme(&mut self, groupe: Groupe, jour: Date) -> Result<(), Error> {
        let tampon = Tampon { groupe, jour, agent: self.unlocked.agent.id.0 };
        let num = groupe as u32;
        self.seal(groupe.classe(), genre::FRAICHEUR, num, (num.into(), days(jour).into(), 0), &tampon.encode())
    }

    /// Notes that a field is written, for the journal; of C5 and C6, that one of theirs is.
    pub fn touch(&mut self, champ: Champ) {
        self.fields |= champ.mark();
    }

    /// The change, and what it says of itself. The contact that counts is looked for among all evenements, whatever wrote them; presences
    /// at workshops are facts of the structure, and are added where the head is read.
    pub fn done(mut self) -> (Change, Written) {
        let stored = &self.unlocked.stored;
        let today = self.unlocked.today();
        let seuil = Seuil::at(today);
        let before = stored.lignes_at(stored.etat).into_iter().filter(|l| !self.lignes.iter().any(|n| is_same(n, l)));
        let days_of = before.chain(&self.lignes).filter(|l| l.genre == genre::EVENEMENT).filter_map(counting);
        let last = days_of.filter(|day| *day <= seuil.today).max();
        // A head may know of a contact that no row tells: an import said that she was met.
        self.entete.contact = match last {
            last if self.rendu.is_some() => last.max(self.rendu).unwrap_or(0),
            Some(last) if has_told(stored.lignes_at(stored.etat), self.entete.contact) => last,
            Some(last) => last.max(self.entete.contact),
            None => self.entete.contact,
        };
        let cree = days(self.unlocked.fuseau().aujourdhui(stored.cree));
        self.entete.statut = seuil.statut(cree, self.entete.contact, self.entete.fin) as u8;
        let change = Change { entete: self.entete, lignes: self.lignes, etiquette: None, jetons: None };
        (change, Written { fields: self.fields, classes: self.classes, label: None })
    }

    fn put(
        &mut self,
        classe: Classe,
        genre: u8,
        num: u32,
        (code, jour, fin): (i64, Date, Option<Date>),
        clear: &[u8],
    ) -> Result<(), Error> {
        let fin = fin.map_or(0, |fin| days(fin).into());
        self.seal(classe, genre, num, (code, days(jour).into(), fin), clear)
    }

    /// A row of this number that was gathered already gives way: the last word of a gesture counts.
    fn seal(
        &mut self,
        classe: Classe,
        genre: u8,
        num: u32,
        (code, jour, fin): (i64, i64, i64),
        clear: &[u8],
    ) -> Result<(), Error> {
        let key = self.unlocked.key(classe).ok_or(Error::Refusal(Refusal::Role))?;
        let stored = &self.unlocked.stored;
        let contenu = sceau::seal(key, &record_place(stored, genre, num, stored.etat + 1), clear);
        let ligne = Ligne { genre, num, etat: 0, code, jour, fin, contenu };
        self.lignes.retain(|other| !is_same(other, &ligne));
        self.lignes.push(ligne);
        self.classes |= classe.bit();
        Ok(())
    }
}

/// Day of an evenement that counts as a contact, days since 1970.
fn counting(ligne: &Ligne) -> Option<i32> {
    let genre = GenreEvenement::from_number(u8::try_from(ligne.code).ok()?)?;
    if genre.reactive() { i32::try_from(ligne.jour).ok() } else { None }
}

/// Whether the contact of the head is that of a row.
fn has_told(lignes: Vec<&Ligne>, contact: i32) -> bool {
    lignes.into_iter().filter(|l| l.genre == genre::EVENEMENT).filter_map(counting).any(|day| day == contact)
}

fn is_same(one: &Ligne, other: &Ligne) -> bool {
    (one.genre, one.num) == (other.genre, other.num)
}
