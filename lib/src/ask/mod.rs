//! Who has promised what to whom, on a day.
//!
//! In: a landscape and a question (an act, perhaps a party, a party it is done to, an object, a kind of actor, a day). Out: an
//! [`Answer`]: the clauses that speak to it with their strength on that day, their hedges as questions to be settled, the
//! clauses that nearly do and why not, what is not coded, and what turns on a value that nobody has verified. Also what a
//! party has promised ([`promises()`]), two sides beside each other ([`side_by_side`]), and where texts are silent ([`silence()`]).
//! This room refuses to say that something is legal, illegal, kept or broken, and it never takes absence from the landscape
//! for absence from the law.
//!
//! ```
//! use servanda::{ask, landscape, model::Day};
//!
//! let opened = landscape::built_in();
//! let mut question = ask::Question::about("ict-attack-ci", Day::constant(2015, 12, 23));
//! question.by = Some("RU".to_owned());
//! question.toward = Some("US".to_owned());
//! question.object = Some("energy".to_owned());
//! let answer = ask::ask(&opened.landscape, &question).expect("the landscape knows these words");
//! assert_eq!(answer.findings[0].commitment, "gge-2015.13f");
//! assert_eq!(answer.findings[0].strength.word(), "voluntary");
//! ```

mod answer;
mod finding;
mod known;
mod linked;
mod promises;
mod question;
mod saved;
mod sides;
mod silence;
mod tests_of;

pub use answer::{Answer, ask};
pub use finding::{CaveatLine, Finding, TurnsOn};
pub use known::{NOTICE, NotCoded, SearchedCorpus, ToSettle};
pub use linked::Linked;
pub use promises::{Clause, Promises, Refusal, clause_of, promises};
pub use question::{Actor, Question, Unasked};
pub use saved::{differences, saved_question};
pub use sides::{Opposed, RefusedBySide, Side, SideHolding, SideRefusal, Sides, Uneven, UnevenSide, side_by_side};
pub use silence::{Closest, Heard, SearchedText, Silence, SilentIn, silence};
pub use tests_of::{Failed, NearMiss, Test, Tested};
