//! tmp
use servanda::{holding, read};
fn main() {
    let (mut n, mut plain, mut bad, mut bytes) = (0, 0, 0, 0usize);
    for arg in std::env::args().skip(1) {
        let Ok(data) = std::fs::read(&arg) else { continue };
        let doc = read::read(&arg, &data, &read::Options::default());
        for part in 0..doc.texts.len() {
            let w = holding::markdown(&doc, part);
            n += 1;
            bytes += w.text.len();
            plain += usize::from(!w.marked);
            if !w.differs.is_empty() {
                bad += 1;
                println!("{arg} {part}: {:?}", &w.differs[..w.differs.len().min(5)]);
            }
            if let Ok(dir) = std::env::var("OUT") {
                let stem = std::path::Path::new(&arg).file_stem().unwrap().to_string_lossy().into_owned();
                std::fs::write(format!("{dir}/{stem}.{part}.md"), &w.text).unwrap();
            }
        }
    }
    println!("{n} texts, {plain} plain, {bad} differ, {bytes} bytes");
}
