//! What is sealed of a pathway: evenements, situations, propositions. Numbered values, in order; a value that is not there is left
//! out, so that a record of before a value was invented reads as one that does not have it.

use domaine::proposition::{EtatProposition, Proposition};
use domaine::situation::{Categorie, Rome, Situation};
use domaine::{Clair, GenreEvenement};
use jiff::civil::Date;
use zeroize::Zeroizing;

use super::{date, days, put, take};

/// An evenement as it is sealed. Its agent is an id: names change.
#[derive(Clone, Debug)]
pub struct EvenementScelle {
    /// Kind.
    pub genre: GenreEvenement,
    /// Day.
    pub date: Date,
    /// Minutes.
    pub duree: u16,
    /// Who held it.
    pub agent: [u8; 16],
    /// What was said.
    pub texte: Clair,
    /// Where: a code of the list "lieux".
    pub lieu: Option<u16>,
    /// Where, in words.
    pub precision: Clair,
    /// The rendez-vous that it was.
    pub rendez_vous: Option<[u8; 16]>,
    /// Whether a part of it was written among the delicate notes.
    pub delicat: bool,
    /// Day on which it was first written; unknown in records of before.
    pub inscrit: Option<Date>,
    /// Day of the contact that counted before it was written, where there was one.
    pub avant: Option<Date>,
    /// What tells each panel that it was written from: one that is sent again is known by it.
    pub empreintes: Vec<[u8; 16]>,
    /// Day on which it was withdrawn, as a slip: it is shown no more, and counts no more.
    pub retire: Option<Date>,
}

/// A situation as it is sealed.
#[derive(Clone, Debug)]
pub struct SituationScellee {
    /// What the rules look at.
    pub situation: Situation,
    /// Where it comes from: a code of the list "situation-origines".
    pub origine: u16,
    /// Employer, school, body.
    pub organisme: Clair,
    /// Town.
    pub lieu: Clair,
    /// Hours a week.
    pub heures: Option<u16>,
    /// A remark.
    pub texte: Clair,
    /// Who wrote it first; a correction leaves it.
    pub agent: [u8; 16],
    /// Day on which it was first written; unknown in records of before.
    pub inscrit: Option<Date>,
}

/// A proposition as it is sealed.
#[derive(Clone, Debug)]
pub struct PropositionScellee {
    /// What the rules look at.
    pub proposition: Proposition,
    /// A remark.
    pub texte: Clair,
    /// Who made it.
    pub agent: [u8; 16],
}

impl EvenementScelle {
    /// As bytes.
    pub fn encode(&self) -> Zeroizing<Vec<u8>> {
        let mut out = Zeroizing::new(Vec::new());
        put(&mut out, 1, &[self.genre.number()]);
        put(&mut out, 2, &days(self.date).to_be_bytes());
        put(&mut out, 3, &self.duree.to_be_bytes());
        put(&mut out, 4, &self.agent);
        put(&mut out, 5, self.texte.expose().as_bytes());
        put_number(&mut out, 6, self.lieu);
        put_text(&mut out, 7, &self.precision);
        if let Some(id) = &self.rendez_vous {
            put(&mut out, 8, id);
        }
        if self.delicat {
            put(&mut out, 9, &[1]);
        }
        put_date(&mut out, 10, self.inscrit);
        put_date(&mut out, 11, self.avant);
        if !self.empreintes.is_empty() {
            put(&mut out, 12, self.empreintes.as_flattened());
        }
        put_date(&mut out, 13, self.retire);
        out
    }

    /// From bytes; `None` when they are anything else.
    pub fn decode(bytes: &[u8]) -> Option<EvenementScelle> {
        let read = Values::read(bytes)?;
        Some(EvenementScelle {
            genre: GenreEvenement::from_number(*read.needed(1)?.first()?)?,
            date: read.date(2)?,
            duree: read.number(3)?,
            agent: read.needed(4)?.try_into().ok()?,
            texte: read.text(5)?,
            lieu: read.number(6),
            precision: read.text(7)?,
            rendez_vous: read.get(8).and_then(|id| id.try_into().ok()),
            delicat: read.get(9).is_some(),
            inscrit: read.date(10),
            avant: read.date(11),
            empreintes: read.get(12).map_or_else(Vec::new, |bytes| bytes.as_chunks().0.to_vec()),
            retire: read.date(13),
        })
    }
}

impl SituationScellee {
    /// As bytes.
    pub fn encode(&self) -> Zeroizing<Vec<u8>> {
        let mut out = Zeroizing::new(Vec::new());
        let it = &self.situation;
        put(&mut out, 1, &[it.categorie.number()]);
        put_number(&mut out, 2, Some(it.type_));
        put_number(&mut out, 3, it.contrat);
        put_date(&mut out, 4, Some(it.debut));
        put_date(&mut out, 5, it.fin_prevue);
        put_date(&mut out, 6, it.fin);
        if let Some(rome) = &it.rome {
            put(&mut out, 7, rome.as_str().as_bytes());
        }
        put_number(&mut out, 8, Some(self.origine));
        put_text(&mut out, 9, &self.organisme);
        put_text(&mut out, 10, &self.lieu);
        put_number(&mut out, 11, self.heures);
        put_text(&mut out, 12, &self.texte);
        put(&mut out, 13, &self.agent);
        put_date(&mut out, 14, self.inscrit);
        out
    }

    /// From bytes; `None` when they are anything else. `num` is the row's.
    pub fn decode(num: u32, bytes: &[u8]) -> Option<SituationScellee> {
        let read = Values::read(bytes)?;
        let situation = Situation {
            num,
            categorie: Categorie::from_number(*read.needed(1)?.first()?)?,
            type_: read.number(2)?,
            contrat: read.number(3),
            debut: read.date(4)?,
            fin_prevue: read.date(5),
            fin: read.date(6),
            rome: read.get(7).and_then(|code| Rome::parse(std::str::from_utf8(code).ok()?)),
        };
        Some(SituationScellee {
            situation,
            origine: read.number(8)?,
            organisme: read.text(9)?,
            lieu: read.text(10)?,
            heures: read.number(11),
            texte: read.text(12)?,
            agent: read.needed(13)?.try_into().ok()?,
            inscrit: read.date(14),
        })
    }
}

impl PropositionScellee {
    /// As bytes.
    pub fn encode(&self) -> Zeroizing<Vec<u8>> {
        let mut out = Zeroizing::new(Vec::new());
        let it = &self.proposition;
        put(&mut out, 1, &it.evenement.to_be_bytes());
        put_number(&mut out, 2, Some(it.theme));
        put_number(&mut out, 3, Some(it.offre));
        put(&mut out, 4, &[it.etat as u8]);
        put_date(&mut out, 5, Some(it.creee));
        put_date(&mut out, 6, it.terme);
        put_date(&mut out, 7, it.resultat);
        put_date(&mut out, 8, it.inscrit);
        put_text(&mut out, 9, &self.texte);
        put(&mut out, 10, &self.agent);
        out
    }

    /// From bytes; `None` when they are anything else. `num` is the row's.
    pub fn decode(num: u32, bytes: &[u8]) -> Option<PropositionScellee> {
        let read = Values::read(bytes)?;
        let proposition = Proposition {
            num,
            evenement: u32::from_be_bytes(read.needed(1)?.try_into().ok()?),
            theme: read.number(2)?,
            offre: read.number(3)?,
            etat: EtatProposition::from_number(*read.needed(4)?.first()?)?,
            creee: read.date(5)?,
            terme: read.date(6),
            resultat: read.date(7),
            inscrit: read.date(8),
        };
        Some(PropositionScellee { proposition, texte: read.text(9)?, agent: read.needed(10)?.try_into().ok()? })
    }
}

/// The values of a record, by number.
pub(crate) struct Values<'a>(Vec<(u8, &'a [u8])>);

impl<'a> Values<'a> {
    /// Reads them all; `None` when the bytes are anything else.
    pub fn read(bytes: &'a [u8]) -> Option<Values<'a>> {
        let (mut rest, mut all) = (bytes, Vec::new());
        while !rest.is_empty() {
            all.push(take(&mut rest)?);
        }
        Some(Values(all))
    }

    /// A value that may be absent.
    pub fn get(&self, number: u8) -> Option<&'a [u8]> {
        self.0.iter().find(|(n, _)| *n == number).map(|(_, value)| *value)
    }

    /// A value that must be there.
    pub fn needed(&self, number: u8) -> Option<&'a [u8]> {
        self.get(number)
    }

    /// A number of 16 bits.
    pub fn number(&self, number: u8) -> Option<u16> {
        Some(u16::from_be_bytes(self.get(number)?.try_into().ok()?))
    }

    /// A civil day.
    pub fn date(&self, number: u8) -> Option<Date> {
        date(i32::from_be_bytes(self.get(number)?.try_into().ok()?))
    }

    /// A text, empty when it is absent; `None` when it is no text.
    pub fn text(&self, number: u8) -> Option<Clair> {
        match self.get(number) {
            Some(bytes) => Some(Clair::new(std::str::from_utf8(bytes).ok()?)),
            None => Some(Clair::default()),
        }
    }
}

/// Writes a number, if there is one.
pub(crate) fn put_number(out: &mut Vec<u8>, number: u8, value: Option<u16>) {
    if let Some(value) = value {
        put(out, number, &value.to_be_bytes());
    }
}

/// Writes a civil day, if there is one.
pub(crate) fn put_date(out: &mut Vec<u8>, number: u8, value: Option<Date>) {
    if let Some(value) = value {
        put(out, number, &days(value).to_be_bytes());
    }
}

/// Writes a text, if it is not empty.
pub(crate) fn put_text(out: &mut Vec<u8>, number: u8, value: &Clair) {
    if !value.is_empty() {
        put(out, number, value.expose().as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = jiff::civil::date(2026, 2, 28);

    #[test]
    fn records_come_back() {
        let evenement = EvenementScelle {
            genre: GenreEvenement::from_key("telephone").expect("a kind"),
            date: TODAY,
            duree: 15,
            agent: [3; 16],
            texte: Clair::new("rappeler jeudi"),
            lieu: Some(4),
            precision: Clair::default(),
            rendez_vous: Some([9; 16]),
            delicat: true,
            inscrit: Some(TODAY),
            avant: None,
            empreintes: vec![[4; 16], [5; 16]],
            retire: Some(TODAY),
        };
        let bytes = evenement.encode();
        let back = EvenementScelle::decode(&bytes).expect("reads back");
        assert_eq!((back.genre, back.date, back.duree, &back.texte), (evenement.genre, TODAY, 15, &evenement.texte));
        assert_eq!((back.lieu, back.rendez_vous, back.delicat), (Some(4), Some([9; 16]), true));
        assert_eq!((back.inscrit, back.avant, back.retire), (Some(TODAY), None, Some(TODAY)));
        assert_eq!(back.empreintes, evenement.empreintes);
        assert!(EvenementScelle::decode(&bytes[..bytes.len() - 1]).is_none());
    }

    #[test]
    fn a_situation_and_a_proposition_come_back() {
        let mut situation = Situation {
            num: 3,
            categorie: Categorie::Emploi,
            type_: 12,
            contrat: Some(1),
            debut: TODAY,
            fin_prevue: None,
            fin: Some(TODAY),
            rome: Rome::parse("D1505"),
        };
        let sealed = SituationScellee {
            situation,
            origine: 1,
            organisme: Clair::new("Boulangerie des Essais"),
            lieu: Clair::default(),
            heures: Some(35),
            texte: Clair::default(),
            agent: [3; 16],
            inscrit: Some(TODAY),
        };
        let back = SituationScellee::decode(3, &sealed.encode()).expect("reads back");
        assert_eq!((back.situation, back.heures, back.inscrit), (situation, Some(35), Some(TODAY)));
        assert_eq!(back.organisme, sealed.organisme);
        situation.num = 4;
        let elsewhere = SituationScellee::decode(4, &sealed.encode()).expect("reads back");
        assert_eq!(elsewhere.situation, situation, "the number is the row's");

        let etat = EtatProposition::Realise;
        let (creee, terme, resultat) = (TODAY, None, Some(TODAY));
        let proposition = Proposition {
            num: 9,
            evenement: 2,
            theme: 1,
            offre: 1_001,
            etat,
            creee,
            terme,
            resultat,
            inscrit: Some(TODAY),
        };
        let sealed = PropositionScellee { proposition, texte: Clair::default(), agent: [3; 16] };
        let back = PropositionScellee::decode(9, &sealed.encode()).expect("reads back");
        assert_eq!((back.proposition, back.texte), (proposition, Clair::default()));
    }

    #[test]
    fn a_record_of_before_a_value_reads_without_it() {
        let mut old = Vec::new();
        put(&mut old, 1, &[4]);
        put(&mut old, 2, &days(TODAY).to_be_bytes());
        put(&mut old, 3, &15u16.to_be_bytes());
        put(&mut old, 4, &[3; 16]);
        put(&mut old, 5, b"rappeler jeudi");
        let back = EvenementScelle::decode(&old).expect("reads");
        assert_eq!((back.lieu, back.rendez_vous, back.delicat), (None, None, false));
        assert_eq!((back.inscrit, back.retire, back.empreintes.len()), (None, None, 0));
    }
}
