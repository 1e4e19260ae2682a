//! What a piece of text is, and the colours of each: one table, so that colours can be changed without touching output.

use anstyle::{AnsiColor, Style};

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Label {
    /// Running text.
    Plain,
    /// The title of a sheet.
    Title,
    /// The heading of a section or column.
    Heading,
    /// An id, an address or a code: what can be given to another command.
    Id,
    /// A command to try.
    Command,
    /// Source marks, notes and other asides.
    Aside,
    /// What nobody has verified.
    Unverified,
    /// Law for its parties.
    Binding,
    /// Made, but not (known to be) in force.
    Pending,
    /// Political and voluntary.
    Soft,
    /// Drafts and what is at an end.
    Spent,
    /// Words that were looked for.
    Found,
    /// An error.
    Error,
    /// A warning.
    Warning,
}

const fn colour(colour: AnsiColor) -> Style {
    colour.on_default()
}

const STYLES: &[(Label, Style)] = &[
    (Label::Plain, Style::new()),
    (Label::Title, Style::new().bold()),
    (Label::Heading, Style::new().bold().underline()),
    (Label::Id, colour(AnsiColor::Cyan)),
    (Label::Command, colour(AnsiColor::Cyan).bold()),
    (Label::Aside, Style::new().dimmed()),
    (Label::Unverified, colour(AnsiColor::Yellow)),
    (Label::Binding, colour(AnsiColor::Green).bold()),
    (Label::Pending, colour(AnsiColor::Yellow)),
    (Label::Soft, colour(AnsiColor::Green)),
    (Label::Spent, Style::new().dimmed()),
    (Label::Found, colour(AnsiColor::Magenta).bold()),
    (Label::Error, colour(AnsiColor::Red).bold()),
    (Label::Warning, colour(AnsiColor::Yellow).bold()),
];

impl Label {
    /// The colours of this label.
    pub(crate) fn style(self) -> Style {
        STYLES.iter().find(|(label, _)| *label == self).map_or(Style::new(), |(_, style)| *style)
    }
}
