use crate::read::understand::citations::{Context, Organ, citations};

fn of(text: &str, organ: Option<Organ>) -> Vec<String> {
    let context = Context { language: Some("en"), organ, ..Context::default() };
    citations(text, &context).into_iter().map(|c| c.target.to_string()).collect()
}

const ASSEMBLY: Option<Organ> = Some(Organ::GeneralAssembly);

#[test]
fn lists_with_dates_and_parts() {
    assert_eq!(
        of(
            "Recalling its resolutions 2453 A (XXIII) of 20 December 1968, 37/90 of\n10 December 1982, 54/68 and 68/243,\nRecognizing that",
            ASSEMBLY
        ),
        ["un:A/RES/2453(XXIII)A", "un:A/RES/37/90", "un:A/RES/54/68", "un:A/RES/68/243"]
    );
    assert_eq!(of("its resolution 31/16 A and B", ASSEMBLY), ["un:A/RES/31/16A", "un:A/RES/31/16B"]);
    assert_eq!(
        of("its resolutions S-8/1, ES-11/1 and decision 31/301", ASSEMBLY),
        ["un:A/RES/S-8/1", "un:A/RES/ES-11/1", "un:A/DEC/31/301"]
    );
    assert_eq!(
        of("its resolutions 60/1, annex, 61/2 of 3 and 4 May 2007 and 62/3", ASSEMBLY),
        ["un:A/RES/60/1", "un:A/RES/60/1#annex", "un:A/RES/61/2", "un:A/RES/62/3"]
    );
}

#[test]
fn the_organs_word_governs() {
    assert_eq!(of("Human Rights Council resolution 33/11 of 29 September 2016", ASSEMBLY), ["un:A/HRC/RES/33/11"]);
    assert_eq!(of("World Health Assembly resolution 69.2 of 28 May 2016", ASSEMBLY), ["who:WHA69.2"]);
    assert_eq!(of("Economic and Social Council resolution 2017/18", ASSEMBLY), ["un:E/RES/2017/18"]);
    assert_eq!(
        of("Security Council resolutions 1267 (1999) and 1373 (2001)", ASSEMBLY),
        ["un:S/RES/1267(1999)", "un:S/RES/1373(2001)"]
    );
    assert_eq!(of("resolution 71/3 of the General Assembly", None), ["un:A/RES/71/3"]);
    assert_eq!(of("General\nAssembly resolution 70/175 of 17 December 2015", None), ["un:A/RES/70/175"]);
    assert_eq!(of("UNSCR 1441", None), ["un:S/RES/1441"]);
    assert_eq!(of("G.A. Res. 217 A (III)", None), ["un:A/RES/217(III)A"]);
    assert_eq!(of("the United Nations Environment Assembly, in its resolution 2/5,", ASSEMBLY), ["un:UNEP/EA.2/Res.5"]);
    assert_eq!(of("Permanent Council Decision No. 1202", None), ["osce:PC.DEC/1202"]);
    assert_eq!(of("the Human Rights Council, in its resolution 33/11,", ASSEMBLY), ["un:A/HRC/RES/33/11"]);
    assert_eq!(
        of(
            "its resolutions 33/11 and 71/3, Human Rights Council resolution 20/8, and its resolution 68/243,",
            ASSEMBLY
        ),
        ["un:A/RES/33/11", "un:A/RES/71/3", "un:A/HRC/RES/20/8", "un:A/RES/68/243"]
    );
    assert_eq!(of("Executive Body decision 1999/1", None), [""]);
    assert_eq!(of("resolution 93 (IV) of the United Nations Conference on Trade", None), [""]);
    assert_eq!(of("Security Council resolutions 1368 and 1373", None), ["un:S/RES/1368", "un:S/RES/1373"]);
    assert_eq!(of("EEA Council Decision No 1/95 of 10 March", None), [""]);
    assert_eq!(of("Parliamentary Assembly resolution 33/11", ASSEMBLY), [""]);
}

#[test]
fn what_is_not_told_is_ambiguous() {
    assert_eq!(of("resolution 33/11", None), ["ambiguous:un:A/RES/33/11|un:A/HRC/RES/33/11"]);
    // The date tells: the thirty-third session of the Assembly was in 1978.
    assert_eq!(of("resolution 33/11 of 29 September 2016", ASSEMBLY), ["ambiguous:un:A/RES/33/11|un:A/HRC/RES/33/11"]);
    assert_eq!(of("Council resolution 33/11", None), ["ambiguous:un:A/RES/33/11|un:A/HRC/RES/33/11"]);
    assert_eq!(
        of("the report of the Human Rights Council and of its bureau, its resolution 33/11", ASSEMBLY),
        ["ambiguous:un:A/RES/33/11|un:A/HRC/RES/33/11"]
    );
    assert_eq!(
        of("the Human Rights Council and others, its resolution 60/251 of 15 March 2006", ASSEMBLY),
        ["un:A/RES/60/251"]
    );
    // Cited with its organ before, the number means the same again.
    assert_eq!(of("General Assembly resolution 66/24; resolution 66/24", None), ["un:A/RES/66/24", "un:A/RES/66/24"]);
}

#[test]
fn the_number_alone_can_tell() {
    assert_eq!(of("resolution 1373 (2001)", None), ["un:S/RES/1373(2001)"]);
    assert_eq!(of("resolution 2625 (XXV)", None), ["un:A/RES/2625(XXV)"]);
    assert_eq!(of("resolution 1503 (XLVIII)", None), ["un:E/RES/1503(XLVIII)"]);
    assert_eq!(of("resolution 44 (1998)", None), [""]);
    assert_eq!(of("Resolution 130 (Rev. Busan, 2014)", None), ["itu:PP/130/Rev.Busan-2014"]);
    assert_eq!(of("Resolution PLEN/3 (Dubai, 2012)", None), ["itu:WCIT/PLEN/3/Dubai-2012"]);
}
