//! An address that leads nowhere.

use std::collections::{HashMap, HashSet};

use crate::check::Rule;
use crate::check::listing::Listing;
use crate::check::nearest::Nearest;
use crate::check::rules::unit_not_in_text;
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::landscape::Landscape;
use crate::model::{Address, Instrument, Reference, UnitId};

const NAME: &str = "orphan-relation";

pub(super) const RULE: Rule = Rule {
    name: NAME,
    severity: Severity::Error,
    confidence: Confidence::High,
    summary: "A relation, event, position, mechanism or reading that points at an instrument or unit that is not there.",
    why: "A link that leads nowhere drops out of lineage and record without a word.",
    run,
};

fn run(landscape: &Landscape, found: &mut Vec<Diagnostic>) {
    let mut checker =
        Checker { landscape, listings: HashMap::new(), held: HashMap::new(), nearest: Nearest::default(), found };
    for instrument in &landscape.instruments {
        for relation in &instrument.relations {
            checker.address(&relation.to);
            if let Some(unit) = &relation.unit {
                checker.own_unit(instrument, unit);
            } else if *relation.to == *instrument.id {
                let message = format!("{} {} itself", instrument.id, relation.kind.active());
                checker.found.push(
                    Diagnostic::error(NAME, relation.to.span, message).hint("name the other instrument, or the units"),
                );
            }
        }
        for unit in instrument.readings.iter().flat_map(|reading| &reading.about) {
            checker.own_unit(instrument, unit);
        }
    }
    landscape.events.iter().flat_map(|event| &event.about).for_each(|to| checker.address(to));
    landscape.positions.iter().flat_map(|position| &position.about).for_each(|to| checker.address(to));
    landscape.mechanisms.iter().flat_map(|mechanism| &mechanism.legal_basis).for_each(|to| checker.address(to));
}

struct Checker<'l, 'f> {
    landscape: &'l Landscape,
    listings: HashMap<&'l str, Listing<'l>>,
    /// Addresses of the units of texts that are held, by instrument.
    held: HashMap<&'l str, HashSet<String>>,
    nearest: Nearest,
    found: &'f mut Vec<Diagnostic>,
}

impl<'l> Checker<'l, '_> {
    fn address(&mut self, written: &Reference) {
        let address = match Address::parse(written) {
            Ok(address) => address,
            Err(error) => {
                let message = format!("\"{written}\" is not an address: it {error}");
                self.found.push(Diagnostic::error(NAME, written.span, message).hint("write for example gge-2015/13/f"));
                return;
            }
        };
        let name = address.instrument.as_str();
        let Some(instrument) = self.landscape.instrument(name) else {
            let message = format!("\"{name}\" is not an instrument of this landscape");
            let diagnostic = Diagnostic::error(NAME, written.span, message);
            let nearest = self.nearest.to(name, |name| self.landscape.nearest_instrument(name).map(str::to_owned));
            self.found.push(match nearest {
                Some(nearest) => diagnostic.hint(format!("did you mean \"{nearest}\"?")),
                None => diagnostic.hint("add the instrument, or say in `note` what is meant"),
            });
            return;
        };
        if name != instrument.id {
            let message = format!("\"{name}\" is another name of {}", instrument.id);
            let mended =
                address.unit.as_ref().map_or(instrument.id.clone(), |unit| format!("{}/{unit}", instrument.id));
            self.found.push(Diagnostic::warning(NAME, written.span, message).hint(format!("write \"{mended}\"")));
        }
        if let Some(unit) = &address.unit {
            self.unit(instrument, unit.as_str(), written);
        }
    }

    /// A unit named inside its own instrument, so without the instrument's name.
    fn own_unit(&mut self, instrument: &'l Instrument, written: &Reference) {
        if UnitId::parse(written).is_err() {
            let message = format!("\"{written}\" cannot be a unit");
            self.found.push(Diagnostic::error(NAME, written.span, message).hint("write for example art4/1, 13/f"));
        } else if let Some(unit) = written.strip_prefix(instrument.id.as_str()).and_then(|rest| rest.strip_prefix('/'))
        {
            let message = format!("units of {} are named here without its name", instrument.id);
            self.found.push(Diagnostic::error(NAME, written.span, message).hint(format!("write \"{unit}\"")));
        } else {
            self.unit(instrument, written, written);
        }
    }

    fn unit(&mut self, instrument: &'l Instrument, unit: &str, written: &Reference) {
        let listing = self.listings.entry(&instrument.id).or_insert_with(|| Listing::of(instrument));
        if listing.allows(unit) {
            return;
        }
        // The words are read only where the rows leave a doubt, because reading costs more than all the rest.
        let held = self.held.entry(&instrument.id);
        if !held.or_insert_with(|| unit_not_in_text::addresses(instrument, self.landscape)).contains(unit) {
            let message = format!("{} lists its units, and \"{unit}\" is not among them", instrument.id);
            self.found.push(
                Diagnostic::warning(NAME, written.span, message)
                    .confidence(Confidence::Medium)
                    .hint("mend the address, or add a [[unit]] row to that instrument"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{findings, found_in, instrument};

    const UNITS: &str =
        "aliases_here\n[[unit]]\nid = \"art4/1\"\nkind = \"paragraph\"\n[[unit]]\nid = \"art5\"\nkind = \"article\"\n";

    fn found(relations: &str) -> Vec<(String, String)> {
        let base = instrument("treaty", UNITS).replace("aliases_here\n", "");
        let target = format!("aliases = [\"old-name\"]\n{base}");
        let own = instrument("treaty", &format!("[[unit]]\nid = \"13\"\nkind = \"paragraph\"\n{relations}"));
        let files = [("instruments/target/instrument.toml", target.as_str()), ("instruments/a/instrument.toml", &own)];
        findings(&RULE, &files).into_iter().map(|f| (f.message, f.hints[0].clone())).collect()
    }

    fn relation(to: &str) -> String {
        format!("[[relation]]\ntype = \"cites\"\nto = \"{to}\"\n")
    }

    #[test]
    fn instruments_that_are_not_there_and_names_that_are_not_ids() {
        let found = found(&[relation("taget"), relation("old-name/art5"), relation("T/1"), relation("a")].concat());
        let expected = [
            ("\"taget\" is not an instrument of this landscape", "did you mean \"target\"?"),
            ("\"old-name\" is another name of target", "write \"target/art5\""),
            (
                "\"T/1\" is not an address: it does not begin with an id of lower-case letters, digits and single hyphens",
                "write for example gge-2015/13/f",
            ),
            ("a cites itself", "name the other instrument, or the units"),
        ];
        assert_eq!(found, expected.map(|(m, h)| (m.to_owned(), h.to_owned())));
    }

    #[test]
    fn units_are_held_against_a_list_only_as_deep_as_it_goes() {
        let wrong = found(&[relation("target/art4/7"), relation("target/art6")].concat());
        assert_eq!(wrong.len(), 2, "{wrong:?}");
        assert_eq!(wrong[0].0, "target lists its units, and \"art4/7\" is not among them");
        let near = ["target", "target/art4", "target/art4/1", "target/art4/1/a", "target/art5/2"].map(relation);
        assert!(found(&near.concat()).is_empty());
    }

    #[test]
    fn a_unit_of_the_held_text_is_there_without_being_listed() {
        let rows = format!("{UNITS}{}", "[[text]]\nlang = \"en\"\nstate = \"part\"\n").replace("aliases_here\n", "");
        let text = "## Article 6\n\n1. The Parties shall keep it.\n";
        let own = instrument("treaty", &[relation("target/art6/1"), relation("target/art7")].concat());
        let files = [
            ("instruments/target/instrument.toml", &*instrument("treaty", &rows)),
            ("instruments/target/text.en.md", text),
            ("instruments/a/instrument.toml", &own),
        ];
        let found: Vec<String> = findings(&RULE, &files).into_iter().map(|f| f.message).collect();
        assert_eq!(found, ["target lists its units, and \"art7\" is not among them"]);
    }

    #[test]
    fn own_units_are_named_without_the_instrument() {
        let own = |unit: &str| found(&format!("{}unit = \"{unit}\"\n", relation("target")));
        assert_eq!(own("14")[0].0, "a lists its units, and \"14\" is not among them");
        assert_eq!(own("a/13")[0].1, "write \"13\"");
        assert!(own("13/f").is_empty());
        assert!(found_in(&RULE, &format!("{}unit = \"7\"\n", relation("a"))).is_empty(), "no units are listed");
    }
}
