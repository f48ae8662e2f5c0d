//! Papers made for a test.

use std::fs;
use std::path::{Path, PathBuf};

use contre_cle::tls::Papers;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};

/// Whoever signs.
pub type Authority = CertifiedIssuer<'static, KeyPair>;

/// A new one, which signs itself.
pub fn authority() -> Authority {
    let mut params = CertificateParams::new(Vec::new()).expect("no names");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("signs itself")
}

/// Papers of one side, signed by `signed_by`, who believes `believes`.
pub fn papers(dir: &Path, side: &str, signed_by: &Authority, believes: &Authority) -> Papers {
    let key = KeyPair::generate().expect("a key");
    let params = CertificateParams::new(vec!["localhost".to_owned()]).expect("a name");
    let certificate = params.signed_by(&key, signed_by).expect("signed");
    let write = |name: &str, text: String| -> PathBuf {
        let file = dir.join(format!("{side}-{name}.pem"));
        fs::write(&file, text).expect("written");
        file
    };
    Papers {
        certificate: write("certificat", certificate.pem()),
        key: write("cle", key.serialize_pem()),
        authority: write("autorite", believes.pem()),
    }
}
