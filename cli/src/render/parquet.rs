//! Tables for programs that read columns: Apache Parquet, uncompressed.
//!
//! Only what a flat table needs of the format: pages of the first version, numbers as they are, words by the numbers of a
//! dictionary (names of documents come back in line after line), groups of rows each written when it is full. Compressing is
//! left to whoever stores the file. The crate that does all of the format takes a minute to build.

use std::collections::HashMap;
use std::io::{self, Write};

/// A column: its name and what stands in it.
pub(crate) type Column = (&'static str, Kind);

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Words, or nothing.
    Text,
    /// A whole number.
    Whole,
    /// A number with a point.
    Real,
}

impl Kind {
    fn number(self) -> i64 {
        match self {
            Kind::Text => BYTE_ARRAY,
            Kind::Whole => INT64,
            Kind::Real => DOUBLE,
        }
    }

    fn encoding(self) -> i64 {
        if self == Kind::Text { RLE_DICTIONARY } else { PLAIN }
    }
}

/// One cell of a row.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cell<'c> {
    /// Words, or nothing.
    Text(Option<&'c str>),
    /// A whole number.
    Whole(usize),
    /// A number with a point.
    Real(f64),
}

impl Cell<'_> {
    /// As a spreadsheet shows it.
    pub(crate) fn shown(&self) -> String {
        match self {
            Cell::Text(words) => words.unwrap_or("").to_owned(),
            Cell::Whole(number) => number.to_string(),
            Cell::Real(number) => format!("{number:.3}"),
        }
    }
}

/// Rows that are kept in memory before they are written.
const GROUP: usize = 1 << 17;
const MAGIC: &[u8; 4] = b"PAR1";

// Numbers of the format, by the names in its definition (parquet.thrift).
const INT64: i64 = 2;
const DOUBLE: i64 = 5;
const BYTE_ARRAY: i64 = 6;
const REQUIRED: i64 = 0;
const OPTIONAL: i64 = 1;
const UTF8: i64 = 0;
const PLAIN: i64 = 0;
const RLE: i64 = 3;
const RLE_DICTIONARY: i64 = 8;
const DATA_PAGE: i64 = 0;
const DICTIONARY_PAGE: i64 = 2;

/// What a group of rows has in one column.
#[derive(Default)]
struct Held {
    /// Numbers, eight bytes each; of words the dictionary.
    plain: Vec<u8>,
    /// Number of each word in the dictionary; nothing where there is none.
    words: Vec<Option<u32>>,
    numbers: HashMap<String, u32>,
}

/// Where a column of a group was written.
struct Chunk {
    dictionary: Option<usize>,
    data: usize,
    end: usize,
}

/// Writes a table row by row.
pub(crate) struct Writer<W> {
    out: W,
    at: usize,
    columns: Vec<Column>,
    held: Vec<Held>,
    rows: usize,
    groups: Vec<(usize, Vec<Chunk>)>,
}

impl<W: Write> Writer<W> {
    /// Begins a table.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub(crate) fn new(mut out: W, columns: &[Column]) -> io::Result<Writer<W>> {
        out.write_all(MAGIC)?;
        let held = columns.iter().map(|_| Held::default()).collect();
        Ok(Writer { out, at: MAGIC.len(), columns: columns.to_vec(), held, rows: 0, groups: Vec::new() })
    }

    /// Adds a row, whose cells are in the order of the columns and of their kinds.
    ///
    /// # Errors
    ///
    /// If it cannot be written, or the cells are not those of the columns.
    pub(crate) fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        let fits = |((_, kind), cell): (&Column, &Cell<'_>)| match cell {
            Cell::Text(_) => *kind == Kind::Text,
            Cell::Whole(_) => *kind == Kind::Whole,
            Cell::Real(_) => *kind == Kind::Real,
        };
        if cells.len() != self.columns.len() || !self.columns.iter().zip(cells).all(fits) {
            return Err(io::Error::other("a row does not have the cells of its table"));
        }
        for (held, cell) in self.held.iter_mut().zip(cells) {
            match cell {
                Cell::Whole(number) => held.plain.extend_from_slice(&(*number as u64).to_le_bytes()),
                Cell::Real(number) => held.plain.extend_from_slice(&number.to_le_bytes()),
                Cell::Text(None) => held.words.push(None),
                Cell::Text(Some(words)) => {
                    let number = held.numbers.get(*words).copied().unwrap_or_else(|| {
                        let number = held.numbers.len() as u32;
                        held.plain.extend_from_slice(&(words.len() as u32).to_le_bytes());
                        held.plain.extend_from_slice(words.as_bytes());
                        held.numbers.insert((*words).to_owned(), number);
                        number
                    });
                    held.words.push(Some(number));
                }
            }
        }
        self.rows += 1;
        if self.rows == GROUP { self.group() } else { Ok(()) }
    }

    /// Writes the rows that are held.
    fn group(&mut self) -> io::Result<()> {
        let rows = std::mem::take(&mut self.rows);
        let mut chunks = Vec::with_capacity(self.columns.len());
        for at in 0..self.columns.len() {
            let (Some((_, kind)), Some(held)) = (self.columns.get(at).copied(), self.held.get_mut(at)) else {
                continue;
            };
            let Held { plain, words, numbers } = std::mem::take(held);
            let mut data = plain;
            let mut dictionary = None;
            if kind == Kind::Text {
                dictionary = Some(self.page(DICTIONARY_PAGE, PLAIN, numbers.len(), &data)?);
                data = Vec::new();
                let mut levels = Vec::new();
                hybrid(&words.iter().map(|word| u32::from(word.is_some())).collect::<Vec<u32>>(), 1, &mut levels);
                data.extend_from_slice(&(levels.len() as u32).to_le_bytes());
                data.append(&mut levels);
                let width = (32 - (numbers.len().saturating_sub(1) as u32).leading_zeros()).max(1);
                data.push(width as u8);
                hybrid(&words.into_iter().flatten().collect::<Vec<u32>>(), width, &mut data);
            }
            let start = self.page(DATA_PAGE, kind.encoding(), rows, &data)?;
            chunks.push(Chunk { dictionary, data: start, end: self.at });
        }
        self.groups.push((rows, chunks));
        Ok(())
    }

    /// Writes a page behind its header, and says where it begins.
    fn page(&mut self, kind: i64, encoding: i64, values: usize, data: &[u8]) -> io::Result<usize> {
        let start = self.at;
        let mut header = Thrift::default();
        header.number(1, kind).number(2, data.len() as i64).number(3, data.len() as i64);
        if kind == DICTIONARY_PAGE {
            header.begin(7).number(1, values as i64).number(2, encoding).end();
        } else {
            header.begin(5).number(1, values as i64).number(2, encoding).number(3, RLE).number(4, RLE).end();
        }
        self.put(&header.finish())?;
        self.put(data)?;
        Ok(start)
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.at += bytes.len();
        self.out.write_all(bytes)
    }

    /// Ends the table with the account of what stands where.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub(crate) fn finish(mut self) -> io::Result<W> {
        if self.rows > 0 {
            self.group()?;
        }
        let mut footer = Thrift::default();
        footer.number(1, 1).list(2, self.columns.len() + 1);
        footer.element().words(4, "table").number(5, self.columns.len() as i64).end();
        for (name, kind) in &self.columns {
            let repetition = if *kind == Kind::Text { OPTIONAL } else { REQUIRED };
            footer.element().number(1, kind.number()).number(3, repetition).words(4, name);
            if *kind == Kind::Text {
                footer.number(6, UTF8);
            }
            footer.end();
        }
        footer.long(3, self.groups.iter().map(|group| group.0).sum()).list(4, self.groups.len());
        for (rows, chunks) in &self.groups {
            footer.element().list(1, chunks.len());
            let size = |chunk: &Chunk| chunk.end - chunk.dictionary.unwrap_or(chunk.data);
            for (chunk, (name, kind)) in chunks.iter().zip(&self.columns) {
                footer.element().long(2, chunk.data).begin(3).number(1, kind.number());
                footer.numbers(2, &[kind.encoding(), PLAIN, RLE]).names(3, name).number(4, 0).long(5, *rows);
                footer.long(6, size(chunk)).long(7, size(chunk)).long(9, chunk.data);
                if let Some(dictionary) = chunk.dictionary {
                    footer.long(11, dictionary);
                }
                footer.end().end();
            }
            footer.long(2, chunks.iter().map(size).sum()).long(3, *rows).end();
        }
        footer.words(6, concat!("servanda ", env!("CARGO_PKG_VERSION")));
        let footer = footer.finish();
        self.put(&footer)?;
        self.put(&(footer.len() as u32).to_le_bytes())?;
        self.put(MAGIC)?;
        self.out.flush()?;
        Ok(self.out)
    }
}

/// Small numbers, as runs of equal ones and as bits side by side.
fn hybrid(values: &[u32], width: u32, out: &mut Vec<u8>) {
    let equal = |rest: &[u32]| rest.iter().take_while(|value| rest.first() == Some(value)).count();
    let mut rest = values;
    while let Some(first) = rest.first() {
        let run = equal(rest);
        if run >= 8 {
            varint((run as u64) << 1, out);
            out.extend(first.to_le_bytes().iter().take(width.div_ceil(8) as usize));
            rest = rest.get(run..).unwrap_or_default();
            continue;
        }
        let groups = rest.chunks(8).enumerate();
        let groups = groups.take_while(|(n, _)| *n == 0 || equal(rest.get(n * 8..).unwrap_or_default()) < 8).count();
        varint((groups as u64) << 1 | 1, out);
        let packed = rest.get(..groups * 8).unwrap_or(rest);
        let (mut bits, mut held) = (0_u64, 0);
        for value in packed.iter().chain(std::iter::repeat_n(&0, groups * 8 - packed.len())) {
            bits |= u64::from(*value) << held;
            held += width;
            while held >= 8 {
                out.push(bits as u8);
                (bits, held) = (bits >> 8, held - 8);
            }
        }
        rest = rest.get(packed.len()..).unwrap_or_default();
    }
}

fn varint(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// The compact form of Thrift, in which headers and footers are written.
#[derive(Default)]
struct Thrift {
    bytes: Vec<u8>,
    /// Last field of each structure that is open, the innermost last.
    last: Vec<i64>,
    field: i64,
}

impl Thrift {
    fn field(&mut self, number: i64, kind: u8) {
        self.bytes.push(((number - self.field) as u8) << 4 | kind);
        self.field = number;
    }

    fn integer(&mut self, value: i64) {
        varint(((value << 1) ^ (value >> 63)) as u64, &mut self.bytes);
    }

    fn number(&mut self, field: i64, value: i64) -> &mut Thrift {
        self.field(field, 5);
        self.integer(value);
        self
    }

    fn long(&mut self, field: i64, value: usize) -> &mut Thrift {
        self.field(field, 6);
        self.integer(value as i64);
        self
    }

    fn string(&mut self, words: &str) -> &mut Thrift {
        varint(words.len() as u64, &mut self.bytes);
        self.bytes.extend_from_slice(words.as_bytes());
        self
    }

    fn words(&mut self, field: i64, words: &str) -> &mut Thrift {
        self.field(field, 8);
        self.string(words)
    }

    fn of(&mut self, field: i64, length: usize, kind: u8) {
        self.field(field, 9);
        if length < 15 {
            self.bytes.push((length as u8) << 4 | kind);
        } else {
            self.bytes.push(0xF0 | kind);
            varint(length as u64, &mut self.bytes);
        }
    }

    /// A list of structures, each of which begins with [`Thrift::element`].
    fn list(&mut self, field: i64, length: usize) -> &mut Thrift {
        self.of(field, length, 12);
        self
    }

    fn numbers(&mut self, field: i64, values: &[i64]) -> &mut Thrift {
        self.of(field, values.len(), 5);
        values.iter().for_each(|value| self.integer(*value));
        self
    }

    fn names(&mut self, field: i64, name: &str) -> &mut Thrift {
        self.of(field, 1, 8);
        self.string(name)
    }

    fn element(&mut self) -> &mut Thrift {
        self.last.push(std::mem::take(&mut self.field));
        self
    }

    fn begin(&mut self, field: i64) -> &mut Thrift {
        self.field(field, 12);
        self.element()
    }

    fn end(&mut self) -> &mut Thrift {
        self.bytes.push(0);
        self.field = self.last.pop().unwrap_or(0);
        self
    }

    fn finish(mut self) -> Vec<u8> {
        self.bytes.push(0);
        self.bytes
    }
}
