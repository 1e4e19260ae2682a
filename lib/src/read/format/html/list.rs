//! Numbers of ordered lists: the page leaves them to the browser, an agreement must not.

use super::page::Page;

/// How a list counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Count {
    None,
    Bullet,
    Decimal,
    Alpha { upper: bool },
    Roman { upper: bool },
}

/// An open list.
#[derive(Debug, Clone, Copy)]
pub(super) struct List {
    count: Count,
    next: i64,
    step: i64,
}

impl List {
    /// The list that an element opens.
    pub(super) fn open(page: &Page<'_>, at: usize) -> List {
        let ordered = page.tag(at) == "ol";
        let count = styled(page, at).or_else(|| page.attr(at, "type").and_then(typed)).unwrap_or(if ordered {
            Count::Decimal
        } else {
            Count::Bullet
        });
        let reversed = ordered && page.attr(at, "reversed").is_some();
        let start = page.attr(at, "start").and_then(|s| s.parse().ok());
        let items = || page.children(at).filter(|n| page.tag(*n) == "li").count();
        let next = start.unwrap_or_else(|| if reversed { i64::try_from(items()).unwrap_or(1) } else { 1 });
        List { count, next, step: if reversed { -1 } else { 1 } }
    }

    /// The label of the next item, as the browser prints it.
    pub(super) fn label(&mut self, page: &Page<'_>, item: usize) -> Option<String> {
        if let Some(value) = page.attr(item, "value").and_then(|v| v.parse().ok()) {
            self.next = value;
        }
        let number = self.next;
        self.next = self.next.saturating_add(self.step);
        let count = styled(page, item).or_else(|| page.attr(item, "type").and_then(typed)).unwrap_or(self.count);
        let cased = |text: String, upper: bool| if upper { text.to_uppercase() } else { text };
        let printed = match count {
            Count::None => return None,
            Count::Bullet => return Some("•".to_owned()),
            Count::Decimal => number.to_string(),
            Count::Alpha { upper } => cased(letters(number), upper),
            Count::Roman { upper } => cased(roman(number), upper),
        };
        Some(format!("{printed}."))
    }
}

fn typed(value: &str) -> Option<Count> {
    Some(match value {
        "1" => Count::Decimal,
        "a" => Count::Alpha { upper: false },
        "A" => Count::Alpha { upper: true },
        "i" => Count::Roman { upper: false },
        "I" => Count::Roman { upper: true },
        "none" => Count::None,
        _ => return matches!(value, "disc" | "circle" | "square").then_some(Count::Bullet),
    })
}

/// `list-style-type` or `list-style` of the inline style.
fn styled(page: &Page<'_>, at: usize) -> Option<Count> {
    let style = page.attr(at, "style")?;
    let value = style.split(';').filter_map(|d| d.split_once(':')).find_map(|(name, value)| {
        matches!(name.trim().to_ascii_lowercase().as_str(), "list-style" | "list-style-type")
            .then(|| value.trim().to_ascii_lowercase())
    })?;
    value.split_whitespace().find_map(|word| {
        Some(match word {
            "none" => Count::None,
            "disc" | "circle" | "square" => Count::Bullet,
            "decimal" => Count::Decimal,
            "lower-alpha" | "lower-latin" => Count::Alpha { upper: false },
            "upper-alpha" | "upper-latin" => Count::Alpha { upper: true },
            "lower-roman" => Count::Roman { upper: false },
            "upper-roman" => Count::Roman { upper: true },
            _ => return None,
        })
    })
}

/// a, b … z, aa, ab …; numbers below one stay numbers, as in browsers.
fn letters(number: i64) -> String {
    let Ok(mut rest) = u32::try_from(number) else { return number.to_string() };
    if rest == 0 {
        return "0".to_owned();
    }
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(char::from(b'a' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

fn roman(number: i64) -> String {
    const PARTS: [(i64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut rest = number;
    let mut roman = String::new();
    for (value, part) in PARTS {
        while rest >= value {
            roman.push_str(part);
            rest -= value;
        }
    }
    roman
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_browsers_do() {
        assert_eq!([letters(1), letters(26), letters(27), letters(0)], ["a", "z", "aa", "0"]);
        assert_eq!([roman(4), roman(1999), roman(-1)], ["iv", "mcmxcix", "-1"]);
    }
}
