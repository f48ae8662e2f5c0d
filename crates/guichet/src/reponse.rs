//! Pages and fragments on their way out, and the notice that they left.

use std::pin::Pin;
use std::task::{Context, Poll};

use askama::Template;
use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use http_body::{Frame, SizeHint};

use crate::face::{Coffre, Receipt};
use crate::refus::Refus;

/// A page that shows nobody.
pub fn page(template: &impl Template) -> Result<Response, Refus> {
    Ok(html(Body::from(render(template)?)))
}

/// A page or a fragment that shows somebody: `delivered` is recorded once its last byte was handed over.
pub fn delivered(template: &impl Template, coffre: &Coffre, receipt: Receipt) -> Result<Response, Refus> {
    let bytes = Bytes::from(render(template)?);
    Ok(html(Body::new(Livraison { rest: Some(bytes), coffre: coffre.clone(), receipt })))
}

/// A file that shows somebody, by a pseudonym even: noted as a page is.
pub fn file(kind: &'static str, nom: &str, octets: Vec<u8>, coffre: &Coffre, receipt: Receipt) -> Response {
    let rest = Some(Bytes::from(octets));
    let mut answer = Body::new(Livraison { rest, coffre: coffre.clone(), receipt }).into_response();
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(named) = HeaderValue::from_str(&format!("attachment; filename=\"{nom}\"")) {
        answer.headers_mut().insert(CONTENT_DISPOSITION, named);
    }
    answer
}

/// After a write: a page follows the address; a script reads it in `Cairn-Vers`, since it cannot sign a redirection.
pub fn toward(address: &str, is_page: bool) -> Response {
    let value = HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static("/"));
    if is_page {
        (StatusCode::SEE_OTHER, [(LOCATION, value)]).into_response()
    } else {
        (StatusCode::NO_CONTENT, [("cairn-vers", value)]).into_response()
    }
}

fn render(template: &impl Template) -> Result<String, Refus> {
    template.render().map_err(|_| Refus::interne("a page did not render"))
}

fn html(body: Body) -> Response {
    ([(CONTENT_TYPE, "text/html; charset=utf-8")], body).into_response()
}

/// One frame, then the notice. If the connection dies before asking for the frame, there is no notice:
/// what was received is always among what is noted, or among what a crash left unconfirmed.
struct Livraison {
    rest: Option<Bytes>,
    coffre: Coffre,
    receipt: Receipt,
}

impl http_body::Body for Livraison {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let frame = self.rest.take();
        if frame.is_some() {
            self.coffre.delivered(self.receipt);
        }
        Poll::Ready(frame.map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.rest.as_ref().map_or(0, |bytes| bytes.len() as u64))
    }
}
