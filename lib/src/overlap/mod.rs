//! Who shares what: which promises groups of states have in common, and what a broader agreement could rest on.
//!
//! In: a landscape, parties or groups, and a day. Out: common ground as formal concepts (a set of parties with exactly the
//! promises that all of them have made; Ganter and Wille, *Formal Concept Analysis*, 1999) with how certain each is, how far
//! it is from vanishing, and which further promise, made by whom, would widen it most ([`common_ground()`]). This room refuses
//! to count what was only proposed, to take a promise to one partner for one to all, and to guess: where the landscape does
//! not know whether a party has promised something, it says between which sets the truth lies.
//!
//! [`formal`] has what of this is mathematics, for contexts of any kind: concepts, their order, the rules that hold.

pub mod formal;
mod ground;
mod scale;

pub use formal::{Bits, Context};
pub use ground::{AlsoPromised, Bloc, Breaking, CommonGround, Concept, Edge, OneShort, Shared, common_ground};
pub use scale::{Attribute, Cell, Known, Partner, Scaled, Wanted, WantedError, scale};
