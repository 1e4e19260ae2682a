//! Every page of the built-in landscape, through [`servanda_web::respond`] and, for what only a socket shows, through
//! a running server.

// Helpers of tests are tests: they fail by panicking.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod asking;
mod compare;
mod crawl;
mod edit;
mod pages;
mod server;
mod texts;
mod trace;

use std::sync::OnceLock;

use servanda::landscape;
use servanda::model::Day;
use servanda_web::{Request, Response, Workbench, respond};

const TODAY: Day = Day::constant(2026, 11, 22);

fn built_in() -> &'static Workbench {
    static OPENED: OnceLock<Workbench> = OnceLock::new();
    OPENED.get_or_init(|| Workbench::new(landscape::built_in()))
}

/// The landscape that holds the model agreement in five languages, on top of the built-in one.
fn with_texts() -> &'static Workbench {
    static OPENED: OnceLock<Workbench> = OnceLock::new();
    OPENED.get_or_init(|| {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/landscape");
        Workbench::new(landscape::open(&folder).unwrap())
    })
}

/// Asks for an address as a link has it.
fn get(address: &str) -> Response {
    ask(built_in(), address)
}

fn ask(workbench: &Workbench, address: &str) -> Response {
    let address = address.split('#').next().unwrap();
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    respond(workbench, &Request::new(path, query, TODAY))
}

fn text(response: &Response) -> String {
    String::from_utf8(response.body.clone()).unwrap()
}
