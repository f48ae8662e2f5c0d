//! The address of a list of sessions: which, of what, where. It holds codes only.

use domaine::OffreId;
use jiff::civil::Date;

use crate::face::{Onglet, VueAteliers};
use crate::saisies::{page_number, parameter};

/// What a query string asks for; what cannot be read is left out.
pub fn read(query: Option<&str>, today: Date) -> VueAteliers {
    let asked = |name| parameter(query, name).unwrap_or("");
    let onglet = match asked("vue") {
        "passes" => Onglet::Passes,
        "a-clore" => Onglet::AClore,
        "mois" => Onglet::Mois(month(asked("mois")).unwrap_or(today.first_of_month())),
        _ => Onglet::AVenir,
    };
    VueAteliers {
        onglet,
        offre: asked("offre").parse::<OffreId>().ok(),
        site: asked("site").parse().ok().filter(|site| *site > 0),
        page: page_number(query),
    }
}

/// The address of a list.
pub fn address(vue: &VueAteliers) -> String {
    let mut pairs = Vec::new();
    match vue.onglet {
        Onglet::AVenir => {}
        Onglet::Passes => pairs.push("vue=passes".to_owned()),
        Onglet::AClore => pairs.push("vue=a-clore".to_owned()),
        Onglet::Mois(jour) => pairs.push(format!("vue=mois&mois={}", jour.strftime("%Y-%m"))),
    }
    pairs.extend(vue.offre.map(|offre| format!("offre={offre}")));
    pairs.extend(vue.site.map(|site| format!("site={site}")));
    pairs.extend((vue.page > 1).then(|| format!("page={}", vue.page)));
    if pairs.is_empty() { "/ateliers".to_owned() } else { format!("/ateliers?{}", pairs.join("&")) }
}

/// "2026-11", as its first day.
fn month(text: &str) -> Option<Date> {
    let well =
        text.len() == 7 && text.bytes().enumerate().all(|(n, b)| if n == 4 { b == b'-' } else { b.is_ascii_digit() });
    if well { format!("{text}-01").parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_address_reads_back() {
        let today = date(2026, 11, 23);
        let check = |query: &str, address_of_it: &str| {
            assert_eq!(address(&read(Some(query), today)), address_of_it, "{query}");
        };
        let offre = "0".repeat(31) + "1";
        check("", "/ateliers");
        check("vue=passes&page=2", "/ateliers?vue=passes&page=2");
        check("vue=a-clore&offre=&site=", "/ateliers?vue=a-clore");
        check(
            &format!("vue=mois&mois=2027-02&offre={offre}&site=3"),
            &format!("/ateliers?vue=mois&mois=2027-02&offre={offre}&site=3"),
        );
        check("vue=mois&mois=2027-13", "/ateliers?vue=mois&mois=2026-11");
        check("vue=mois&mois=+2027-1", "/ateliers?vue=mois&mois=2026-11");
        check("vue=autre&offre=x&site=-1&page=0", "/ateliers");
    }
}
