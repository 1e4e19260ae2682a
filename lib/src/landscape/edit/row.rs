//! Values put into a row of a TOML file in the style in which the row is written.

use toml_edit::{Array, InlineTable, Item, RawString, Table, TableLike, Value};

use super::fields::{CaveatFields, Fields, Given, ORDER};

/// A row as `[[commitment]]` or as one of `commitment = [{ … }]`.
pub(super) enum Row<'d> {
    Table(&'d mut Table),
    Inline(&'d mut InlineTable),
}

impl Row<'_> {
    fn like(&mut self) -> &mut dyn TableLike {
        match self {
            Row::Table(table) => *table,
            Row::Inline(table) => *table,
        }
    }

    /// Puts a key that is new behind the nearest one that the usual order has before it.
    fn place(&mut self, key: &str, order: &[&str]) {
        let mut keys: Vec<String> = self.like().iter().map(|(key, _)| key.to_owned()).filter(|k| k != key).collect();
        let before = order.iter().take_while(|known| **known != key);
        let after = order.iter().skip_while(|known| **known != key);
        let at = |known: &&str| keys.iter().position(|k| k == *known);
        let place = before.filter_map(at).max().map(|at| at + 1);
        let place = place.or_else(|| after.filter_map(at).min()).unwrap_or(keys.len());
        keys.insert(place, key.to_owned());
        let rank = |key: &toml_edit::Key| keys.iter().position(|known| known == key.get());
        match self {
            // Keys with dots in them stand for tables of their own, which sorting would turn inside out.
            Row::Table(table) if table.iter().all(|(_, item)| !is_dotted(item)) => {
                table.sort_values_by(|one, _, other, _| rank(one).cmp(&rank(other)));
            }
            Row::Inline(table) if table.get_values().iter().all(|(path, _)| path.len() == 1) => {
                let close = close_of(table);
                table.sort_values_by(|one, _, other, _| rank(one).cmp(&rank(other)));
                set_close(table, close);
            }
            _ => {}
        }
    }
}

fn is_dotted(item: &Item) -> bool {
    item.as_table_like().is_some_and(TableLike::is_dotted)
}

/// What stands between the last value of an inline table and its brace, taken away from there.
fn close_of(table: &mut InlineTable) -> Option<String> {
    let last = table.iter().last().map(|(key, _)| key.to_owned())?;
    let decor = table.get_mut(&last)?.decor_mut();
    // Values that nobody has spaced are spaced by the writer.
    let suffix = decor.suffix()?.as_str().unwrap_or("").to_owned();
    decor.set_suffix("");
    Some(suffix)
}

fn set_close(table: &mut InlineTable, close: Option<String>) {
    let last = table.iter().last().map(|(key, _)| key.to_owned());
    if let Some((close, value)) = close.zip(last.and_then(|last| table.get_mut(&last))) {
        value.decor_mut().set_suffix(close);
    }
}

fn raw(raw: Option<&RawString>) -> String {
    raw.and_then(RawString::as_str).unwrap_or("").to_owned()
}

/// Makes the row say what is wanted where it differs from what it says.
pub(super) fn apply(row: &mut Row<'_>, now: &Fields, wanted: &Fields) {
    for ((key, now), (_, wanted)) in now.plain().into_iter().zip(wanted.plain()) {
        if !now.same(wanted) {
            set(row, key, wanted, ORDER);
        }
    }
    inner(row, "schedule", now.schedule(), &wanted.schedule());
    inner(row, "bases", now.bases(), &wanted.bases());
    caveats(row, &now.caveats, &wanted.caveats);
}

/// Puts a value under a key of a row, in the place and with the comments of the one that was there.
pub(super) fn set(row: &mut Row<'_>, key: &str, given: Given<'_>, order: &[&str]) {
    if given.is_empty() {
        remove(row, key);
        return;
    }
    match row.like().get_mut(key) {
        Some(Item::Value(Value::Array(array))) if matches!(given, Given::Words(_)) => {
            if let Given::Words(words) = given {
                set_words(array, words);
            }
        }
        Some(Item::Value(value)) => {
            let decor = value.decor().clone();
            *value = value_of(given, true);
            *value.decor_mut() = decor;
        }
        Some(item) => *item = Item::Value(value_of(given, false)),
        None => {
            insert(row, key, value_of(given, false));
            row.place(key, order);
        }
    }
}

fn insert(row: &mut Row<'_>, key: &str, value: Value) {
    if let Row::Inline(table) = row {
        let close = close_of(table);
        table.insert(key, value);
        set_close(table, close);
    } else {
        row.like().insert(key, Item::Value(value));
    }
}

/// `single` where one word stood without brackets.
fn value_of(given: Given<'_>, single: bool) -> Value {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    match given {
        Given::Text(text) => Value::from(line(text)),
        // What is no number is written as it is, and refused when it is read back.
        Given::Number(text) => text.trim().parse::<i64>().map_or_else(|_| Value::from(line(text)), Value::from),
        Given::Words([only]) if single => Value::from(only.as_str()),
        Given::Words(words) => Value::Array(words.iter().map(String::as_str).collect::<Array>()),
    }
}

/// Takes a key out. The comments above it and behind it are somebody's words and stay.
fn remove(row: &mut Row<'_>, key: &str) {
    let keys: Vec<String> = row.like().iter().map(|(key, _)| key.to_owned()).collect();
    let Some(at) = keys.iter().position(|known| known == key) else { return };
    if let Row::Inline(table) = row {
        let close = close_of(table);
        let prefix = raw(table.key(key).and_then(|key| key.leaf_decor().prefix()));
        table.remove(key);
        // A new first key would otherwise keep the blank that stood behind a comma.
        if let Some(mut next) = keys.get(1).filter(|_| at == 0).and_then(|next| table.key_mut(next)) {
            next.leaf_decor_mut().set_prefix(prefix);
        }
        set_close(table, close);
        return;
    }
    let table = row.like();
    let above = raw(table.key(key).and_then(|key| key.leaf_decor().prefix()));
    let behind = raw(table.get(key).and_then(Item::as_value).and_then(|value| value.decor().suffix()));
    table.remove(key);
    let mut comments: Vec<&str> = above.lines().map(str::trim).filter(|line| line.starts_with('#')).collect();
    comments.extend(Some(behind.trim()).filter(|comment| comment.starts_with('#')));
    if comments.is_empty() {
        return;
    }
    let is_value = |table: &dyn TableLike, key: &str| table.get(key).is_some_and(Item::is_value);
    let next = keys.get(at + 1).filter(|next| is_value(table, next));
    let previous = at.checked_sub(1).and_then(|at| keys.get(at)).filter(|previous| is_value(table, previous));
    if let Some(mut next) = next.and_then(|next| table.key_mut(next)) {
        let own = raw(next.leaf_decor().prefix());
        next.leaf_decor_mut().set_prefix(format!("{}\n{own}", comments.join("\n")));
    } else if let Some(value) = previous.and_then(|previous| table.get_mut(previous)).and_then(Item::as_value_mut) {
        let own = raw(value.decor().suffix());
        value.decor_mut().set_suffix(format!("{own}\n{}", comments.join("\n")));
    }
}

/// Makes a list have the words that are wanted: those that stay keep their places, new ones come last.
fn set_words(array: &mut Array, wanted: &[String]) {
    for at in (0..array.len()).rev() {
        let have = array.get(at).and_then(Value::as_str);
        if !have.is_some_and(|have| wanted.iter().any(|word| word == have)) {
            take(array, at);
        }
    }
    for word in wanted {
        if !array.iter().any(|have| have.as_str() == Some(word)) {
            append(array, Value::from(word.as_str()));
        }
    }
}

/// The beginning of a line on which an element of a list stands, if each has a line of its own.
fn indentation(array: &Array) -> Option<String> {
    let of = |value: &Value| raw(value.decor().prefix()).rsplit_once('\n').map(|(_, indent)| indent.to_owned());
    array.iter().filter_map(of).last()
}

pub(super) fn append(array: &mut Array, mut value: Value) {
    let indent = indentation(array);
    let comma = array.trailing_comma();
    let end = array.len().checked_sub(1);
    let close = match end.and_then(|end| array.get_mut(end)) {
        None => String::new(),
        Some(_) if comma => raw(Some(array.trailing())),
        Some(last) => {
            let close = raw(last.decor().suffix());
            last.decor_mut().set_suffix("");
            close
        }
    };
    let (prefix, close) = match (end, indent) {
        (None, _) => (String::new(), close),
        (Some(_), None) => (" ".to_owned(), close),
        // A comment behind the last element is that element's.
        (Some(_), Some(indent)) => {
            let (comments, rest) = close.rsplit_once('\n').unwrap_or(("", &close));
            (format!("{}\n{indent}", comments.trim_end()), format!("\n{rest}"))
        }
    };
    value.decor_mut().set_prefix(prefix);
    if comma {
        array.set_trailing(close);
    } else {
        value.decor_mut().set_suffix(close);
    }
    array.push_formatted(value);
}

/// Takes one element out; a comment on the line before it belongs to the element before and stays.
fn take(array: &mut Array, at: usize) {
    let comma = array.trailing_comma();
    let gone = array.remove(at);
    let before = raw(gone.decor().prefix());
    let behind = raw(gone.decor().suffix());
    let comment = if at > 0 && before.contains('#') { before.trim_end() } else { "" };
    let end = array.len();
    if let Some(next) = array.get_mut(at) {
        let own = raw(next.decor().prefix());
        let prefix = match at {
            0 if own.contains('#') => format!("{}{own}", before.trim_end()),
            0 => before,
            _ => format!("{comment}{own}"),
        };
        next.decor_mut().set_prefix(prefix);
    } else if comma {
        let trailing = raw(Some(array.trailing()));
        array.set_trailing(format!("{comment}{trailing}"));
    } else if let Some(last) = end.checked_sub(1).and_then(|last| array.get_mut(last)) {
        let line = if comment.is_empty() || behind.starts_with('\n') { "" } else { "\n" };
        last.decor_mut().set_suffix(format!("{comment}{line}{behind}"));
    }
}

/// Sets keys of a table inside the row, such as `schedule`.
fn inner(row: &mut Row<'_>, key: &str, now: Vec<(&'static str, Given<'_>)>, wanted: &[(&'static str, Given<'_>)]) {
    if now.iter().zip(wanted).all(|((_, now), (_, wanted))| now.same(*wanted)) {
        return;
    }
    if wanted.iter().all(|(_, given)| given.is_empty()) {
        remove(row, key);
        return;
    }
    if row.like().get(key).is_none_or(|item| !item.is_table_like()) {
        row.like().remove(key);
        insert(row, key, Value::InlineTable(InlineTable::new()));
        row.place(key, ORDER);
    }
    let mut table = match row.like().get_mut(key) {
        Some(Item::Table(table)) => Row::Table(table),
        Some(Item::Value(Value::InlineTable(table))) => Row::Inline(table),
        _ => return,
    };
    let order: Vec<&str> = wanted.iter().map(|(key, _)| *key).collect();
    for ((key, now), (_, wanted)) in now.into_iter().zip(wanted) {
        if !now.same(*wanted) {
            set(&mut table, key, *wanted, &order);
        }
    }
}

fn caveats(row: &mut Row<'_>, now: &[CaveatFields], wanted: &[CaveatFields]) {
    let stays = |at: usize| wanted.iter().any(|caveat| caveat.was == Some(at));
    if wanted.is_empty() {
        if !now.is_empty() {
            remove(row, "caveats");
        }
        return;
    }
    if row.like().get("caveats").is_none_or(|item| !item.is_array() && !item.is_array_of_tables()) {
        let mut list = Array::new();
        if matches!(row, Row::Table(_)) {
            // One a line, as hedges are read one by one.
            list.set_trailing("\n");
            list.set_trailing_comma(true);
        }
        row.like().remove("caveats");
        insert(row, "caveats", Value::Array(list));
        row.place("caveats", ORDER);
    }
    let lines = matches!(row, Row::Table(_));
    match row.like().get_mut("caveats") {
        Some(Item::ArrayOfTables(tables)) => {
            for caveat in wanted {
                let old = caveat.was.and_then(|at| Some((at, now.get(at)?)));
                match old.and_then(|(at, old)| Some((tables.get_mut(at)?, old))) {
                    Some((table, old)) => one(&mut Row::Table(table), Some(old), caveat),
                    None => {
                        let mut table = Table::new();
                        one(&mut Row::Table(&mut table), None, caveat);
                        table.decor_mut().set_prefix("\n");
                        tables.push(table);
                    }
                }
            }
            for at in (0..now.len()).rev().filter(|at| !stays(*at)) {
                tables.remove(at);
            }
        }
        Some(Item::Value(Value::Array(list))) => {
            for caveat in wanted {
                let old = caveat.was.and_then(|at| Some((at, now.get(at)?)));
                match old.and_then(|(at, old)| Some((list.get_mut(at)?.as_inline_table_mut()?, old))) {
                    Some((table, old)) => one(&mut Row::Inline(table), Some(old), caveat),
                    None => {
                        let mut table = InlineTable::new();
                        one(&mut Row::Inline(&mut table), None, caveat);
                        if list.is_empty() && lines && list.trailing_comma() {
                            table.decor_mut().set_prefix("\n  ");
                            list.push_formatted(Value::InlineTable(table));
                        } else {
                            append(list, Value::InlineTable(table));
                        }
                    }
                }
            }
            for at in (0..now.len()).rev().filter(|at| !stays(*at)) {
                take(list, at);
            }
        }
        _ => {}
    }
}

fn one(table: &mut Row<'_>, now: Option<&CaveatFields>, wanted: &CaveatFields) {
    let empty = CaveatFields::default();
    let now = now.unwrap_or(&empty);
    let order: Vec<&str> = wanted.keys().iter().map(|(key, _)| *key).collect();
    for ((key, now), (_, wanted)) in now.keys().into_iter().zip(wanted.keys()) {
        if !now.same(wanted) {
            set(table, key, wanted, &order);
        }
    }
}
