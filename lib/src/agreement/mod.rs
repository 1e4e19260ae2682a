//! How far coders agree, field by field, and where they do not.
//!
//! In: a landscape in which instruments have more than one coding. Out: Krippendorff's alpha for each field, once over the
//! clauses that coders have in common and once with "not coded" as a value of its own; every disagreement with what each
//! coder says and whether it has been reconciled. This room refuses to call agreement good or bad, and to give a number where
//! there is no variation to agree on.
//!
//! ```
//! use servanda::agreement::{Alpha, Scale, Value, alpha};
//!
//! let one = |word: &str| Some(Value::Word(word.to_owned()));
//! let units = [vec![one("duty"), one("duty")], vec![one("duty"), one("power")], vec![one("power"), one("power")]];
//! let Alpha { alpha: Some(alpha), values: 6, .. } = alpha(&units, Scale::Nominal) else { panic!() };
//! assert!((alpha - 0.444).abs() < 0.001);
//! ```

mod alpha;
mod matching;
mod report;

pub use alpha::{Alpha, Scale, Value, alpha};
pub use report::{Agreement, CoderValue, Disagreement, FieldAgreement, InstrumentAgreement, agreement};
