//! Which agenda an address asks for. Codes, days and ids only: no address of ours holds a name.

use domaine::fuseau::semaine;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::face::VueAgenda;
use crate::saisies::parameter;

/// What a query string asks; what makes no sense is left out.
pub fn read(query: Option<&str>) -> VueAgenda {
    let agent = parameter(query, "agent").unwrap_or("");
    VueAgenda {
        jour: parameter(query, "jour").and_then(day),
        semaine: parameter(query, "vue") == Some("semaine"),
        agent: agent.parse().ok(),
        tous: agent == "tous",
        site: parameter(query, "site").and_then(|n| n.parse().ok()).filter(|n| *n > 0),
        page: parameter(query, "page").and_then(|n| n.parse().ok()).filter(|n| (1..=1000).contains(n)).unwrap_or(1),
    }
}

/// A day within reach: an agenda of another century asks for nothing.
pub fn day(text: &str) -> Option<Date> {
    text.parse().ok().filter(|jour: &Date| (2000..2100).contains(&jour.year()))
}

/// The query string of a view; its one spelling.
pub fn query(vue: &VueAgenda) -> String {
    let mut parts = Vec::new();
    parts.extend(vue.jour.map(|jour| format!("jour={jour}")));
    parts.extend(vue.semaine.then(|| "vue=semaine".to_owned()));
    match (vue.tous, vue.agent) {
        (true, _) => parts.push("agent=tous".to_owned()),
        (false, Some(id)) => parts.push(format!("agent={id}")),
        (false, None) => {}
    }
    parts.extend(vue.site.map(|n| format!("site={n}")));
    parts.extend((vue.page > 1).then(|| format!("page={}", vue.page)));
    parts.join("&")
}

/// The address of a view.
pub fn address(vue: &VueAgenda) -> String {
    match query(vue) {
        query if query.is_empty() => "/agenda".to_owned(),
        query => format!("/agenda?{query}"),
    }
}

/// The page after or before, by one day or one week.
pub fn turned(vue: &VueAgenda, jour: Date, by: i64) -> VueAgenda {
    let days = if vue.semaine { 7 * by } else { by };
    let from = if vue.semaine { semaine(jour).lundi() } else { jour };
    VueAgenda { jour: Some(from.saturating_add(days.days())), page: 1, ..*vue }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_address_says_its_view_and_nothing_else() {
        let check = |asked: &str, expected: &str| assert_eq!(query(&read(Some(asked))), expected, "{asked}");
        check("", "");
        check("jour=2026-11-23&vue=semaine", "jour=2026-11-23&vue=semaine");
        check("site=2&agent=tous&page=3", "agent=tous&site=2&page=3");
        check("agent=00112233445566778899aabbccddeeff&jour=2026-02-30", "agent=00112233445566778899aabbccddeeff");
        check("agent=Lefebvre&site=-1&page=0&vue=an&jour=1789-07-14", "");
    }

    #[test]
    fn weeks_turn_by_their_monday() {
        let vue = VueAgenda { semaine: true, ..VueAgenda::default() };
        let sunday = date(2026, 11, 22);
        assert_eq!(turned(&vue, sunday, 1).jour, Some(date(2026, 11, 23)));
        assert_eq!(turned(&vue, sunday, -1).jour, Some(date(2026, 11, 9)));
        assert_eq!(turned(&VueAgenda::default(), sunday, 1).jour, Some(date(2026, 11, 23)));
    }
}
