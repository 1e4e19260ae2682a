//! tmp
#[test]
fn show() {
    let Ok(f) = std::env::var("F") else { return };
    let e = super::extract(&std::fs::read(f).unwrap());
    for l in &e.lines { println!("{:?} {:?} {:?}\n    {}", l.place, l.role, l.style, e.words(l)); }
    for n in &e.notes { println!("{n:?} {:?} | {:?}", n.reference.clone().map(|r| &e.text[r.start.saturating_sub(20)..r.end]), &e.text[n.span.clone()]); }
    for (r, t) in &e.links { println!("{:?} {t}", &e.text[r.clone()]); }
    for d in &e.diagnostics { println!("{} {} {:?}", d.code, d.message, d.hints); }
    println!("{:?} {:?}", e.title, e.language);
}
