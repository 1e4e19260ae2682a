//! The founding articles' claims about where words come from, read off `trace` on the texts that lie beside the repository.
//!
//! Numbers are those of the list of claims. Of the Code of 2015 no text is held, so a draft stands for it that quotes a few
//! of its words, as the articles do.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::harness::servanda;

fn texts(test: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/texts");
    if !path.exists() {
        eprintln!("SKIPPED {test}: the material ../shared/texts is not here");
        return None;
    }
    Some(path)
}

/// Passages that a text shares with others: name of the other's folder, its address and that of the traced text, words of the
/// traced text from the passage, and the passage.
fn traced(file: &Path, against: &[PathBuf], least: &str) -> Vec<(String, String, String, String, Value)> {
    let mut arguments = vec!["trace", file.to_str().unwrap(), "--jsonl", "--least-words", least, "--against"];
    arguments.extend(against.iter().map(|path| path.to_str().unwrap()));
    let run = servanda(&arguments);
    let bytes = std::fs::read_to_string(file).unwrap();
    let passages = run.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    passages
        .map(|passage| {
            let is_a = passage["a"]["document"] == file.to_str().unwrap();
            let (own, other) = if is_a { ("a", "b") } else { ("b", "a") };
            let text = |side: &str, key: &str| passage[side][key].as_str().unwrap_or("").to_owned();
            let at = |key: &str| passage[own][key].as_u64().unwrap() as usize;
            let folder = Path::new(&text(other, "document")).parent().unwrap().file_name().unwrap().to_owned();
            let words = bytes[at("start")..at("end")].to_owned();
            (
                folder.to_string_lossy().into_owned(),
                text(other, "address"),
                text(own, "address"),
                words,
                passage.clone(),
            )
        })
        .collect()
}

/// The line of the summit's texts in which a passage stands: the file has single paragraphs of two documents, which are not
/// read as one.
fn line_of(folder: &Path, passage: &Value) -> String {
    let text = std::fs::read_to_string(folder.join("wsis-2003-2005/en.txt")).unwrap();
    let is_summit = |side: &&str| passage[*side]["document"].as_str().unwrap().contains("wsis");
    let side = ["a", "b"].into_iter().find(is_summit).unwrap();
    let at = passage[side]["start"].as_u64().unwrap() as usize;
    text[text[..at].rfind('\n').map_or(0, |n| n + 1)..].lines().next().unwrap().to_owned()
}

fn in_folder(folder: &Path, ids: &[&str]) -> Vec<PathBuf> {
    ids.iter().map(|id| folder.join(id).join("en.txt")).collect()
}

/// Claim 90: words of the Code are said to be in paragraph 26 of the report of 2015. They are the Charter's; the Code of 2011
/// shares fewer of them.
#[test]
fn paragraph_26_has_its_words_from_the_charter() {
    let Some(folder) = texts("paragraph_26_has_its_words_from_the_charter") else { return };
    let report = folder.join("gge-2015/en.txt");
    let found = traced(&report, &in_folder(&folder, &["un-charter-1945", "code-of-conduct-2011"]), "12");
    let of = |id: &str| {
        let of = found.iter().filter(|f| f.0 == id && f.2 == "26");
        of.map(|f| f.4["words"].as_u64().unwrap()).max().unwrap_or(0)
    };
    let charter = found.iter().find(|f| f.0 == "un-charter-1945" && f.2 == "26").unwrap_or_else(|| panic!("{found:?}"));
    assert!(charter.1.starts_with("art2/") && charter.3.contains("against the territorial integrity"), "{charter:?}");
    assert!(of("un-charter-1945") > of("code-of-conduct-2011") && of("un-charter-1945") >= 30, "{found:?}");
}

/// Claim 85: "seek, receive and impart" in the Code of 2015, paragraph 7, is the Covenant's Article 19(2), and not in the Code
/// of 2011. The quotation has seven of its words, so the least number has to be named.
#[test]
fn paragraph_7_has_its_words_from_the_covenant() {
    let Some(folder) = texts("paragraph_7_has_its_words_from_the_covenant") else { return };
    let draft = tempfile::tempdir().unwrap();
    let file = draft.path().join("draft.txt");
    std::fs::write(&file, "7. To respect rights, including the freedom to seek, receive and impart information.\n")
        .unwrap();
    let against = in_folder(&folder, &["iccpr-1966", "code-of-conduct-2011"]);
    assert!(traced(&file, &against, "12").is_empty(), "seven words are no passage by default");
    let found = traced(&file, &against, "6");
    assert!(found.len() == 1 && found[0].0 == "iccpr-1966" && found[0].1 == "art19/2", "{found:?}");
    assert!(found[0].3.contains("seek, receive and impart information"), "{found:?}");
}

/// Claim 88: the conference's recital e) has the words of paragraph 68 of the Tunis Agenda; paragraph 8 of the Code of 2015
/// says the same in words of its own, which is no passage.
#[test]
fn recital_e_has_its_words_from_tunis_and_paragraph_8_its_own() {
    let Some(folder) = texts("recital_e_has_its_words_from_tunis_and_paragraph_8_its_own") else { return };
    let draft = tempfile::tempdir().unwrap();
    let (recital, code) = (draft.path().join("recital.txt"), draft.path().join("code.txt"));
    // Each quotes twelve words at most.
    std::fs::write(
        &recital,
        "e) that governments should have an equal role and responsibility for international Internet governance.\n",
    )
    .unwrap();
    std::fs::write(&code, "8. All States must play the same role in, and carry equal responsibility for, it.\n")
        .unwrap();
    let against =
        in_folder(&folder, &["wsis-2003-2005", "code-of-conduct-2011", "itr-melbourne-1988", "itu-constitution"]);
    let found = traced(&recital, &against, "8");
    assert!(
        found.len() == 1 && found[0].0 == "wsis-2003-2005" && line_of(&folder, &found[0].4).starts_with("68."),
        "{found:?}"
    );
    let found = traced(&code, &against, "8");
    assert!(found.is_empty(), "it echoes, and does not copy: {found:?}");
}

/// Claim 91: paragraph 27 of the report of 2015 stands in no older text that is held here. Claim 84: neither do measures to
/// build confidence in what is held of the Code of 2011.
#[test]
fn what_is_new_is_not_traced_to_anything() {
    let Some(folder) = texts("what_is_new_is_not_traced_to_anything") else { return };
    let found = traced(&folder.join("gge-2015/en.txt"), std::slice::from_ref(&folder), "12");
    assert!(found.iter().all(|f| f.2 != "27" || f.0 == "gge-2015"), "{found:?}");
    let draft = tempfile::tempdir().unwrap();
    let file = draft.path().join("draft.txt");
    std::fs::write(
        &file,
        "10. To develop measures aimed at increasing predictability and reducing the likelihood of misunderstanding.\n",
    )
    .unwrap();
    assert!(traced(&file, &in_folder(&folder, &["code-of-conduct-2011"]), "6").is_empty());
}

/// Claims 103 and 104: clauses of the preamble of 2009 stand in that of 2015, in Chinese, though one text is printed in
/// traditional characters; the adjectives for governance of the Internet stand in none of 2009.
#[test]
fn chinese_preambles_share_their_clauses() {
    let Some(folder) = texts("chinese_preambles_share_their_clauses") else { return };
    let (new, old) = (folder.join("russia-china-2015/zh.txt"), folder.join("sco-2009/zh-Hant.txt"));
    let found = traced(&new, &[old], "12");
    for (clause, words) in [("2", "信息空间的"), ("5", "作为国际安全体系"), ("8", "加深信任"), ("9", "注意到信息安全")]
    {
        assert!(found.iter().any(|f| f.3.contains(words)), "clause {clause}: {found:?}");
    }
    assert!(found.iter().all(|f| !f.3.contains("多边、民主、透明")), "{found:?}");
}

/// Claim 104: the Geneva Declaration of 2003 is the oldest text held that calls for it to be multilateral, transparent and
/// democratic; the Code's words are found in it.
#[test]
fn multilateral_transparent_and_democratic_is_from_geneva() {
    let Some(folder) = texts("multilateral_transparent_and_democratic_is_from_geneva") else { return };
    let draft = tempfile::tempdir().unwrap();
    let file = draft.path().join("draft.txt");
    std::fs::write(&file, "8. The management of the Internet should be multilateral, transparent and democratic.\n")
        .unwrap();
    let found = traced(&file, std::slice::from_ref(&folder), "6");
    assert!(found.iter().any(|f| f.0 == "wsis-2003-2005" && line_of(&folder, &f.4).starts_with("48.")), "{found:?}");
}
