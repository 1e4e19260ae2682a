//! Tables for spreadsheets: comma-separated, UTF-8, one heading line, a line feed at the end of each line.
//!
//! In: cells of plain text. Out: CSV as RFC 4180 quotes it, but with the line ends that a shell's tools know. It refuses
//! formulas: a cell that a spreadsheet would run begins with an apostrophe, because words of others stand in these tables.
//!
//! ```
//! use servanda::export::csv;
//!
//! let table = csv::write(&["id", "says"], [["1".to_owned(), "=1+1, or \"2\"".to_owned()]]).unwrap();
//! assert_eq!(table, "id,says\n1,\"'=1+1, or \"\"2\"\"\"\n");
//! ```

use std::io::{self, Write};

use super::NotWritten;

/// A table of plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// What the columns are called.
    pub columns: Vec<String>,
    /// The lines; each has as many cells as there are columns.
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    /// Writes it as CSV.
    ///
    /// # Errors
    /// As [`write()`].
    pub fn csv(self) -> Result<String, NotWritten> {
        write(&self.columns, self.rows)
    }
}

/// Writes a table: what the columns are called, and the lines below.
///
/// # Errors
/// [`NotWritten`] if a line has more or fewer cells than there are columns.
pub fn write<R>(columns: &[impl AsRef<str>], rows: impl IntoIterator<Item = R>) -> Result<String, NotWritten>
where
    R: IntoIterator<Item = String>,
{
    let failed = |error: &dyn std::fmt::Display| NotWritten(format!("the table cannot be written: {error}"));
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    // The name of a file can stand in the head of a column.
    writer.write_record(columns.iter().map(|column| defused(column.as_ref().to_owned()))).map_err(|e| failed(&e))?;
    for row in rows {
        writer.write_record(row.into_iter().map(defused)).map_err(|e| failed(&e))?;
    }
    let bytes = writer.into_inner().map_err(|e| failed(&e))?;
    String::from_utf8(bytes).map_err(|e| failed(&e))
}

/// A table that is written row by row, wherever it goes.
pub struct Rows<W: Write>(::csv::Writer<W>);

impl<W: Write> std::fmt::Debug for Rows<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Rows")
    }
}

impl<W: Write> Rows<W> {
    /// One without a row, and without a head.
    pub fn new(out: W) -> Rows<W> {
        Rows(::csv::Writer::from_writer(out))
    }

    /// Adds a row of so many cells as the first one.
    ///
    /// # Errors
    /// If it cannot be written, or has another number of cells.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) -> io::Result<()> {
        Ok(self.0.write_record(cells.into_iter().map(defused))?)
    }

    /// What it was written to, with all of it.
    ///
    /// # Errors
    /// If the last rows cannot be written.
    pub fn into_inner(self) -> io::Result<W> {
        self.0.into_inner().map_err(|error| io::Error::other(error.to_string()))
    }
}

/// A cell that a spreadsheet would run as a formula gets an apostrophe, as OWASP advises against CSV injection.
fn defused(cell: String) -> String {
    let runs = cell.starts_with(['=', '+', '@', '\t', '\r']) || (cell.starts_with('-') && cell.len() > 1);
    if runs { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_runs_and_every_cell_reads_back() {
        let cells = ["=1", "+1", "-1", "@a", "\tb", "-", "a \"b\"", "c,\r\nd", ""].map(str::to_owned);
        let sheet = Sheet { columns: vec!["=head".to_owned(); cells.len()], rows: vec![cells.to_vec()] };
        let table = sheet.csv().unwrap();
        let mut reader = ::csv::Reader::from_reader(table.as_bytes());
        assert_eq!(reader.headers().unwrap().get(0), Some("'=head"));
        let row = reader.records().next().unwrap().unwrap();
        assert_eq!(row, vec!["'=1", "'+1", "'-1", "'@a", "'\tb", "-", "a \"b\"", "c,\r\nd", ""]);
        assert!(write(&["a", "b"], [vec!["1".to_owned()]]).is_err());
    }
}
