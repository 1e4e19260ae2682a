#![no_main]

use libfuzzer_sys::fuzz_target;
use servanda::read::Format;
use servanda_fuzz::pack;

// An input that begins as a PDF does is read as it is; anything else is the words and fonts of a page, for which a sound file
// is put around it.
fuzz_target!(|data: &[u8]| {
    if data.starts_with(b"%PDF") {
        servanda_fuzz::judge(data, Format::Pdf);
    } else {
        servanda_fuzz::judge(&pack::pdf(data), Format::Pdf);
    }
});
