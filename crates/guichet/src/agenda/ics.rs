//! A calendar as RFC 5545 writes it: CRLF, lines of 75 bytes at most, the zone told by its rule. Titles are two words, never a name.

use std::fmt::Write;

use domaine::agenda::{Plage, StatutRdv};
use domaine::fuseau::Fuseau;

use crate::face::{Flux, GenreAgenda, LigneFlux};
use crate::langues::Langue;

/// Longest line, in bytes, without its end.
const LIGNE_MAX: usize = 75;

/// The whole file.
pub fn calendar(flux: &Flux, langue: Langue) -> String {
    let mut out = String::new();
    let zone = flux.fuseau.name();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, "PRODID:-//Cairn//agenda//FR");
    line(&mut out, "CALSCALE:GREGORIAN");
    line(&mut out, "METHOD:PUBLISH");
    line(&mut out, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
    line(&mut out, "X-PUBLISHED-TTL:PT1H");
    line(&mut out, &format!("X-WR-CALNAME:{}", escaped(&langue.t("agenda-flux-nom"))));
    line(&mut out, &format!("X-WR-TIMEZONE:{zone}"));
    timezone(&mut out, flux.fuseau);
    for one in &flux.lignes {
        event(&mut out, one, zone, langue);
    }
    line(&mut out, "END:VCALENDAR");
    out
}

fn event(out: &mut String, one: &LigneFlux, zone: &str, langue: Langue) {
    let titre = match one.genre {
        GenreAgenda::Absence => langue.t("agenda-flux-absence"),
        _ => langue.t("agenda-flux-rendez-vous"),
    };
    let uid = one.uid.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    });
    line(out, "BEGIN:VEVENT");
    line(out, &format!("UID:{uid}@cairn"));
    line(out, &format!("DTSTAMP:{}", instant(one.maj)));
    line(out, &format!("LAST-MODIFIED:{}", instant(one.maj)));
    line(out, &format!("DTSTART;TZID={zone}:{}", civil(&one.plage, one.plage.debut())));
    line(out, &format!("DTEND;TZID={zone}:{}", civil(&one.plage, one.plage.fin())));
    line(out, &format!("SUMMARY:{}", escaped(&titre)));
    if let Some(site) = &one.site {
        line(out, &format!("LOCATION:{}", escaped(site)));
    }
    let statut = if one.statut == StatutRdv::Annule { "CANCELLED" } else { "CONFIRMED" };
    line(out, &format!("STATUS:{statut}"));
    line(out, "END:VEVENT");
}

/// The rule of a zone. Paris changes as directive 2000/84/CE says; the six others never do.
fn timezone(out: &mut String, fuseau: Fuseau) {
    line(out, "BEGIN:VTIMEZONE");
    line(out, &format!("TZID:{}", fuseau.name()));
    let rules: &[(&str, &str, &str, &str, Option<&str>)] = match fuseau {
        Fuseau::Paris => &[
            ("DAYLIGHT", "19960331T020000", "+0100", "+0200", Some("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU")),
            ("STANDARD", "19961027T030000", "+0200", "+0100", Some("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU")),
        ],
        Fuseau::Reunion => &[("STANDARD", "19700101T000000", "+0400", "+0400", None)],
        Fuseau::Mayotte => &[("STANDARD", "19700101T000000", "+0300", "+0300", None)],
        Fuseau::Guyane => &[("STANDARD", "19700101T000000", "-0300", "-0300", None)],
        Fuseau::Martinique | Fuseau::Guadeloupe | Fuseau::SaintMartin => {
            &[("STANDARD", "19700101T000000", "-0400", "-0400", None)]
        }
    };
    for (kind, start, from, to, again) in rules {
        line(out, &format!("BEGIN:{kind}"));
        line(out, &format!("DTSTART:{start}"));
        line(out, &format!("TZOFFSETFROM:{from}"));
        line(out, &format!("TZOFFSETTO:{to}"));
        if let Some(rule) = again {
            line(out, &format!("RRULE:{rule}"));
        }
        line(out, &format!("END:{kind}"));
    }
    line(out, "END:VTIMEZONE");
}

/// A civil hour; minute 1440 is the midnight that ends the day.
fn civil(plage: &Plage, minute: u16) -> String {
    let (days, minute) = (i64::from(minute / 1440), minute % 1440);
    let jour = plage.jour().saturating_add(jiff::Span::new().days(days));
    format!("{}T{:02}{:02}00", jour.strftime("%Y%m%d"), minute / 60, minute % 60)
}

fn instant(ms: u64) -> String {
    let at = i64::try_from(ms).ok().and_then(|ms| jiff::Timestamp::from_millisecond(ms).ok()).unwrap_or_default();
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text value: what would be read as grammar is escaped, and nothing begins a line of its own.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// One line, folded between characters.
fn line(out: &mut String, text: &str) {
    let mut width = 0;
    for c in text.chars() {
        if width + c.len_utf8() > LIGNE_MAX {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn flux(fuseau: Fuseau, site: &str) -> Flux {
        let ligne = |genre, debut, fin| LigneFlux {
            uid: [7; 16],
            genre,
            plage: Plage::new(date(2026, 11, 22), debut, fin).expect("a stretch"),
            statut: StatutRdv::Planifie,
            site: Some(site.to_owned()),
            maj: 1_795_435_200_000,
        };
        let lignes = vec![ligne(GenreAgenda::RendezVous, 1410, 1440), ligne(GenreAgenda::Absence, 480, 720)];
        Flux { fuseau, maintenant: 1_795_435_200_000, lignes }
    }

    /// Lines as a reader unfolds them.
    fn unfolded(text: &str) -> Vec<String> {
        assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']));
        assert!(text.split("\r\n").all(|line| line.len() <= LIGNE_MAX), "a line is too long");
        text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn what_begins_ends() {
        for fuseau in Fuseau::ALL {
            let mut open = Vec::new();
            for line in unfolded(&calendar(&flux(fuseau, "Roubaix centre"), Langue::Fr)) {
                let (name, value) = line.split_once(':').expect("a name and a value");
                match name {
                    "BEGIN" => open.push(value.to_owned()),
                    "END" => assert_eq!(open.pop().as_deref(), Some(value)),
                    _ => assert!(!open.is_empty()),
                }
            }
            assert!(open.is_empty());
        }
    }

    #[test]
    fn an_hour_is_told_in_its_zone() {
        let check = |fuseau: Fuseau, zone: &str, offset: &str| {
            let lines = unfolded(&calendar(&flux(fuseau, "A"), Langue::Fr));
            let has = |line: String| assert!(lines.contains(&line), "{fuseau:?}: {line}");
            has(format!("DTSTART;TZID={zone}:20261122T233000"));
            has(format!("DTEND;TZID={zone}:20261123T000000"));
            has(format!("TZID:{zone}"));
            has(format!("TZOFFSETTO:{offset}"));
        };
        check(Fuseau::Paris, "Europe/Paris", "+0200");
        check(Fuseau::Reunion, "Indian/Reunion", "+0400");
        check(Fuseau::Martinique, "America/Martinique", "-0400");
        check(Fuseau::Guyane, "America/Cayenne", "-0300");
        check(Fuseau::Guadeloupe, "America/Guadeloupe", "-0400");
        check(Fuseau::SaintMartin, "America/Marigot", "-0400");
        check(Fuseau::Mayotte, "Indian/Mayotte", "+0300");
    }

    #[test]
    fn a_place_cannot_write_the_calendar() {
        let site = "Salle, 2\r\nATTENDEE:x;y\\z é".repeat(8);
        let lines = unfolded(&calendar(&flux(Fuseau::Paris, &site), Langue::Fr));
        assert!(lines.iter().all(|line| !line.starts_with("ATTENDEE")));
        let place = lines.iter().find(|line| line.starts_with("LOCATION:")).expect("a place");
        assert!(place.contains("Salle\\, 2\\nATTENDEE:x\\;y\\\\z é"));
    }
}
