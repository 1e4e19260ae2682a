//! A document from the web, because somebody asked for it by its address: the only place that opens a connection.
//!
//! In: an address and limits. Out: the bytes with their type and a name for a file, or an error that says what went wrong,
//! where, and what to do. It refuses addresses that are not of the web, a redirection from https to http, one to the
//! machine itself, and more bytes than the limits allow, however they were packed. Certificates are checked against those
//! that the machine trusts, so that the certificate of a ministry's own proxy is good where the ministry installed it.

mod address;
mod name;
#[cfg(test)]
mod tests;

use std::io::Read as _;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ureq::http::{HeaderMap, Uri};
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

/// How much patience and room a document gets.
#[derive(Debug, Clone)]
pub(crate) struct Limits {
    /// Bytes of the document, unpacked.
    pub(crate) bytes: u64,
    /// Redirections followed.
    pub(crate) redirects: usize,
    /// Time for the connection, and for each silence of the server.
    pub(crate) silence: Duration,
    /// Time for all.
    pub(crate) total: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { bytes: 256 << 20, redirects: 10, silence: Duration::from_secs(30), total: Duration::from_secs(600) }
    }
}

/// A document that was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fetched {
    /// Where it was in the end, after redirections.
    pub(crate) url: String,
    pub(crate) bytes: Vec<u8>,
    /// What the server says it is, in small letters and without parameters: `text/html`.
    pub(crate) content_type: Option<String>,
    /// The encoding that the server states.
    pub(crate) charset: Option<String>,
    /// A name for a file, with an extension that tells the format, and no folder.
    pub(crate) name: String,
}

/// Why a document could not be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FetchError {
    pub(crate) kind: Kind,
    /// The address that failed, which after a redirection is not the one that was asked for.
    pub(crate) url: String,
    /// What went wrong, as a clause.
    pub(crate) what: String,
    /// What to do.
    pub(crate) hint: &'static str,
}

/// Kinds of failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// No address of the web.
    Address,
    /// A redirection that is not followed.
    Redirect,
    /// The server said no, with this status.
    Status(u16),
    TooLarge,
    TimedOut,
    /// The connection ended before the document did.
    Truncated,
    /// The name of the server is not known.
    UnknownHost,
    /// The server is not who it should be, or cannot prove it.
    Certificate,
    /// Anything else on the way to the server.
    Connection,
}

impl std::fmt::Display for FetchError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.url, self.what)
    }
}

impl std::error::Error for FetchError {}

fn error(kind: Kind, url: &str, what: impl Into<String>, hint: &'static str) -> FetchError {
    FetchError { kind, url: url.to_owned(), what: what.into(), hint }
}

/// Fetches a document.
pub(crate) fn fetch(url: &str, limits: &Limits) -> Result<Fetched, FetchError> {
    let begun = Instant::now();
    let mut uri = address::parse(url)?;
    let own = address::is_own_machine(&uri);
    let agent = agent(limits, own);
    let mut followed = 0;
    loop {
        let at = uri.to_string();
        let left = limits.total.saturating_sub(begun.elapsed());
        if left.is_zero() {
            return Err(timed_out(&at, limits));
        }
        let request = agent.get(&uri).config().timeout_global(Some(left)).build();
        let response = request.call().map_err(|e| failed(&at, &e, limits))?;
        let status = response.status();
        if !status.is_redirection() {
            if !status.is_success() {
                return Err(refused(&at, status.as_u16(), status.canonical_reason().unwrap_or("")));
            }
            return receive(&uri, response, limits);
        }
        let location = header(response.headers(), "location");
        let Some(location) = location else {
            let what = format!("the server answers {status} and does not say where to go");
            return Err(error(Kind::Redirect, &at, what, "open the address in a browser and use the one it ends at"));
        };
        followed += 1;
        if followed > limits.redirects {
            let what = format!("the server redirects more than {} times, perhaps in a circle", limits.redirects);
            return Err(error(
                Kind::Redirect,
                &at,
                what,
                "the site may want cookies: open it in a browser and save the page",
            ));
        }
        uri = address::follow(&uri, location, own)?;
    }
}

/// Reads the body of an answer, as far as the limits allow.
fn receive(uri: &Uri, response: ureq::http::Response<ureq::Body>, limits: &Limits) -> Result<Fetched, FetchError> {
    let at = uri.to_string();
    let too_large = |size: &str| {
        let what = format!("the document has {size}; at most {} are taken", limits.bytes);
        error(Kind::TooLarge, &at, what, "download it with a browser if it is what you want, and read the file")
    };
    let (parts, body) = response.into_parts();
    let full = header(&parts.headers, "content-type").map(str::to_owned);
    let content_type = full.as_deref().map(|t| t.split(';').next().unwrap_or(t).trim().to_ascii_lowercase());
    let charset = full.as_deref().and_then(|t| {
        let parameter = |p: &str| p.trim().get(..8).is_some_and(|k| k.eq_ignore_ascii_case("charset="));
        let found = t.split(';').find(|p| parameter(p))?;
        Some(found.trim().get(8..)?.trim_matches(['"', '\'', ' ']).to_ascii_lowercase())
    });
    if let Some(length) = body.content_length().filter(|l| *l > limits.bytes) {
        return Err(too_large(&format!("{length} bytes")));
    }
    let mut bytes = Vec::new();
    let mut reader = body.into_with_config().limit(u64::MAX).reader().take(limits.bytes.saturating_add(1));
    reader.read_to_end(&mut bytes).map_err(|e| failed(&at, &ureq::Error::from(e), limits))?;
    if bytes.len() as u64 > limits.bytes {
        return Err(too_large("more bytes than that"));
    }
    let disposition = header(&parts.headers, "content-disposition");
    let name = name::name(disposition, uri, content_type.as_deref());
    Ok(Fetched { url: at, bytes, content_type, charset, name })
}

fn header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim).filter(|value| !value.is_empty())
}

fn agent(limits: &Limits, own: bool) -> ureq::Agent {
    let tls = TlsConfig::builder()
        .provider(TlsProvider::Rustls)
        .root_certs(RootCerts::PlatformVerifier)
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .build();
    let mut config = ureq::Agent::config_builder()
        .tls_config(tls)
        .http_status_as_error(false)
        // Redirections are followed here, where they can be judged.
        .max_redirects(0)
        .max_redirects_will_error(false)
        .user_agent(concat!("servanda/", env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR")))
        .accept("text/html, application/xhtml+xml, application/pdf, text/plain, application/xml;q=0.9, */*;q=0.8")
        .timeout_connect(Some(limits.silence))
        .timeout_recv_response(Some(limits.silence))
        .timeout_per_read(Some(limits.silence));
    if own {
        // A proxy cannot reach the machine it is asked from.
        config = config.proxy(None);
    }
    ureq::Agent::with_parts(config.build(), DefaultConnector::new(), Lookup { own, inner: DefaultResolver::default() })
}

/// The system's look-up of names, which does not take a name of the web for the machine itself.
struct Lookup {
    own: bool,
    inner: DefaultResolver,
}

impl std::fmt::Debug for Lookup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lookup").field("own", &self.own).finish_non_exhaustive()
    }
}

impl Resolver for Lookup {
    fn resolve(
        &self,
        uri: &Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let own = found.iter().any(|a: &std::net::SocketAddr| is_own(a.ip()));
        if own && !self.own {
            return Err(ureq::Error::Other("the name stands for this machine itself".into()));
        }
        Ok(found)
    }
}

/// Whether an address is that of the machine itself.
fn is_own(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => ip.is_loopback() || ip.is_unspecified(),
        IpAddr::V6(ip) => {
            ip.is_loopback() || ip.is_unspecified() || ip.to_ipv4_mapped().is_some_and(|ip| is_own(IpAddr::V4(ip)))
        }
    }
}

fn timed_out(url: &str, limits: &Limits) -> FetchError {
    let what = format!(
        "the server did not answer in time ({} seconds of silence, {} seconds in all)",
        limits.silence.as_secs(),
        limits.total.as_secs()
    );
    error(Kind::TimedOut, url, what, "try again later, or download the document with a browser and read the file")
}

fn refused(url: &str, status: u16, reason: &str) -> FetchError {
    let hint = match status {
        401 | 403 | 407 => {
            "the site wants to know who asks: open it in a browser, save the document, and read the file"
        }
        404 | 410 => "check the address; the document may have been moved",
        429 => "the site is asked too often: wait, then try again",
        500.. => "the fault is the server's: try again later",
        _ => "open the address in a browser to see what the site says",
    };
    error(Kind::Status(status), url, format!("the server answers {status} {reason}").trim_end().to_owned(), hint)
}

/// What went wrong on the way.
fn failed(url: &str, cause: &ureq::Error, limits: &Limits) -> FetchError {
    use std::io::ErrorKind;
    const NETWORK: &str = "check the connection, and the proxy if there is one (HTTPS_PROXY)";
    let said = cause.to_string();
    let unknown = || {
        let what = "no server of that name is known";
        error(Kind::UnknownHost, url, what, "check the name in the address, and the connection")
    };
    match cause {
        ureq::Error::Timeout(_) => timed_out(url, limits),
        ureq::Error::HostNotFound => unknown(),
        ureq::Error::Io(io) if said.contains("lookup") || io.kind() == ErrorKind::NotFound => unknown(),
        ureq::Error::Io(io) if matches!(io.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock) => {
            timed_out(url, limits)
        }
        ureq::Error::Io(io) if matches!(io.kind(), ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset) => {
            let what = "the connection ended before the document did";
            error(Kind::Truncated, url, what, "try again; nothing was kept of the part that came")
        }
        ureq::Error::Decompress(_, _) => {
            let what = format!("the document came in a damaged package ({said})");
            error(Kind::Truncated, url, what, "try again; nothing was kept of the part that came")
        }
        ureq::Error::Rustls(_) | ureq::Error::Tls(_) | ureq::Error::Pem(_) => certificate(url, &said),
        ureq::Error::Io(_) if said.contains("certificate") => certificate(url, &said),
        ureq::Error::Io(io) if io.kind() == ErrorKind::ConnectionRefused => {
            let what = "the server does not take connections there";
            error(Kind::Connection, url, what, "check the address and its port")
        }
        ureq::Error::Other(why) => error(Kind::Redirect, url, why.to_string(), "check the address and the network"),
        _ => error(Kind::Connection, url, said, NETWORK),
    }
}

fn certificate(url: &str, said: &str) -> FetchError {
    let what = format!("the server cannot prove that it is the right one ({said})");
    let hint = "check the date of this machine and the certificates it trusts; nothing was fetched";
    error(Kind::Certificate, url, what, hint)
}
