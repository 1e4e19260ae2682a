//! Prints the units of files as an outline.
#![allow(clippy::print_stdout, clippy::unwrap_used)]
fn main() {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap();
        let document = servanda::read::read(&path, &bytes, &servanda::read::Options::default());
        for unit in &document.units {
            let text: String = unit.text.replace('\n', " ¶ ").chars().take(60).collect();
            println!(
                "{}{} [{:?}] {:?} {} | {}",
                "  ".repeat(unit.depth),
                unit.address,
                unit.kind,
                unit.label,
                unit.heading.as_deref().unwrap_or(""),
                text
            );
        }
        for d in &document.diagnostics {
            println!("{}: {}: {}", document.place(d.span), d.code, d.message);
        }
    }
}
