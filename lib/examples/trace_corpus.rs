//! Traces all pairs of the texts below some folders, and says how long it took.
//!
//! `trace_corpus [--out FILE] [--times N] [--least-words N] [--most-texts N] FOLDER…` writes a line of JSON for each passage,
//! and tells the time of each step, the least time possible (reading and hashing every word once), and what was found.
//! `--times` reads every file that many times, with words changed by seed, to see how cost grows.

#![allow(clippy::print_stdout, clippy::print_stderr, clippy::indexing_slicing, clippy::expect_used, missing_docs)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Instant;

use rayon::prelude::*;
use servanda::model::Date;
use servanda::read::{Revisions, format};
use servanda::trace::{self, Control, NamedPassage, NamedPlace, Options, Source, Step};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (mut folders, mut out, mut times) = (Vec::new(), None, 1);
    let mut options = Options::default();
    while let Some(argument) = arguments.next() {
        let mut number = || arguments.next().and_then(|n| n.parse::<usize>().ok()).unwrap_or(1);
        match argument.as_str() {
            "--times" => times = number(),
            "--least-words" => options.least_words = number(),
            "--most-texts" => options.most_texts = number(),
            "--out" => out = arguments.next(),
            _ => folders.push(PathBuf::from(argument)),
        }
    }
    if folders.is_empty() {
        eprintln!("trace_corpus [--out FILE] [--times N] [--least-words N] [--most-texts N] FOLDER…");
        return;
    }
    let mut files = Vec::new();
    folders.iter().for_each(|folder| files_below(folder, &mut files));
    files.sort();
    let bytes: u64 = files.iter().filter_map(|f| f.metadata().ok()).map(|m| m.len()).sum::<u64>() * times as u64;
    let names: Vec<String> = (0..times)
        .flat_map(|n| files.iter().map(move |f| (n, f)))
        .map(|(n, f)| {
            let name = f.file_stem().unwrap_or_default().to_string_lossy();
            if n == 0 { name.into_owned() } else { format!("{name}~{n}") }
        })
        .collect();
    let load = |at: usize| {
        let (time, file) = (at / files.len(), &files[at % files.len()]);
        let mut source = light(file);
        if time > 0 {
            source.text = changed(&source.text, at as u64);
            source.skip.clear();
        }
        source
    };
    println!("{} texts, {:.1} MB in files; {} threads", names.len(), bytes as f64 / 1e6, rayon::current_num_threads());

    let start = Instant::now();
    let least: (u64, u64) = (0..names.len())
        .into_par_iter()
        .map(|at| floor(&load(at).text))
        .reduce(|| (0, 0), |x, y| (x.0 + y.0, x.1 ^ y.1));
    let floor = start.elapsed().as_secs_f64();
    println!("floor (read, hash every word): {floor:.2} s, {} words, {:x}", least.0, least.1);

    let start = Instant::now();
    let steps = Mutex::new(vec![]);
    let tell = |step: Step, _: usize, _: usize| {
        if let Ok(mut steps) = steps.lock()
            && steps.last().is_none_or(|(s, _)| *s != step)
        {
            steps.push((step, start.elapsed().as_secs_f64()));
        }
    };
    let control = Control { progress: Some(&tell), ..Control::default() };
    let file = out.map(|path| std::fs::File::create(path).expect("the file for the passages can be made"));
    let mut writer = file.map(|file| std::io::BufWriter::with_capacity(1 << 20, file));
    let mut figures: Vec<(f32, f32, u32)> = Vec::new();
    let summary = trace::trace(names.len(), &load, &options, &control, &mut |passage| {
        figures.push((passage.identity as f32, passage.formula as f32, passage.words as u32));
        let Some(writer) = &mut writer else { return Ok(()) };
        let place = |place: &trace::Place| (names[place.text].as_str(), place.bytes.clone());
        let named = |(document, bytes): (_, std::ops::Range<usize>)| NamedPlace {
            document,
            start: bytes.start,
            end: bytes.end,
            address: None,
            until: None,
        };
        let line = NamedPassage { passage, a: named(place(&passage.a)), b: named(place(&passage.b)) };
        serde_json::to_writer(&mut *writer, &line)?;
        writer.write_all(b"\n")
    })
    .expect("nothing stops it");
    drop(writer);
    let all = start.elapsed().as_secs_f64();
    println!("steps: {:?}", steps.lock().expect("one thread is left"));
    println!("trace: {all:.2} s, {:.1} MB/s, {:.1} times the floor", bytes as f64 / 1e6 / all, all / floor);
    println!("{summary:?}");
    let quantiles = |mut values: Vec<f32>| {
        values.sort_by(f32::total_cmp);
        [0.01, 0.1, 0.25, 0.5, 0.75, 0.9].map(|q| values.get((values.len() as f64 * q) as usize).copied())
    };
    println!("identity 1/10/25/50/75/90 %: {:?}", quantiles(figures.iter().map(|f| f.0).collect()));
    println!("formula  1/10/25/50/75/90 %: {:?}", quantiles(figures.iter().map(|f| f.1).collect()));
    println!("words    1/10/25/50/75/90 %: {:?}", quantiles(figures.iter().map(|f| f.2 as f32).collect()));
}

fn files_below(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|e| e.path()) {
        if path.is_dir() {
            files_below(&path, files);
        } else if path.extension().is_some_and(|e| e == "xml" || e == "md" || e == "txt") {
            files.push(path);
        }
    }
}

/// The words of a file, without its structure.
fn light(file: &Path) -> Source {
    let bytes = std::fs::read(file).unwrap_or_default();
    let name = file.to_string_lossy();
    let extract = format::extract(format::recognise(&name, &bytes), &bytes, Revisions::Accepted);
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096)).unwrap_or_default());
    let date = head.split_once("<date_signed>").and_then(|(_, rest)| Date::parse(rest.get(..10)?).ok());
    Source { text: extract.text, skip: extract.hidden, date }
}

/// A text with every tenth word or so put in another's place.
fn changed(text: &str, seed: u64) -> String {
    let mut random = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut held = "Party";
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(' ') {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        if random.is_multiple_of(10) {
            out.push_str(held);
            held = word;
        } else {
            out.push_str(word);
        }
    }
    out
}

/// Words and a hash of all of them: what no search can do without.
fn floor(text: &str) -> (u64, u64) {
    let (mut words, mut all, mut hash, mut inside) = (0, 0_u64, 0_u64, false);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || byte >= 0x80 {
            hash = (hash ^ u64::from(byte | 0x20)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            inside = true;
        } else if inside {
            all ^= hash;
            (words, hash, inside) = (words + 1, 0, false);
        }
    }
    (words, all)
}
