//! What needs the folder itself: the crate's own sources touch no file.

mod nir_inventes;

use std::collections::BTreeSet;

use domaine::catalogue::Catalogue;

#[test]
fn the_registry_is_the_folder() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/catalogue");
    let files = std::fs::read_dir(folder).expect("it is there").flatten().map(|file| file.file_name());
    let files: BTreeSet<String> = files.filter_map(|nom| nom.into_string().ok()).collect();
    let known = Catalogue::all().map(|liste| format!("{}.toml", liste.nom));
    assert_eq!(files, known.chain(["parametres.toml".to_owned()]).collect());
}
