//! A folder is a theme, or is refused in a sentence; a page with one links it, and it is as readable as ours.

use std::path::PathBuf;

use axum::http::Method;

use super::*;
use crate::essais::gens::{envoie, guichet_with, navigation};

fn contraste() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/contraste"))
}

/// A folder of its own for one case, gone with it.
struct Dossier(PathBuf);

impl Dossier {
    fn with(files: &[(&str, &[u8])]) -> Dossier {
        use std::sync::atomic::{AtomicU32, Ordering};
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("cairn-theme-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(path.join("polices")).expect("a folder");
        for (name, bytes) in files {
            std::fs::write(path.join(name), bytes).expect("a file");
        }
        Dossier(path)
    }
}

impl Drop for Dossier {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_folder_is_a_theme_or_is_refused_in_a_sentence() {
    let check = |files: &[(&str, &[u8])], expected: Option<&str>| {
        let folder = Dossier::with(files);
        let told = Theme::read(&folder.0).err().map(|e| e.to_string());
        match (&told, expected) {
            (None, None) => {}
            (Some(told), Some(expected)) if told.contains(expected) => {}
            _ => panic!("{files:?}: {told:?}, expected {expected:?}"),
        }
    };
    let ok: (&str, &[u8]) = ("theme.css", b":root { --accent: #123456 }");
    check(&[ok], None);
    check(&[ok, ("polices/a.woff2", b"wOF2"), ("polices/OFL.txt", b"licence")], None);
    check(&[("theme.css", b"@font-face { src: url('polices/a.woff2') }"), ("polices/a.woff2", b"wOF2")], None);
    check(&[("theme.css", b"/* @import is forbidden */")], None);
    check(&[], Some("il manque theme.css"));
    check(&[("theme.css", &vec![b' '; 512 * 1024 + 1])], Some("theme.css dépasse 512 ko"));
    check(&[("theme.css", b"@IMPORT 'x.css'")], Some("@import"));
    check(&[("theme.css", b"a { background: url(https://ailleurs.example/x.woff2) }")], Some("://"));
    check(&[("theme.css", b"a { background: url(//ailleurs.example/x) }")], Some("url(//ailleurs"));
    check(&[("theme.css", b"a { background: URL( \"polices/absente.woff2\" ) }")], Some("polices/absente.woff2"));
    check(&[("theme.css", b"a { background: u\\72l(x) }")], Some("theme.css"));
    check(&[("theme.css", b"a { background: url(../../cle) }")], Some("../../cle"));
    check(&[("theme.css", b"\xff\xfe")], Some("ne peut pas être lu"));
    check(&[ok, ("script.js", b"")], Some("script.js n'a pas sa place"));
    check(&[ok, ("polices/a.ttf", b"")], Some("polices/a.ttf n'a pas sa place"));
    check(&[ok, ("marque.svg", b"<svg><script/></svg>")], Some("marque.svg"));
    check(&[ok, ("theme.toml", b"nom = \"A\"\ntitre = \"B\"\n# fin\n")], None);
    check(&[ok, ("theme.toml", b"nom = \"A\"\ncouleur = \"B\"\n")], Some("ligne 2"));
    assert!(Theme::read(&PathBuf::from("/nulle/part")).is_err_and(|e| matches!(e, ThemeError::Unreadable(_))));
}

#[cfg(unix)]
#[test]
fn a_link_serves_no_file_of_elsewhere() {
    let folder = Dossier::with(&[("theme.css", b""), ("cle.txt", b"secret")]);
    std::os::unix::fs::symlink(folder.0.join("cle.txt"), folder.0.join("polices/a.woff2")).expect("a link");
    let told = Theme::read(&folder.0).expect_err("refused").to_string();
    assert!(told.contains("polices/a.woff2 n'a pas sa place"), "{told}");
}

#[tokio::test]
async fn a_second_theme_is_linked_served_and_as_readable_as_ours() {
    let theme = Theme::read(&contraste()).expect("the example is a theme");
    let weak: Vec<_> = theme.faiblesses().iter().map(ToString::to_string).collect();
    assert!(weak.is_empty(), "{weak:#?}");
    let (style, mark) = (theme.style(), theme.marque().expect("the example has a mark"));
    let titre = theme.titre().expect("the example has a title").to_owned();
    let (app, _) = guichet_with(Some(theme));
    for target in ["/connexion", "/composants", "/absente"] {
        let page = envoie(&app, navigation(Method::GET, target)).await;
        let ours = page.corps.find(&assets::address("cairn.css"));
        let theirs = page.corps.find(&style);
        assert!(ours.is_some() && ours < theirs, "{target}: ours first, then the theme's");
        assert!(page.corps.contains(&mark) && page.corps.contains(&titre), "{target}");
    }
    assert!(envoie(&app, navigation(Method::GET, "/")).await.corps.contains(&style), "the waiting page too");
    for (address, kind) in [(&style, "text/css; charset=utf-8"), (&mark, "image/svg+xml")] {
        let file = envoie(&app, navigation(Method::GET, address)).await;
        assert_eq!((file.status.as_u16(), file.header("content-type")), (200, kind));
        assert_eq!(file.header("cache-control"), assets::FOR_EVER);
        assert!(file.header("content-security-policy").starts_with("default-src 'none'"));
    }
    for absent in [
        style.replace("theme.css", "theme.toml"),
        style.replace("theme.css", "../theme.css"),
        "/assets/theme/0/theme.css".into(),
    ] {
        assert_eq!(envoie(&app, navigation(Method::GET, &absent)).await.status, 404, "{absent}");
    }
}

#[tokio::test]
async fn without_a_theme_nothing_of_one_is_asked_for() {
    let (app, _) = guichet_with(None);
    let page = envoie(&app, navigation(Method::GET, "/connexion")).await.corps;
    assert!(!page.contains("/assets/theme/"));
}
