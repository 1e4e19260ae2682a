//! `trace --all` on whole folders: files that grow and can be gone on with, shares, and folders full of rubbish.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::harness::{program, servanda};

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples")
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_file_of_a_stopped_run_is_gone_on_with() {
    let folder = tempfile::tempdir().unwrap();
    let (whole, file) = (folder.path().join("whole.jsonl"), folder.path().join("passages.jsonl"));
    let part = folder.path().join("passages.jsonl.part");
    let examples = examples();
    let trace = |more: &[&str], file: &Path| {
        servanda(&[&["trace", "--all", path(&examples), "--output", path(file)], more].concat())
    };
    assert_eq!(trace(&["--jsonl"], &whole).status, 0);
    let complete = fs::read(&whole).unwrap();
    // Cut anywhere, in a line as well as between two.
    for cut in [0, 1, complete.len() / 2, complete.len()] {
        fs::write(&part, &complete[..cut]).unwrap();
        let told = trace(&["--jsonl"], &file);
        assert!(told.status == 2 && told.stderr.contains("--resume goes on with it"), "{}", told.stderr);
        let run = trace(&["--jsonl", "--resume"], &file);
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert!(fs::read(&file).unwrap() == complete && !part.exists());
        fs::remove_file(&file).unwrap();
    }
    let nothing = trace(&["--jsonl", "--resume"], &file);
    assert!(nothing.status == 0 && nothing.stderr.contains("nothing to go on with"), "{}", nothing.stderr);
    assert_eq!(fs::read(&file).unwrap(), complete);
    let again = trace(&["--jsonl"], &file);
    assert!(again.status == 2 && again.stderr.contains("exists"), "{}", again.stderr);
    // What was made of something else is not gone on with, and not touched.
    for other in [&["--jsonl", "--least-words", "20", "--resume"][..], &["--csv", "--resume"]] {
        fs::remove_file(&file).unwrap_or(());
        fs::write(&part, &complete[..complete.len() - 5]).unwrap();
        let run = trace(other, &file);
        assert!(run.status == 2 && run.stderr.contains("with other options"), "{}", run.stderr);
        assert_eq!(fs::read(&part).unwrap(), complete[..complete.len() - 5]);
    }
    let longer = [complete.as_slice(), b"more"].concat();
    fs::write(&part, longer).unwrap();
    let run = trace(&["--jsonl", "--resume"], &file);
    assert!(run.status == 2 && run.stderr.contains("more in the part") && !file.exists(), "{}", run.stderr);
}

/// Many model texts, of a few sentences in different orders.
fn many(folder: &Path, texts: usize) {
    let sentence = |n: usize| {
        (0..24).map(|word| format!("w{} ", (n * 7919 + word * word * 31 + word * n) % 5000)).collect::<String>() + ".\n"
    };
    for text in 0..texts {
        let words: String = (0..40).map(|n| sentence((text * (n + 3) + n * n) % 97)).collect();
        fs::write(folder.join(format!("text-{text:04}.txt")), words).unwrap();
    }
}

/// Ctrl-C ends a run soon, with words, as a signal does, and loses nothing.
#[cfg(unix)]
#[test]
fn a_run_that_is_interrupted_loses_nothing() {
    use std::os::unix::process::ExitStatusExt as _;
    let folder = tempfile::tempdir().unwrap();
    many(folder.path(), 400);
    let file = folder.path().join("passages.jsonl");
    let arguments = ["trace", "--all", path(folder.path()), "--jsonl", "--output", path(&file)];
    let part = folder.path().join("passages.jsonl.part");
    let mut child = program().args(arguments).stderr(std::process::Stdio::piped()).spawn().unwrap();
    let start = Instant::now();
    while !part.exists() && start.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(2));
    }
    let kill = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(kill.is_ok_and(|status| status.success()), "the run was over before it could be interrupted");
    let status = child.wait().unwrap();
    assert_eq!(status.signal(), Some(2), "{status}");
    let mut told = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut told).unwrap();
    assert!(told.contains("stopped on request") && told.contains("--resume"), "{told}");
    let kept = fs::read_to_string(&part).unwrap();
    assert!(kept.is_empty() || kept.ends_with('\n'));
    let run = servanda(&[&arguments[..], &["--resume"]].concat());
    assert!(run.status == 0, "{}", run.stderr);
    let whole = folder.path().join("whole.jsonl");
    let again = servanda(&["trace", "--all", path(folder.path()), "--jsonl", "--output", path(&whole)]);
    assert_eq!(again.status, 0);
    assert!(fs::read(&file).unwrap() == fs::read(&whole).unwrap());
}

#[test]
fn shares_are_told_in_every_form() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["lakes-2024.en.md", "lakes-2026.en.md"] {
        fs::copy(examples().join(name), folder.path().join(name)).unwrap();
    }
    fs::copy(examples().join("lakes-2024.en.md"), folder.path().join("twin.md")).unwrap();
    let matrix = |form: &[&str]| {
        let run = servanda(&[&["trace", "--all", path(folder.path()), "--matrix"], form].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout
    };
    let page = matrix(&[]);
    assert!(page.contains("83.3 %") && page.contains("3 texts:") && page.contains("who took from whom is not said"));
    let table = matrix(&["--csv"]);
    assert!(table.starts_with("a,b,a_words,shared_words,share,best_source\n"), "{table}");
    assert!(table.contains("lakes-2026.en.md,365,304,0.833,undated\n"), "{table}");
    assert!(table.contains("lakes-2024.en.md,365,365,1.000,copy\n"), "{table}");
    let lines: Vec<Value> = matrix(&["--jsonl"]).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines.len() == 2 && lines[0]["shared"][0]["share"] == 0.833, "{lines:?}");
    let whole: Value = serde_json::from_str(&matrix(&["--json"])).unwrap();
    assert!(whole["families"][0].as_array().unwrap().len() == 3 && whole["texts"][0] == lines[0], "{whole}");
    let file = folder.path().join("shares.parquet");
    matrix(&["--parquet", "--output", path(&file)]);
    let bytes = fs::read(&file).unwrap();
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
}

#[test]
fn folders_of_rubbish_end_soon_and_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let run = || servanda(&["trace", "--all", path(folder.path()), "--jsonl"]);
    let told = run();
    assert!(told.status == 2 && told.stderr.contains("there are no texts in it"), "{}", told.stderr);
    fs::copy(examples().join("lakes-2024.en.md"), folder.path().join("a.md")).unwrap();
    let told = run();
    assert!(told.status == 2 && told.stderr.contains("no other to trace it through"), "{}", told.stderr);
    // Neither bytes of no text, nor a file that vanished, keep others from being traced.
    let noise: Vec<u8> = (0..200_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for name in ["noise.txt", "noise.pdf", "noise.docx"] {
        fs::write(folder.path().join(name), &noise).unwrap();
    }
    fs::write(folder.path().join("empty.txt"), b"").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("gone.txt", folder.path().join("vanished.txt")).unwrap();
    fs::copy(examples().join("lakes-2026.en.md"), folder.path().join("b.md")).unwrap();
    let told = run();
    assert!(told.status == 0 && told.stdout.contains("b.md"), "{}", told.stderr);
    for name in ["noise.txt", "noise.pdf", "noise.docx"] {
        assert!(told.stderr.contains(name), "{name}: {}", told.stderr);
    }
    #[cfg(unix)]
    assert!(told.stderr.contains("vanished.txt cannot be read"), "{}", told.stderr);
}

#[test]
fn thousands_of_copies_and_one_word_without_end_are_soon_done() {
    let folder = tempfile::tempdir().unwrap();
    let (copies, words) = (folder.path().join("copies"), folder.path().join("words"));
    fs::create_dir(&copies).unwrap();
    fs::create_dir(&words).unwrap();
    let clause = "Each Party shall notify the other Parties of any incident on the lake without delay and in writing.";
    for n in 0..10_000 {
        fs::write(copies.join(format!("{n}.txt")), clause).unwrap();
    }
    let start = Instant::now();
    let run = servanda(&["trace", "--all", path(&copies), "--jsonl"]);
    assert!(run.status == 0 && run.stdout.lines().count() == 9_999, "{}", run.stderr);
    let run = servanda(&["trace", "--all", path(&copies), "--matrix", "--csv"]);
    assert!(run.status == 0 && run.stdout.lines().count() == 10_000, "{}", run.stderr);
    // The whole measure of this is a hundred megabytes; two are enough to see that cost does not grow with the square.
    fs::write(words.join("a.txt"), "shall ".repeat(350_000)).unwrap();
    fs::write(words.join("b.txt"), "shall ".repeat(340_000)).unwrap();
    for more in [&["--jsonl"][..], &["--matrix", "--csv"]] {
        let run = servanda(&[&["trace", "--all", path(&words)], more].concat());
        assert!(run.status == 0 && !run.stdout.is_empty(), "{}", run.stderr);
    }
    assert!(start.elapsed() < Duration::from_secs(120), "{:?}", start.elapsed());
}
