//! Forms of citation in documents of the United Nations: model sentences, and what each must point at.

use servanda::read::understand::citations::{Context, Organ, citations};

fn targets(text: &str, organ: Option<Organ>) -> String {
    let context = Context { language: Some("en"), organ, ..Context::default() };
    let found: Vec<String> = citations(text, &context).iter().map(|c| c.target.to_string()).collect();
    found.join(" ")
}

/// Sentences of a resolution of the General Assembly.
const ASSEMBLY: &[(&str, &str)] = &[
    ("Recalling its resolution 71/3 of 5 October 2016,", "un:A/RES/71/3"),
    ("Recalling also its resolutions 66/24, 67/27 and 68/243,", "un:A/RES/66/24 un:A/RES/67/27 un:A/RES/68/243"),
    ("Recalling its resolution 2625 (XXV) of 24 October 1970,", "un:A/RES/2625(XXV)"),
    ("Recalling its resolution 217 A (III) of 10 December 1948,", "un:A/RES/217(III)A"),
    ("Recalling its resolutions S-8/1, ES-11/1 and S-29/1,", "un:A/RES/S-8/1 un:A/RES/ES-11/1 un:A/RES/S-29/1"),
    ("Recalling its decision 72/512 of 4 December 2017,", "un:A/DEC/72/512"),
    ("Recalling its resolution 48/218 B of 29 July 1994,", "un:A/RES/48/218B"),
    ("Recalling its resolutions 57/292 A and B,", "un:A/RES/57/292A un:A/RES/57/292B"),
    ("Recalling General Assembly resolution 70/1, entitled \"Model agenda\",", "un:A/RES/70/1"),
    ("Recalling Security Council resolutions 1325 (2000) and 2242 (2015),", "un:S/RES/1325(2000) un:S/RES/2242(2015)"),
    ("Recalling Security Council resolution 1373 (2001) of 28 September 2001,", "un:S/RES/1373(2001)"),
    ("Recalling Economic and Social Council resolution 2017/18 of 7 July 2017,", "un:E/RES/2017/18"),
    ("Recalling Economic and Social Council decision 2015/210,", "un:E/DEC/2015/210"),
    ("Recalling Human Rights Council resolution 33/11 of 29 September 2016,", "un:A/HRC/RES/33/11"),
    ("Recalling Human Rights Council resolutions 5/1 and 5/2 of 18 June 2007,", "un:A/HRC/RES/5/1 un:A/HRC/RES/5/2"),
    ("Recalling Council resolutions 5/1 and 5/2 of 18 June 2007,", "un:A/HRC/RES/5/1 un:A/HRC/RES/5/2"),
    ("Recalling World Health Assembly resolution 69.2 of 28 May 2016,", "who:WHA69.2"),
    ("Recalling resolution WHA67.25 of the World Health Assembly,", "who:WHA67.25"),
    ("Taking note of the report of the Secretary-General (A/73/121),", "un:A/73/121"),
    ("See A/68/98, para. 19.", "un:A/68/98 un:A/68/98#19"),
    ("See A/C.1/73/L.27/Rev.1 and A/C.1/73/L.37.", "un:A/C.1/73/L.27/Rev.1 un:A/C.1/73/L.37"),
    ("See A/69/112 and Add.1.", "un:A/69/112 un:A/69/112/Add.1"),
    ("See A/71/172 and Corr.1 and Add.1 and 2.", "un:A/71/172 un:A/71/172/Corr.1 un:A/71/172/Add.1 un:A/71/172/Add.2"),
    ("See E/CN.15/2013/24, paras. 3 and 4.", "un:E/CN.15/2013/24 un:E/CN.15/2013/24#3 un:E/CN.15/2013/24#4"),
    ("Resolution 70/1.", "un:A/RES/70/1"),
    ("Resolution 69/313, annex.", "un:A/RES/69/313 un:A/RES/69/313#annex"),
    ("Resolution 217 A (III).", "un:A/RES/217(III)A"),
    ("Resolution 2200 A (XXI), annex.", "un:A/RES/2200(XXI)A un:A/RES/2200(XXI)A#annex"),
    ("Resolutions 55/2 and 60/1.", "un:A/RES/55/2 un:A/RES/60/1"),
    ("United Nations, Treaty Series, vol. 1155, No. 18232.", "treaty-series:UNTS/vol1155/no18232"),
    (
        "United Nations, Treaty Series, vol. 999, No. 14668.\nIbid., vol. 2302, No. 41032.",
        "treaty-series:UNTS/vol999/no14668 treaty-series:UNTS/vol2302/no41032",
    ),
    ("Official Records of the General Assembly, Seventy-first Session, Supplement No. 10 (A/71/10).", "un:A/71/10"),
    (
        "Official Records of the General Assembly, Sixty-eighth Session, Supplement No. 53A (A/68/53/Add.1), chap. III.",
        "un:A/68/53/Add.1 un:A/68/53/Add.1#ch3",
    ),
    (
        "Report of the Model Conference, Model City, 3-14 June 1992, vol. I, Resolutions Adopted by the Conference (United \
         Nations publication, Sales No. E.93.I.8 and corrigendum), resolution 1, annexes I and II.",
        "",
    ),
    ("See S/2013/210.", "un:S/2013/210"),
    ("See S/PRST/2014/28.", "un:S/PRST/2014/28"),
    (
        "See FCCC/CP/2015/10/Add.1, decision 1/CP.21, annex.",
        "un:FCCC/CP/2015/10/Add.1 unfccc:1/CP.21 unfccc:1/CP.21#annex",
    ),
    ("See A/CONF.157/24 (Part I), chap. III.", "un:A/CONF.157/24(PartI) un:A/CONF.157/24(PartI)#ch3"),
    ("See World Health Organization, document WHA67/2014/REC/1.", "who:WHA67/2014/REC/1"),
    ("The biennium 2019/20 and the years 2018/19 were long.", ""),
    ("Decides to convene in 2025 and at its 24/7 centre,", ""),
    ("as set out in paragraph 4 of its resolution 66/24,", "un:A/RES/66/24#4 un:A/RES/66/24"),
    ("Guided by Articles 2 (4) and 51 of the Charter,", "un-charter-1945/art2/4 un-charter-1945/art51"),
    (
        "in accordance with resolutions 68/167 of 18 December 2013 and 69/166 of 18 December 2014,",
        "un:A/RES/68/167 un:A/RES/69/166",
    ),
    ("Recalling also Human Rights Council decision 25/117 of 27 March 2014,", "un:A/HRC/DEC/25/117"),
    (
        "Recalling its resolutions 46/182 of 19 December 1991, and Human Rights Council resolution 26/9,",
        "un:A/RES/46/182 un:A/HRC/RES/26/9",
    ),
    ("as requested in Commission on Human Rights resolution 2005/69,", "un:E/CN.4/RES/2005/69"),
    ("Welcoming Environment Assembly resolution 4/6 of 15 March 2019,", "un:UNEP/EA.4/Res.6"),
];

/// Sentences of a resolution of another organ.
const OTHERS: &[(Organ, &str, &str)] = &[
    (
        Organ::SecurityCouncil,
        "Recalling its resolutions 1267 (1999), 1373 (2001) and 1540 (2004),",
        "un:S/RES/1267(1999) un:S/RES/1373(2001) un:S/RES/1540(2004)",
    ),
    (
        Organ::HumanRightsCouncil,
        "Recalling its resolutions 5/1 and 20/8 of 5 July 2012,",
        "un:A/HRC/RES/5/1 un:A/HRC/RES/20/8",
    ),
    (Organ::HumanRightsCouncil, "Recalling General Assembly resolution 60/251 of 15 March 2006,", "un:A/RES/60/251"),
    (Organ::EconomicAndSocialCouncil, "Recalling its resolution 2006/46 of 28 July 2006,", "un:E/RES/2006/46"),
];

#[test]
fn every_form_points_at_what_a_reader_would_look_up() {
    let mut wrong = Vec::new();
    let all = ASSEMBLY.iter().map(|(text, expected)| (Organ::GeneralAssembly, *text, *expected));
    for (organ, text, expected) in all.chain(OTHERS.iter().copied()) {
        let found = targets(text, Some(organ));
        if found.trim() != expected {
            wrong.push(format!("{text}\n  is    {found}\n  wants {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_organ_is_guessed() {
    for text in ["Recalling resolution 33/11,", "See resolution 5/1.", "as decided in decision 25/117,"] {
        let found = targets(text, None);
        assert!(found.is_empty() || found.starts_with("ambiguous:"), "{text}: {found}");
    }
}
