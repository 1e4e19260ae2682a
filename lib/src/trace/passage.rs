//! A passage with both its places, and what became of a run.

use std::io;
use std::ops::Range;

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

/// One of the two places of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Number of the text in the order in which the texts were given.
    pub text: usize,
    /// Bytes of the text, from the first letter of the first word to the last one of the last.
    pub bytes: Range<usize>,
    /// Words in them.
    pub words: usize,
}

/// Which of two texts is the older one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The first.
    A,
    /// The second.
    B,
}

/// A stretch of words that two texts share.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// The place in the text that comes first: by date, and by the order in which they were given where dates do not tell.
    pub a: Place,
    /// The place in the other text.
    pub b: Place,
    /// Words that are equal and in the same order; where texts are looked at closely, the pieces of a passage may have changed
    /// places.
    pub words: usize,
    /// Those words as a share of the words of the longer place.
    pub identity: f64,
    /// Which text is certainly the older one; `None` if a date is not known, or not precise enough to tell.
    pub earlier: Option<Side>,
    /// How much of a formula the wording is, from 0 to 1: see [`crate::trace`].
    pub formula: f64,
    /// Families of texts that have the commonest six words of the passage; 63 for more.
    pub families: usize,
}

/// A place with the names that the caller knows, as it is written for programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NamedPlace<'n> {
    /// Name of the document.
    pub document: &'n str,
    /// First byte in the extracted text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Address of the unit in which it begins; `None` where the text was not read into units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<&'n str>,
    /// Address of the unit in which it ends, where that is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<&'n str>,
}

/// A passage as it is written for programs: one line of `trace --jsonl`.
#[derive(Debug, Clone)]
pub struct NamedPassage<'n> {
    /// The passage.
    pub passage: &'n Passage,
    /// Its first place.
    pub a: NamedPlace<'n>,
    /// Its second place.
    pub b: NamedPlace<'n>,
}

impl Serialize for NamedPassage<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Three places tell all that the figures are worth.
        let rounded = |value: f64| (value * 1000.0).round() / 1000.0;
        let mut object = serializer.serialize_struct("passage", 8)?;
        object.serialize_field("schema", "servanda.passage/1")?;
        object.serialize_field("a", &self.a)?;
        object.serialize_field("b", &self.b)?;
        object.serialize_field("words", &self.passage.words)?;
        object.serialize_field("identity", &rounded(self.passage.identity))?;
        object.serialize_field("earlier", &self.passage.earlier)?;
        object.serialize_field("formula", &rounded(self.passage.formula))?;
        object.serialize_field("families", &self.passage.families)?;
        object.end()
    }
}

impl NamedPassage<'_> {
    /// Adds the passage as a line of JSON. There may be millions of them, so this does by hand what [`Serialize`] says, in a
    /// third of the time.
    ///
    /// # Errors
    /// None that is known: letters are escaped by a function that could write to a disk.
    pub fn line(&self, out: &mut Vec<u8>) -> io::Result<()> {
        let passage = self.passage;
        out.extend_from_slice(b"{\"schema\":\"servanda.passage/1\",\"a\":{");
        self.a.fields(out)?;
        out.extend_from_slice(b"},\"b\":{");
        self.b.fields(out)?;
        out.extend_from_slice(b"},\"words\":");
        whole(passage.words, out);
        out.extend_from_slice(b",\"identity\":");
        thousandths(passage.identity, out);
        out.extend_from_slice(match passage.earlier {
            Some(Side::A) => b",\"earlier\":\"a\",\"formula\":",
            Some(Side::B) => b",\"earlier\":\"b\",\"formula\":",
            None => b",\"earlier\":null,\"formula\":",
        });
        thousandths(passage.formula, out);
        out.extend_from_slice(b",\"families\":");
        whole(passage.families, out);
        out.extend_from_slice(b"}\n");
        Ok(())
    }
}

impl NamedPlace<'_> {
    fn fields(&self, out: &mut Vec<u8>) -> io::Result<()> {
        out.extend_from_slice(b"\"document\":");
        serde_json::to_writer(&mut *out, self.document)?;
        out.extend_from_slice(b",\"start\":");
        whole(self.start, out);
        out.extend_from_slice(b",\"end\":");
        whole(self.end, out);
        if let Some(address) = self.address {
            out.extend_from_slice(b",\"address\":");
            serde_json::to_writer(&mut *out, address)?;
        }
        if let Some(until) = self.until {
            out.extend_from_slice(b",\"until\":");
            serde_json::to_writer(&mut *out, until)?;
        }
        Ok(())
    }
}

fn whole(number: usize, out: &mut Vec<u8>) {
    let mut digits = [0_u8; 20];
    let (mut rest, mut used) = (number, 0);
    for place in digits.iter_mut().rev() {
        *place = b'0' + (rest % 10) as u8;
        (rest, used) = (rest / 10, used + 1);
        if rest == 0 {
            break;
        }
    }
    out.extend_from_slice(digits.get(digits.len() - used..).unwrap_or_default());
}

/// A share with as many places as it needs, at most three.
fn thousandths(share: f64, out: &mut Vec<u8>) {
    let number = (share * 1000.0).round() as usize;
    whole(number / 1000, out);
    let [second, third] = [number / 10 % 10, number % 10].map(|digit| b'0' + digit as u8);
    let digits = [b'.', b'0' + (number / 100 % 10) as u8, second, third];
    let needed = if third != b'0' {
        4
    } else if second != b'0' {
        3
    } else {
        2
    };
    out.extend_from_slice(digits.get(..needed).unwrap_or_default());
}

/// What was looked at, and what was summarised.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Summary {
    /// Texts that were given.
    pub texts: usize,
    /// Words in them.
    pub words: usize,
    /// Texts that are word for word another one. They were not traced themselves; each gives one passage, with the first of
    /// its kind.
    pub copies: usize,
    /// Families of near copies, by which formulas are weighed.
    pub families: usize,
    /// Places of rows of six words that more texts share than were paired each with each. What consists of such rows alone is
    /// reported with the earliest text that has it, not between all.
    pub common_places: u64,
    /// Texts that have the commonest row of six words.
    pub most_texts: usize,
    /// Passages that were reported.
    pub passages: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_what_serde_writes() {
        let names = ["", "Model \"Agreement\".md", "a\\b\n\u{1}é"];
        for number in 0..=1000_usize {
            let share = (number as f64 / 1000.0 + 0.0004).min(1.0);
            let place = Place { text: 0, bytes: number..number * 7919, words: number };
            let (earlier, words) = ([None, Some(Side::A), Some(Side::B)][number % 3], number * number * 31);
            let passage = Passage {
                a: place.clone(),
                b: place,
                words,
                identity: share,
                earlier,
                formula: 1.0 - share,
                families: number % 64,
            };
            let named = |n: usize| NamedPlace {
                document: names[n % 3],
                start: n * 104_729,
                end: n,
                address: (n % 2 == 0).then_some(names[n / 2 % 3]),
                until: (n % 5 == 0).then_some("art2"),
            };
            let named = NamedPassage { passage: &passage, a: named(number), b: named(number + 1) };
            let mut line = Vec::new();
            named.line(&mut line).unwrap();
            assert_eq!(String::from_utf8(line).unwrap(), serde_json::to_string(&named).unwrap() + "\n");
        }
    }
}
