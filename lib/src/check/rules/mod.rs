//! The rules, one file each.

mod bad_link;
mod count_mismatch;
mod dead_rival;
mod duplicate_row;
mod empty_instrument;
mod held_text_unlisted;
mod implausible_group;
mod impossible_dates;
mod long_quote;
mod membership_for_listed_states;
mod missing_evidence;
mod orphan_commitment;
mod orphan_relation;
mod overlapping_standings;
mod quote_not_found;
mod standing_fits_kind;
mod taxonomy;
mod unexpected_answer;
mod unit_not_in_text;
mod unknown_reference;
mod unverified;

pub(super) use long_quote::MOST_WORDS;
pub(super) use quote_not_found::absent;
pub(super) use unit_not_in_text::{addresses, all_full};

use super::Rule;

/// All of them, in the order of their names.
pub(super) static RULES: &[Rule] = &[
    bad_link::RULE,
    count_mismatch::RULE,
    dead_rival::RULE,
    duplicate_row::RULE,
    empty_instrument::RULE,
    held_text_unlisted::RULE,
    implausible_group::RULE,
    impossible_dates::RULE,
    long_quote::RULE,
    membership_for_listed_states::RULE,
    missing_evidence::RULE,
    orphan_commitment::RULE,
    orphan_relation::RULE,
    overlapping_standings::RULE,
    quote_not_found::RULE,
    standing_fits_kind::RULE,
    taxonomy::RULE,
    unexpected_answer::RULE,
    unit_not_in_text::RULE,
    unknown_reference::RULE,
    unverified::RULE,
];
