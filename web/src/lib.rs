//! The workbench in a browser: pages over a landscape, and the server that gives them to one user on their own machine.
//!
//! In: an opened landscape, an address and the day that is "today". Out: a [`Response`] with a page, its JSON twin or a
//! file of the program ([`respond`]); [`serve`] puts that behind a socket. It refuses to change anything but one kind of
//! file of the user's own folder (a commitment edited in a form, through a guarded write), to answer other hosts' pages,
//! to fetch anything, and to work out facts of its own: every page renders one sheet of [`servanda::register`] or one
//! answer of [`servanda::search`], [`servanda::ask`] or [`servanda::overlap`].
//!
//! ```
//! use servanda::{landscape, model::Day};
//! use servanda_web::{Request, Workbench, respond};
//!
//! let workbench = Workbench::new(landscape::built_in());
//! let request = Request::new("/i/gge-2015", "as-of=2016", Day::constant(2026, 11, 22));
//! let page = respond(&workbench, &request);
//! assert_eq!(page.status, 200);
//! ```

mod assets;
mod chart;
mod compare_ask;
mod compared;
mod edited;
mod html;
mod kept;
mod live;
mod overlap_ask;
mod pages;
mod percent;
mod question_ask;
mod respond;
mod route;
mod search_ask;
mod sent;
mod server;
mod shelf;
mod traced;
mod view;
mod workbench;

pub use compare_ask::CompareAsk;
pub use live::Source;
pub use pages::{Shares, comparison, shares};
pub use question_ask::QuestionAsk;
pub use respond::{CONTENT_SECURITY_POLICY, Request, Response, respond};
pub use route::{EditAsk, Form, Page, RegisterAsk, Route, RouteError, TextAsk};
pub use search_ask::SearchAsk;
pub use server::{Config, ServeError, serve};
pub use workbench::{Indexed, Workbench};
