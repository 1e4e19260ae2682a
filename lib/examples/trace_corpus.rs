//! Traces all pairs of the texts below some folders, and says how long it took.
//!
//! `trace_corpus [--out FILE] [--times N] [--least-words N] [--most-texts N] [--memory MB] [--matrix] FOLDER…` writes a line of
//! JSON for each passage, and tells the time of each step, the least time possible (reading and hashing every word once), the
//! memory that was needed, and what was found. `--times` reads every file that many times, all but once with words changed by
//! seed, to see how cost grows. `--memory` is for runs that wait; beyond it they go to files. `--matrix` reckons shares
//! instead.

// A measuring tool may fail where it stands.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    missing_docs
)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Instant;

use rayon::prelude::*;
use servanda::model::Date;
use servanda::read::{Revisions, format};
use servanda::trace::{self, Control, NamedPassage, NamedPlace, Options, Source, Step, shares};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (mut folders, mut out, mut times) = (Vec::new(), None, 1);
    let mut options = Options::default();
    let mut matrix = false;
    while let Some(argument) = arguments.next() {
        let mut number = || arguments.next().and_then(|n| n.parse::<usize>().ok()).unwrap_or(1);
        match argument.as_str() {
            "--times" => times = number(),
            "--least-words" => options.least_words = number(),
            "--most-texts" => options.most_texts = number(),
            "--memory" => options.room.memory = number() << 20,
            "--matrix" => matrix = true,
            "--out" => out = arguments.next(),
            _ => folders.push(PathBuf::from(argument)),
        }
    }
    if folders.is_empty() {
        eprintln!(
            "trace_corpus [--out FILE] [--times N] [--least-words N] [--most-texts N] [--memory MB] [--matrix] FOLDER…"
        );
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
    if matrix {
        let (mut pairs, mut best) = (0, Vec::new());
        let collection = shares::shares(names.len(), &load, shares::USUAL, &control, &mut |sharing| {
            pairs += sharing.shared.len();
            best.extend(sharing.best.map(|b| b.words as f64 / sharing.words.max(1) as f64));
            Ok(())
        });
        let all = start.elapsed().as_secs_f64();
        println!("shares: {all:.2} s, {:.1} MB/s, {pairs} pairs, {} of memory", bytes as f64 / 1e6 / all, memory());
        let families = collection.expect("nothing stops it").families.len();
        let count = |least: f64| best.iter().filter(|share| **share >= least).count();
        println!("{families} families; best source has 50/80/95 % of {}/{}/{}", count(0.5), count(0.8), count(0.95));
        return;
    }
    let mut text = Vec::new();
    let mut figures = [vec![0_usize; 1001], vec![0; 1001], vec![0; 10_001]];
    let summary = trace::trace(names.len(), &load, &options, &control, &mut |passage| {
        figures[0][(passage.identity * 1000.0) as usize] += 1;
        figures[1][(passage.formula * 1000.0) as usize] += 1;
        figures[2][passage.words.min(10_000)] += 1;
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
        text.clear();
        serde_json::to_writer(&mut text, &line)?;
        text.push(b'\n');
        writer.write_all(&text)
    })
    .expect("nothing stops it");
    drop(writer);
    let all = start.elapsed().as_secs_f64();
    println!("steps: {:?}", steps.lock().expect("one thread is left"));
    println!("trace: {all:.2} s, {:.1} MB/s, {:.1} times the floor", bytes as f64 / 1e6 / all, all / floor);
    println!("{summary:?}");
    println!("{} of memory", memory());
    for (name, counts) in ["identity (of 1000)", "formula (of 1000)", "words"].into_iter().zip(figures) {
        let all = counts.iter().sum::<usize>() as f64;
        let quantile = |share: f64| {
            let sums = counts.iter().scan(0, |sum, count| {
                *sum += count;
                Some(*sum as f64)
            });
            sums.take_while(|sum| *sum <= all * share).count()
        };
        println!("{name} 1/10/25/50/75/90 %: {:?}", [0.01, 0.1, 0.25, 0.5, 0.75, 0.9].map(quantile));
    }
}

/// The most memory that the program had, where the system tells it.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kilobytes.map_or("an unknown amount".to_owned(), |k| format!("{:.0} MB", k / 976.6))
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
