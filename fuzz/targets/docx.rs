#![no_main]

use libfuzzer_sys::fuzz_target;
use servanda::read::{Format, Revisions};
use servanda_fuzz::pack;

// Changing a byte of a zip only breaks its sums. So the input is the parts themselves, which are packed here; an input that
// begins as a zip does is read as it is.
fuzz_target!(|data: &[u8]| {
    let packed;
    let bytes = if data.starts_with(b"PK") {
        data
    } else {
        packed = pack::docx(data);
        &packed
    };
    servanda_fuzz::judge(bytes, Format::Docx);
    servanda_fuzz::judge_as(bytes, Format::Docx, Revisions::Original);
});
