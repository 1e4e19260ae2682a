#![no_main]

use libfuzzer_sys::fuzz_target;
use servanda::read::Format;

fuzz_target!(|data: &[u8]| servanda_fuzz::judge(data, Format::Plain));
