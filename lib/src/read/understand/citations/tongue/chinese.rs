//! Chinese words.

use super::Tongue;

pub(super) static TONGUE: Tongue = Tongue {
    code: "zh",
    units: &[],
    resolutions: &[],
    and: &["和", "及", "或", "以及", "与"],
    to: &["至"],
    of: &["的", ""],
    this: &["本"],
    said: &["该"],
    preceding: &["前", "上一"],
    above: &["上文", "下文"],
    its: &["其"],
    texts: &["公约", "协定", "条约", "议定书", "宪章", "规约", "盟约", "决议", "报告", "协议", "宣言"],
    ordinals: &[],
    months: &[],
};
