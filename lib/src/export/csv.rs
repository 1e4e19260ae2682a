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
    let mut table = String::new();
    // The name of a file can stand in the head of a column.
    line(columns.iter().map(|column| column.as_ref().to_owned()), &mut table);
    for row in rows {
        let cells = line(row, &mut table);
        if cells != columns.len() {
            let message = format!("the table cannot be written: {cells} cells for {} columns", columns.len());
            return Err(NotWritten(message));
        }
    }
    Ok(table)
}

/// Adds one line, and says how many cells it has. A writer of the crate for each line would cost ten times as much, and one
/// for all of them would hold back what was written.
pub fn line(cells: impl IntoIterator<Item = String>, table: &mut String) -> usize {
    let (from, mut count) = (table.len(), 0);
    for cell in cells.into_iter().map(defused) {
        table.push_str(if count > 0 { "," } else { "" });
        count += 1;
        if cell.contains([',', '"', '\r', '\n']) {
            table.push('"');
            table.push_str(&cell.replace('"', "\"\""));
            table.push('"');
        } else {
            table.push_str(&cell);
        }
    }
    // One empty cell must not look like no line.
    table.push_str(if table.len() == from { "\"\"\n" } else { "\n" });
    count
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
        // The crate writes the same.
        for cells in [row.iter().map(str::to_owned).collect(), vec![String::new()], vec![String::new(), "#".to_owned()]]
        {
            let mut writer = ::csv::Writer::from_writer(Vec::new());
            writer.write_record(&cells).unwrap();
            let mut table = String::new();
            line(cells.iter().map(|cell| cell.trim_start_matches('\'').to_owned()), &mut table);
            assert_eq!(table.into_bytes(), writer.into_inner().unwrap());
        }
    }
}
