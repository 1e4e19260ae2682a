//! Why an index could not be made or asked.

use std::fmt;

/// Why an index could not be made or asked. A bad query is no such error: see [`super::SyntaxError`].
#[derive(Debug)]
pub struct IndexError(pub(super) String);

impl fmt::Display for IndexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the search index failed: {}; delete the folder .servanda/index of the landscape and ask again",
            self.0
        )
    }
}

impl std::error::Error for IndexError {}

impl From<tantivy::TantivyError> for IndexError {
    fn from(error: tantivy::TantivyError) -> IndexError {
        IndexError(error.to_string())
    }
}

impl From<std::io::Error> for IndexError {
    fn from(error: std::io::Error) -> IndexError {
        IndexError(error.to_string())
    }
}

impl From<tantivy::directory::error::OpenDirectoryError> for IndexError {
    fn from(error: tantivy::directory::error::OpenDirectoryError) -> IndexError {
        IndexError(error.to_string())
    }
}

impl From<tantivy::directory::error::OpenReadError> for IndexError {
    fn from(error: tantivy::directory::error::OpenReadError) -> IndexError {
        IndexError(error.to_string())
    }
}
