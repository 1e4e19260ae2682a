//! Pages made once and kept while the landscape stays as it is: going back to a long list must not count it again.

use std::collections::HashMap;
use std::sync::{Arc, Weak};

use servanda::model::Day;

use crate::respond::Response;
use crate::workbench::Workbench;

/// Bytes kept at most; then all are dropped and keeping begins anew. A reader's working set is a few hundred kilobytes.
const MOST_BYTES: usize = 16 << 20;
/// Larger answers (the whole register as JSON) are made anew each time.
const LARGEST: usize = 2 << 20;

/// Pages of one landscape on one day.
#[derive(Default)]
pub(crate) struct Kept {
    landscape: Weak<Workbench>,
    today: Option<Day>,
    bytes: usize,
    pages: HashMap<String, Response>,
}

impl Kept {
    /// The page of an address, if it was made for this landscape and day.
    pub(crate) fn get(&mut self, workbench: &Arc<Workbench>, today: Day, address: &str) -> Option<Response> {
        if self.today != Some(today) || !std::ptr::eq(self.landscape.as_ptr(), Arc::as_ptr(workbench)) {
            *self = Kept { landscape: Arc::downgrade(workbench), today: Some(today), ..Kept::default() };
        }
        self.pages.get(address).cloned()
    }

    /// Keeps a page that was found. Only to be called after [`Kept::get`] for the same landscape and day.
    pub(crate) fn put(&mut self, workbench: &Arc<Workbench>, address: String, response: &Response) {
        let is_ours = std::ptr::eq(self.landscape.as_ptr(), Arc::as_ptr(workbench));
        if !is_ours || response.status != 200 || response.body.len() > LARGEST {
            return;
        }
        if self.bytes + response.body.len() > MOST_BYTES {
            self.pages.clear();
            self.bytes = 0;
        }
        self.bytes += response.body.len();
        self.pages.insert(address, response.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_kept_for_one_landscape_and_one_day() {
        let (first, second) = (Arc::new(Workbench::default()), Arc::new(Workbench::default()));
        let (today, tomorrow) = (Day::constant(2026, 11, 22), Day::constant(2026, 11, 23));
        let page = Response::new(200, "text/html", "a page");
        let mut kept = Kept::default();
        assert!(kept.get(&first, today, "/").is_none());
        kept.put(&first, "/".to_owned(), &page);
        assert_eq!(kept.get(&first, today, "/").map(|r| r.body), Some(b"a page".to_vec()));
        assert!(kept.get(&second, today, "/").is_none(), "another landscape");
        kept.put(&first, "/".to_owned(), &page);
        assert!(kept.get(&second, today, "/").is_none(), "a page of the landscape before is not kept for this one");
        kept.put(&second, "/".to_owned(), &page);
        assert!(kept.get(&second, tomorrow, "/").is_none(), "another day");
        kept.put(&second, "/x".to_owned(), &Response::new(404, "text/html", "missing"));
        assert!(kept.get(&second, tomorrow, "/x").is_none(), "only what was found is kept");
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let workbench = Arc::new(Workbench::default());
        let today = Day::constant(2026, 11, 22);
        let mut kept = Kept::default();
        assert!(kept.get(&workbench, today, "/").is_none());
        for at in 0..40 {
            kept.put(&workbench, format!("/{at}"), &Response::new(200, "text/html", vec![b' '; 1 << 20]));
            assert!(kept.bytes <= MOST_BYTES && kept.pages.len() <= 16);
        }
        kept.put(&workbench, "/large".to_owned(), &Response::new(200, "text/html", vec![b' '; LARGEST + 1]));
        assert!(kept.get(&workbench, today, "/large").is_none());
    }
}
