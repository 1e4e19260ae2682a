//! Tables for spreadsheets: comma-separated, UTF-8, one heading line, lists inside a cell joined by "; ".

use std::fmt;

/// Why there is no table. Only lack of memory does that; it is passed on rather than hidden.
#[derive(Debug)]
pub(crate) struct NotWritten(String);

impl fmt::Display for NotWritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the table cannot be written: {}", self.0)
    }
}

/// Writes a table.
///
/// # Errors
/// [`NotWritten`].
pub(crate) fn write<R>(head: &[&str], rows: impl IntoIterator<Item = R>) -> Result<String, NotWritten>
where
    R: IntoIterator<Item = String>,
{
    let failed = |error: &dyn fmt::Display| NotWritten(error.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(head).map_err(|e| failed(&e))?;
    for row in rows {
        writer.write_record(row.into_iter().map(|cell| defused(&cell))).map_err(|e| failed(&e))?;
    }
    let bytes = writer.into_inner().map_err(|e| failed(&e))?;
    String::from_utf8(bytes).map_err(|e| failed(&e))
}

/// A cell that a spreadsheet would run as a formula gets an apostrophe, as OWASP advises against CSV injection.
fn defused(cell: &str) -> String {
    if cell.starts_with(['=', '+', '@', '\t', '\r']) || (cell.starts_with('-') && cell.len() > 1) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}
