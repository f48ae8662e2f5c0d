//! What is said to be a leak, checked: how many of its people are ours, and who read them in common. Nobody is shown, nor which line
//! is whose; of fewer than twenty persons nothing is said at all.

mod check;
mod communs;

crate::statements! {
    PART = "select part from dossier where id = ?1";
}

pub(crate) use communs::communs;
