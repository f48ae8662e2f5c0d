//! Whether somebody showed a thing that they have, and not only what they know or what their mailbox says.

/// What somebody must have in hand: a key or a phone that signs.
const POSSESSION: [&str; 3] = ["pop", "hwk", "swk"];
/// What a device shows for half a minute; with a password before it, two factors.
const ONE_TIME: [&str; 2] = ["otp", "totp"];

/// Whether these methods hold a possession factor. A code sent by mail is not one (CNIL, SAN-2026-003),
/// and `mfa` that only adds a mail to a password is not one either.
pub(crate) fn has_possession(amr: &[String]) -> bool {
    let has = |method: &str| amr.iter().any(|given| given == method);
    let one_time = ONE_TIME.into_iter().any(has);
    POSSESSION.into_iter().any(has) || (has("pwd") && one_time) || (has("mfa") && (!has("mail") || one_time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_and_a_password_are_not_a_possession() {
        let check = |amr: &[&str], expected: bool| {
            let amr: Vec<String> = amr.iter().map(|&method| method.to_owned()).collect();
            assert_eq!(has_possession(&amr), expected, "{amr:?}");
        };
        check(&[], false);
        check(&["pwd"], false);
        check(&["mail"], false);
        check(&["pwd", "mail"], false);
        check(&["otp"], false);
        check(&["totp"], false);
        check(&["pin"], false);
        check(&["pwd", "pin"], false);
        check(&["pwd", "mail", "mfa"], false);
        check(&["MFA"], false);
        check(&["mfa"], true);
        check(&["pwd", "mfa"], true);
        check(&["pwd", "otp"], true);
        check(&["pwd", "totp"], true);
        check(&["pwd", "mail", "otp", "mfa"], true);
        check(&["hwk"], true);
        check(&["pin", "hwk"], true);
        check(&["swk"], true);
        check(&["pop"], true);
    }
}
