//! GET /demo/telephone: every telephone of a fictional base in one page, so that a code can be tried. Absent from the shipped build.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domaine::Clair;

use crate::langues::Langue;
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::{Etat, heure, reponse};

/// Messages kept: the last ones.
const MESSAGES_MAX: usize = 10;

/// Who receives every message of a fictional base. Memory only.
#[derive(Debug, Default)]
pub struct Telephone {
    messages: Mutex<VecDeque<Message>>,
}

/// One message: when, to a number that ends so, and what it says.
#[derive(Clone, Debug)]
struct Message {
    quand: u64,
    fin: Clair,
    texte: Clair,
}

impl Telephone {
    /// Rings: `fin` is how the number ends, all of it that is shown.
    pub fn receives(&self, fin: Clair, texte: Clair) {
        let message = Message { quand: heure::now_ms(), fin, texte };
        let mut messages = self.messages.lock().unwrap_or_else(PoisonError::into_inner);
        messages.push_front(message);
        messages.truncate(MESSAGES_MAX);
    }

    fn read(&self) -> Vec<Message> {
        self.messages.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}

/// Shows the last messages, the newest first.
pub async fn show(State(etat): State<Etat>, headers: HeaderMap) -> Result<Response, Refus> {
    let demo = etat.demo.as_ref().filter(|_| etat.coffre.fictif()).ok_or(Refus::Inconnue)?;
    let telephone = demo.telephone.as_ref().ok_or(Refus::Inconnue)?;
    let cadre = Cadre::empty(&etat, Langue::of(&headers, None));
    reponse::page(&TelephonePage { cadre, messages: telephone.read() })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "demo/telephone.html")]
struct TelephonePage {
    cadre: Cadre,
    messages: Vec<Message>,
}

impl TelephonePage {
    fn quand(&self, message: &Message) -> String {
        heure::instant(message.quand, heure::today(), self.cadre.langue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_ten_messages_the_newest_first() {
        let telephone = Telephone::default();
        for n in 0..12 {
            telephone.receives(Clair::new("42"), Clair::new(format!("message {n}")));
        }
        let all = telephone.read();
        assert!(all.len() == 10 && all[0].texte == Clair::new("message 11") && all[9].texte == Clair::new("message 2"));
    }
}
