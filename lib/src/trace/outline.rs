//! What must be known of a text to name the places of its passages, in a hundredth of the room that the text takes.

use super::OnShelf;
use crate::model::Date;

/// Name and date of a text and addresses of its units, without its words.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    /// Name of the file, or id of the instrument.
    pub name: String,
    /// When it was made, if that is known.
    pub date: Option<Date>,
    /// What could not be read.
    pub trouble: Option<String>,
    /// First byte, one past the last, and the unit that contains it, of each unit in their order.
    units: Vec<(u32, u32, Option<u32>)>,
    /// Addresses of all units one behind the other, and where each ends.
    addresses: (String, Vec<u32>),
}

impl Outline {
    /// The outline of a text.
    #[must_use]
    pub fn of(text: &OnShelf) -> Outline {
        let units = text.document.as_ref().map_or(&[][..], |document| document.units.as_slice());
        let (mut addresses, mut ends) = (String::new(), Vec::with_capacity(units.len()));
        for unit in units {
            addresses.push_str(&unit.address);
            ends.push(addresses.len() as u32);
        }
        addresses.shrink_to_fit();
        let place = |unit: &crate::read::ReadUnit| {
            (unit.start as u32, unit.end as u32, unit.parent_index.map(|parent| parent as u32))
        };
        Outline {
            name: text.name.clone(),
            date: text.date,
            trouble: text.trouble.clone(),
            units: units.iter().map(place).collect(),
            addresses: (addresses, ends),
        }
    }

    /// Address of the innermost unit that holds a byte.
    #[must_use]
    pub fn address(&self, at: usize) -> Option<&str> {
        let after = self.units.partition_point(|unit| unit.0 as usize <= at);
        let mut number = after.checked_sub(1);
        while let Some((_, _, parent)) =
            number.and_then(|n| self.units.get(n)).filter(|(_, end, _)| *end as usize <= at)
        {
            number = parent.map(|parent| parent as usize);
        }
        let (number, (addresses, ends)) = (number?, &self.addresses);
        let start = number.checked_sub(1).and_then(|n| ends.get(n)).copied().unwrap_or(0);
        addresses.get(start as usize..*ends.get(number)? as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{self, Options};

    #[test]
    fn every_byte_has_the_address_that_the_text_gives_it() {
        let source = "# Model Agreement\n\n## Article 1\n\n1. Each Party acts.\n\n(a) soon;\n\n(b) well.\n\n2. No Party waits.\n\n\
            ## Article 2\n\nThe lake is kept clean.\n";
        let document = read::read("model.md", source.as_bytes(), &Options::default());
        let text = OnShelf::of("model.md".to_owned(), document);
        let outline = Outline::of(&text);
        assert!(outline.units.len() > 4);
        for at in 0..source.len() {
            assert_eq!(outline.address(at), text.address(at), "{at}");
        }
    }
}
