//! The server: one user's own machine.
//!
//! It listens on loopback, answers only requests that were meant for it (a page of another site that resolves its own
//! name to this machine gets nothing), keeps nothing of files that are sent to be compared, and sends nothing anywhere.
//! It changes nothing but commitments of the user's own folder, and only for a form that says it is this server's own.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, Uri, header};
use servanda::landscape::OpenError;
use servanda::model::Day;

use crate::edited::SentEdit;
use crate::kept::Kept;
use crate::live::{Live, Source};
use crate::percent::pairs;
use crate::respond::{Request, Response, respond, respond_edit, respond_sent};
use crate::sent;

/// How to serve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Where to listen; port 0 takes any free one.
    pub address: SocketAddr,
}

impl Default for Config {
    fn default() -> Self {
        Config { address: SocketAddr::from((Ipv4Addr::LOCALHOST, 7878)) }
    }
}

/// Why serving is not possible.
#[derive(Debug)]
pub enum ServeError {
    /// The folder is no landscape.
    Open(OpenError),
    /// Another program listens there.
    PortInUse(SocketAddr),
    /// The address is not ours to listen on.
    Listen(SocketAddr, std::io::Error),
    /// The server broke down.
    Server(std::io::Error),
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ServeError::Open(error) => error.fmt(f),
            ServeError::PortInUse(address) => write!(
                f,
                "port {} is in use by another program, perhaps by another servanda; take another one with --port, or --port 0 for any that is free",
                address.port()
            ),
            ServeError::Listen(address, error) => {
                write!(f, "cannot listen on {address}: {error}; take another address or port with --port")
            }
            ServeError::Server(error) => write!(f, "the server stopped: {error}"),
        }
    }
}

impl std::error::Error for ServeError {}

/// What handlers share.
struct Shared {
    live: Arc<Live>,
    kept: Mutex<Kept>,
    today: fn() -> Day,
    bound: SocketAddr,
}

/// Serves a landscape until the program is ended. `today` is asked at each request, so that a server left running over
/// midnight speaks of the right day; `ready` is told the address once requests are taken.
///
/// # Errors
/// [`ServeError`] if the folder is no landscape, the port is taken, or the server breaks down.
pub fn serve(
    source: Source,
    config: &Config,
    today: fn() -> Day,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    let live = Arc::new(Live::open(source).map_err(ServeError::Open)?);
    let listener = std::net::TcpListener::bind(config.address).map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => ServeError::PortInUse(config.address),
        _ => ServeError::Listen(config.address, error),
    })?;
    listener.set_nonblocking(true).map_err(ServeError::Server)?;
    let bound = listener.local_addr().map_err(ServeError::Server)?;
    let followed = Arc::downgrade(&live);
    std::thread::spawn(move || Live::follow(&followed));
    let shared = Arc::new(Shared { live, kept: Mutex::default(), today, bound });
    // One thread for connections: one user. Pages are made on the blocking pool, so that reading a large folder anew
    // does not hold up a style sheet.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().map_err(ServeError::Server)?;
    runtime.block_on(async move {
        let listener = tokio::net::TcpListener::from_std(listener).map_err(ServeError::Server)?;
        let router = Router::new().fallback(handle).with_state(shared);
        ready(bound);
        axum::serve(listener, router).await.map_err(ServeError::Server)
    })
}

async fn handle(State(shared): State<Arc<Shared>>, request: axum::extract::Request) -> axum::response::Response {
    let (method, uri, headers) = (request.method().clone(), request.uri().clone(), request.headers().clone());
    if let Some(refusal) = refusal(&method, &uri, &headers, shared.bound) {
        return send(refusal, &method);
    }
    if method == Method::POST && is_edit(&uri) {
        return send(answered_edit(&shared, request).await, &method);
    }
    if method == Method::POST {
        return send(answered_form(&shared, request).await, &method);
    }
    let answered = tokio::task::spawn_blocking(move || {
        if is_edit(&uri) {
            // A form that is made from an older file would only be refused when it is sent.
            shared.live.renew();
        }
        let (workbench, notice) = shared.live.current();
        let request = Request {
            path: uri.path(),
            query: uri.query().unwrap_or(""),
            today: (shared.today)(),
            if_none_match: headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()),
            notice: notice.as_deref(),
        };
        if request.if_none_match.is_some() || request.notice.is_some() {
            return respond(&workbench, &request);
        }
        // A poisoned lock only means that another request failed while it held it: pages are kept whole or not at all.
        let kept = || shared.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let address = uri.to_string();
        if let Some(page) = kept().get(&workbench, request.today, &address) {
            return page;
        }
        let response = respond(&workbench, &request);
        kept().put(&workbench, address, &response);
        response
    });
    send(answered.await.unwrap_or_else(|_| failed()), &method)
}

/// Compares or traces files that a form has sent. They are read in memory and forgotten: nothing of them is kept or written.
async fn answered_form(shared: &Arc<Shared>, request: axum::extract::Request) -> Response {
    let uri = request.uri().clone();
    let sent = match sent::read(request).await {
        Ok(sent) => sent,
        Err(why) => return Response::new(400, "text/plain; charset=utf-8", format!("{why}\n")),
    };
    let (workbench, notice) = shared.live.current();
    let today = (shared.today)();
    let answered = tokio::task::spawn_blocking(move || {
        let asked = Request::new(uri.path(), uri.query().unwrap_or(""), today);
        respond_sent(&workbench, &Request { notice: notice.as_deref(), ..asked }, &sent)
    });
    answered.await.unwrap_or_else(|_| failed())
}

/// Bytes that the form of a commitment may send.
const MOST_FORM: usize = 1 << 20;

/// Writes what the form of a commitment has sent, and reads the folder anew so that the next page shows it.
async fn answered_edit(shared: &Arc<Shared>, request: axum::extract::Request) -> Response {
    let plain = |status, text: &str| Response::new(status, "text/plain; charset=utf-8", text);
    let uri = request.uri().clone();
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return plain(415, "Only the form of the page can be sent here.\n");
    }
    let Ok(body) = axum::body::to_bytes(request.into_body(), MOST_FORM).await else {
        return plain(413, "What was sent is longer than any commitment.\n");
    };
    let shared = Arc::clone(shared);
    let today = (shared.today)();
    let answered = tokio::task::spawn_blocking(move || {
        let sent = SentEdit::read(&pairs(&String::from_utf8_lossy(&body)));
        let (workbench, notice) = shared.live.current();
        let asked = Request::new(uri.path(), uri.query().unwrap_or(""), today);
        let response = respond_edit(&workbench, &Request { notice: notice.as_deref(), ..asked }, &sent);
        if response.status == 303 || response.status == 409 {
            shared.live.renew();
        }
        response
    });
    answered.await.unwrap_or_else(|_| failed())
}

fn is_edit(uri: &Uri) -> bool {
    uri.path().starts_with("/edit/")
}

fn failed() -> Response {
    Response::new(500, "text/plain; charset=utf-8", "This page could not be made. That is a defect of Servanda.\n")
}

/// The answer to a request that is not for us or wants more than reading.
fn refusal(method: &Method, uri: &Uri, headers: &HeaderMap, bound: SocketAddr) -> Option<Response> {
    let plain = |status, text: &str| Response::new(status, "text/plain; charset=utf-8", text);
    let text = |name| headers.get(name).map(|value: &HeaderValue| value.to_str().unwrap_or("\u{fffd}"));
    // A request line with a full address names the host there.
    let host = uri.authority().map(axum::http::uri::Authority::as_str).or_else(|| text(header::HOST));
    if !host.is_some_and(|host| is_ours(host, bound)) {
        return Some(plain(421, "This server answers only to the address it was started with.\n"));
    }
    if let Some(origin) = text(header::ORIGIN)
        && !origin.strip_prefix("http://").is_some_and(|host| is_ours(host, bound))
    {
        return Some(plain(403, "Requests from pages of other sites are refused.\n"));
    }
    // Browsers say where a form comes from. What does not say so is not a form of ours, and may not write.
    if method == Method::POST && is_edit(uri) && text(header::ORIGIN).is_none() {
        return Some(plain(403, "A form that writes must say where it comes from.\n"));
    }
    let may_be_sent_to = method == Method::POST && (is_edit(uri) || matches!(uri.path(), "/compare" | "/trace"));
    if method != Method::GET && method != Method::HEAD && !may_be_sent_to {
        let mut response = plain(405, "Pages can only be read here.\n");
        response.headers.push(("Allow", "GET, HEAD".to_owned()));
        return Some(response);
    }
    None
}

/// Whether a host is this server: a loopback name with our port, or the very address we listen on.
fn is_ours(host: &str, bound: SocketAddr) -> bool {
    let host = host.to_ascii_lowercase();
    let with_port = |name: &str| host == format!("{name}:{}", bound.port()) || (bound.port() == 80 && host == name);
    host == bound.to_string() || ["localhost", "127.0.0.1", "[::1]"].into_iter().any(with_port)
}

fn send(response: Response, method: &Method) -> axum::response::Response {
    let length = response.body.len();
    let body = if *method == Method::HEAD { Body::empty() } else { Body::from(response.body) };
    let mut sent = axum::response::Response::new(body);
    *sent.status_mut() = axum::http::StatusCode::from_u16(response.status).unwrap_or_default();
    for (name, value) in response.headers {
        // Values are made here from ASCII; one that is no header value is left out rather than breaking the answer.
        if let Ok(value) = HeaderValue::from_str(&value) {
            sent.headers_mut().insert(name, value);
        }
    }
    if *method == Method::HEAD {
        sent.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    sent
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_names_are_answered() {
        let bound: SocketAddr = "127.0.0.1:7878".parse().unwrap();
        for ours in ["localhost:7878", "127.0.0.1:7878", "[::1]:7878", "LOCALHOST:7878"] {
            assert!(is_ours(ours, bound), "{ours}");
        }
        for foreign in
            ["localhost", "localhost:80", "evil.example:7878", "127.0.0.1.evil.example:7878", "", "localhost:78780"]
        {
            assert!(!is_ours(foreign, bound), "{foreign}");
        }
    }

    #[test]
    fn foreign_pages_and_writing_are_refused() {
        let bound: SocketAddr = "127.0.0.1:7878".parse().unwrap();
        let ask = |method: Method, host: Option<&'static str>, origin: Option<&'static str>| {
            let mut headers = HeaderMap::new();
            if let Some(host) = host {
                headers.insert(header::HOST, HeaderValue::from_static(host));
            }
            if let Some(origin) = origin {
                headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
            }
            refusal(&method, &Uri::from_static("/"), &headers, bound).map(|response| response.status)
        };
        assert_eq!(ask(Method::GET, Some("localhost:7878"), None), None);
        assert_eq!(ask(Method::HEAD, Some("localhost:7878"), Some("http://localhost:7878")), None);
        assert_eq!(ask(Method::GET, Some("evil.example:7878"), None), Some(421));
        assert_eq!(ask(Method::GET, None, None), Some(421));
        assert_eq!(ask(Method::GET, Some("localhost:7878"), Some("http://evil.example")), Some(403));
        assert_eq!(ask(Method::GET, Some("localhost:7878"), Some("null")), Some(403));
        assert_eq!(ask(Method::POST, Some("localhost:7878"), None), Some(405));
        let send = |origin: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_static("localhost:7878"));
            headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
            refusal(&Method::POST, &Uri::from_static("/compare"), &headers, bound).map(|response| response.status)
        };
        assert_eq!(send("http://localhost:7878"), None);
        assert_eq!(send("http://evil.example"), Some(403));
        let write = |origin: Option<&'static str>| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_static("localhost:7878"));
            origin.map(|origin| headers.insert(header::ORIGIN, HeaderValue::from_static(origin)));
            let uri = Uri::from_static("/edit/x.1?as-of=2016");
            refusal(&Method::POST, &uri, &headers, bound).map(|response| response.status)
        };
        assert_eq!(write(Some("http://localhost:7878")), None);
        for foreign in [None, Some("http://evil.example"), Some("null"), Some("https://localhost:7878")] {
            assert_eq!(write(foreign), Some(403), "{foreign:?}");
        }
    }
}
