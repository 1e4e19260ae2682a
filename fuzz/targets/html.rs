#![no_main]

use libfuzzer_sys::fuzz_target;
use servanda::read::{Format, Revisions};

// A page may mark what was inserted and struck, as Word does.
fuzz_target!(|data: &[u8]| {
    servanda_fuzz::judge(data, Format::Html);
    if data.windows(4).any(|w| w == b"<ins" || w == b"<del") {
        servanda_fuzz::judge_as(data, Format::Html, Revisions::Original);
    }
});
