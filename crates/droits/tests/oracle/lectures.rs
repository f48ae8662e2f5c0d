//! Where the fold that runs departs from the letter of the specification, one constant a departure: `true` follows the fold,
//! `false` the page. Each is a question to settle; the day the fold or the page changes, its line goes.

/// Enrolment 3 is taken from any state with a login; the page lists it nowhere among the exceptions to Active.
pub const OWN_KEY_IN_ANY_STATE: bool = true;
/// The console of a fictional base gives certificates to accounts that are not first agents.
pub const CONSOLE_CERTIFIES_ANYBODY: bool = true;
/// A certificate of the console leaves no explicit sleep.
pub const CONSOLE_WAKES: bool = true;
/// A suspended newcomer whose account was approved presents keys and is vouched for.
pub const SUSPENDED_NEWCOMER_ENTERS: bool = true;
/// A veto on a suspended newcomer drops the demand and leaves the account.
pub const VETO_SPARES_A_SUSPENDED_NEWCOMER: bool = true;
/// A veto in Cooling after lost keys closes the account, as if it were new.
pub const VETO_CLOSES_ANY_COOLING: bool = false;
/// In a ceremony the first approver's role is the one she has when the second approves.
pub const CEREMONY_READS_ROLES_OF_NOW: bool = true;
/// No cause of sleep but the explicit one is counted from before the end of the latest cooling.
pub const COOLING_POSTPONES_CAUSES: bool = true;
/// An approver whose certificate lapsed refuses and declines besides approving.
pub const LAPSED_APPROVER_REFUSES: bool = true;
/// A draw counts when somebody of the lot was not drawn yet, though the clock put them all to sleep: it names nobody, or only
/// who approved already.
pub const A_DRAW_MAY_NAME_NOBODY: bool = false;
/// Who is suspended, or put to sleep by the programs, has no grace for a lapsed certificate: a lot passes her over.
pub const CUT_ENDS_GRACE: bool = false;
/// A training lapsed for exactly 14 days is over the limit.
pub const LAPSE_LIMIT_IS_EXCLUSIVE: bool = true;
/// The pending demand of a Direction who was succeeded still counts among its proposer's two.
pub const SUCCEEDED_DEMAND_COUNTS: bool = true;
