//! From a request to a response, without a socket: tests, the server and a publisher of files all go through here.

use servanda::model::Day;
use sha2::{Digest, Sha256};

use crate::assets;
use crate::edited::SentEdit;
use crate::pages::{self, Answer, Edit};
use crate::route::{Form, Page, Route, RouteError};
use crate::sent::Sent;
use crate::view::View;
use crate::workbench::Workbench;

/// What pages may load and do: nothing but this program's own files, no inline script or style, no frames around them.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What was asked.
#[derive(Debug, Clone, Copy)]
pub struct Request<'r> {
    /// Path as sent, percent-encoded.
    pub path: &'r str,
    /// Query as sent, without the `?`.
    pub query: &'r str,
    /// What "today" is.
    pub today: Day,
    /// The tag of the copy that the browser has.
    pub if_none_match: Option<&'r str>,
    /// A sentence about the state of the landscape's folder, to be shown on every page.
    pub notice: Option<&'r str>,
}

impl<'r> Request<'r> {
    /// A plain request.
    #[must_use]
    pub fn new(path: &'r str, query: &'r str, today: Day) -> Request<'r> {
        Request { path, query, today, if_none_match: None, notice: None }
    }
}

/// What is answered.
#[derive(Debug, Clone)]
pub struct Response {
    /// Status code.
    pub status: u16,
    /// Headers, without those of the connection.
    pub headers: Vec<(&'static str, String)>,
    /// Body.
    pub body: Vec<u8>,
}

impl Response {
    /// The value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub(crate) fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Response {
        Response {
            status,
            headers: vec![
                ("Content-Type", content_type.to_owned()),
                ("Content-Security-Policy", CONTENT_SECURITY_POLICY.to_owned()),
                ("X-Content-Type-Options", "nosniff".to_owned()),
                // With "no-referrer" a browser would send our own forms without an origin, as if another site had sent them.
                ("Referrer-Policy", "same-origin".to_owned()),
                ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
                ("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
            ],
            body: body.into(),
        }
    }

    fn with(mut self, name: &'static str, value: impl Into<String>) -> Response {
        self.headers.push((name, value.into()));
        self
    }
}

/// Answers a request. Every path and query gets an answer: what cannot be understood gets a page that says so.
#[must_use]
pub fn respond(workbench: &Workbench, request: &Request<'_>) -> Response {
    let (route, error) = match Route::parse(request.path, request.query) {
        Ok(route) => (route, None),
        Err(error) => (Route::html(Page::Overview, None), Some(error)),
    };
    if let Page::Asset(hash, name) = &route.page
        && let Some((content_type, content)) = assets::get(hash, name)
    {
        // The hash is in the address, so what is there never changes.
        return Response::new(200, content_type, content).with("Cache-Control", "public, max-age=31536000, immutable");
    }
    let view = View { workbench, route: &route, today: request.today, notice: request.notice };
    if let Some(error) = error {
        // The day still travels on from a path that leads nowhere, if the address names a proper one.
        let as_of = Route::parse("/", request.query).ok().and_then(|root| root.as_of);
        let route = Route::html(Page::Overview, as_of);
        let status = if error == RouteError::NoSuchPage { 404 } else { 400 };
        let page = pages::refused(&View { route: &route, ..view }, &error);
        return problem(status, page.into_string());
    }
    // What the form of the page asks for has an address of its own.
    if (request.path == "/compare" || matches!(route.page, Page::Sides(..))) && route.path() != request.path {
        return to(&route);
    }
    let tag = tag(&view);
    // Revalidated on every load: a file of the landscape may change at any time.
    let fresh = |response: Response| response.with("ETag", tag.clone()).with("Cache-Control", "no-cache");
    if request.if_none_match.is_some_and(|have| have.split(',').any(|one| one.trim().trim_start_matches("W/") == tag)) {
        return fresh(Response::new(304, route.form.content_type(), Vec::new()));
    }
    if let Page::Edit(ask) = &route.page {
        return edited(pages::edit_page(&view, ask), &route);
    }
    match pages::answer(&view) {
        Answer::Found(body) => fresh(Response::new(200, route.form.content_type(), body)),
        Answer::Moved(route) => to(&route),
        // Not to be kept: the browser asks again by itself.
        Answer::NotYet(page) => problem(503, page.into_string()).with("Refresh", "2").with("Retry-After", "2"),
        Answer::Refused(json) if route.form != Form::Html => problem_json(400, &json.message),
        Answer::Refused(refused) => problem(400, refused.page.into_string()),
        Answer::Missing(_) if route.form != Form::Html => problem_json(404, "there is no such thing in this landscape"),
        Answer::Missing(page) => problem(404, page.into_string()),
    }
}

/// Answers a form that sends files to be compared or traced. Nothing of them is kept.
pub(crate) fn respond_sent(workbench: &Workbench, request: &Request<'_>, sent: &Sent) -> Response {
    // The day of the page that sent them.
    let as_of = Route::parse("/", request.query).ok().and_then(|root| root.as_of);
    let traced = request.path == "/trace";
    let page = if traced { Page::Trace(None) } else { Page::Compare(Box::default()) };
    let route = Route::html(page, as_of);
    let view = View { workbench, route: &route, today: request.today, notice: request.notice };
    let plain =
        |form: Form, body: Vec<u8>| Response::new(200, form.content_type(), body).with("Cache-Control", "no-store");
    match if traced { pages::trace_sent(&view, sent) } else { pages::compare_sent(&view, sent) } {
        Answer::Found(body) => {
            let ending = match sent.form {
                Form::Html => return plain(Form::Html, body),
                Form::Docx => "docx",
                _ => "html",
            };
            let named = format!("attachment; filename=\"comparison.{ending}\"");
            plain(sent.form, body).with("Content-Disposition", named)
        }
        // What was sent by name alone has an address, which is to be asked for anew.
        Answer::Moved(to) => Response::new(303, Form::Html.content_type(), Vec::new()).with("Location", to.to_string()),
        Answer::Missing(page) => problem(404, page.into_string()),
        Answer::Refused(refused) => problem(400, refused.page.into_string()),
        Answer::NotYet(page) => problem(503, page.into_string()),
    }
}

/// Answers the form of a commitment. This writes; whoever calls it has made sure that the form is our own.
pub(crate) fn respond_edit(workbench: &Workbench, request: &Request<'_>, sent: &SentEdit) -> Response {
    let route = Route::parse(request.path, request.query);
    let Ok((route, ask)) = route.map(|route| match &route.page {
        Page::Edit(ask) => (route.clone(), Some(ask.clone())),
        _ => (route, None),
    }) else {
        return problem(404, String::new());
    };
    let Some(ask) = ask else { return problem(404, String::new()) };
    let view = View { workbench, route: &route, today: request.today, notice: request.notice };
    edited(pages::edit_sent(&view, &ask, sent), &route)
}

/// Never kept: the form carries the print of a file that may be another the next moment.
fn edited(edit: Edit, route: &Route) -> Response {
    match edit {
        Edit::Page(status, page) => problem(status, page.into_string()),
        Edit::Written(page) => {
            let to = Route::html(page, route.as_of).to_string();
            problem(303, String::new()).with("Location", to)
        }
    }
}

fn to(route: &Route) -> Response {
    Response::new(308, Form::Html.content_type(), Vec::new())
        .with("Location", route.to_string())
        .with("Cache-Control", "no-cache")
}

fn problem(status: u16, page: String) -> Response {
    Response::new(status, Form::Html.content_type(), page).with("Cache-Control", "no-store")
}

fn problem_json(status: u16, message: &str) -> Response {
    let body = serde_json::json!({ "schema": "servanda.error/1", "status": status, "error": message });
    Response::new(status, Form::Json.content_type(), format!("{body}\n")).with("Cache-Control", "no-store")
}

/// Two pages with one tag are the same: it covers the landscape, what is wrong with it, the address, the day that
/// "today" is (pages say whether they speak of it), and the program's own files.
fn tag(view: &View<'_>) -> String {
    let mut hash = Sha256::new();
    for part in [
        view.landscape().fingerprint.as_str(),
        &view.route.to_string(),
        &view.today.to_string(),
        assets::print(),
        env!("CARGO_PKG_VERSION"),
        view.notice.unwrap_or(""),
        &view.workbench.diagnostics().len().to_string(),
    ] {
        hash.update(part);
        hash.update([0]);
    }
    let digits: String = hash.finalize().iter().take(10).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{digits}\"")
}
