//! What every page knows: the landscape, the day it speaks of, and how to link to other pages of that day.

use servanda::diagnostic::Severity;
use servanda::landscape::Landscape;
use servanda::model::{Date, Day};
use servanda::register::InstrumentName;

use crate::route::{EditAsk, Page, RegisterAsk, Route};
use crate::workbench::Workbench;

/// One request as pages see it.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    /// What was read, and what is wrong with it.
    pub(crate) workbench: &'a Workbench,
    /// The address of this page.
    pub(crate) route: &'a Route,
    /// Today, as the caller's clock has it.
    pub(crate) today: Day,
    /// A sentence about the state of the folder, if something has to be said.
    pub(crate) notice: Option<&'a str>,
}

impl<'a> View<'a> {
    /// The landscape.
    pub(crate) fn landscape(&self) -> &'a Landscape {
        self.workbench.landscape()
    }

    /// The day this page speaks of.
    pub(crate) fn as_of(&self) -> Day {
        self.route.as_of.map_or(self.today, Date::last)
    }

    /// Whether that is today.
    pub(crate) fn is_today(&self) -> bool {
        self.as_of() == self.today
    }

    /// The address of another page, of the same day.
    pub(crate) fn link(&self, page: Page) -> String {
        Route::html(page, self.route.as_of).to_string()
    }

    /// Where a commitment is edited; `None` where nothing can be written.
    pub(crate) fn edit(&self, commitment: &str) -> Option<String> {
        let (instrument, row) = commitment.split_once('.')?;
        let ask = EditAsk { instrument: instrument.to_owned(), row: Some(row.to_owned()), unit: None };
        self.workbench.editable().map(|_| self.link(Page::Edit(ask)))
    }

    /// Where a new commitment of a unit is coded; `None` where nothing can be written.
    pub(crate) fn new_commitment(&self, instrument: &str, unit: &str) -> Option<String> {
        let ask = EditAsk { instrument: instrument.to_owned(), row: None, unit: Some(unit.to_owned()) };
        self.workbench.editable().map(|_| self.link(Page::Edit(ask)))
    }

    pub(crate) fn instrument(&self, id: &str) -> String {
        self.link(Page::Instrument(id.to_owned()))
    }

    pub(crate) fn unit(&self, id: &str, unit: &str) -> String {
        self.link(Page::Unit(id.to_owned(), unit.to_owned()))
    }

    pub(crate) fn party(&self, code: &str) -> String {
        self.link(Page::Party(code.to_owned()))
    }

    /// A question about an act of the vocabulary.
    pub(crate) fn ask(&self, ask: crate::question_ask::QuestionAsk) -> String {
        self.link(Page::Ask(Box::new(ask)))
    }

    /// The page of the unit that a clause is pinned to; its instrument's where the unit is not known or not listed.
    pub(crate) fn pinned(&self, instrument: &str, unit: Option<&str>) -> String {
        let listed = |unit: &&str| self.landscape().instrument(instrument).is_some_and(|i| i.unit(unit).is_some());
        match unit.filter(listed) {
            Some(unit) => self.unit(instrument, unit),
            None => self.instrument(instrument),
        }
    }

    pub(crate) fn group(&self, id: &str) -> String {
        self.link(Page::Group(id.to_owned()))
    }

    /// The register narrowed to one value of one facet.
    pub(crate) fn register(&self, facet: &str, value: &str) -> String {
        self.link(Page::Register(Box::new(RegisterAsk::of(facet, value))))
    }

    /// A word in the vocabulary.
    pub(crate) fn word(&self, list: &str, id: &str) -> String {
        format!("{}#{list}-{id}", self.link(Page::Vocabulary))
    }

    /// An event, mechanism or position in the chronicle.
    pub(crate) fn event(&self, id: &str) -> String {
        format!("{}#{id}", self.link(Page::Events))
    }

    /// The page of an instrument or unit that somebody names; `None` if the landscape does not hold it. A unit that is
    /// not listed leads to its instrument.
    pub(crate) fn named(&self, name: &InstrumentName<'_>) -> Option<String> {
        let instrument = self.landscape().instrument(name.id)?;
        Some(match name.unit.filter(|unit| instrument.unit(unit).is_some()) {
            Some(unit) => self.unit(&instrument.id, unit),
            None => self.instrument(&instrument.id),
        })
    }

    /// How many errors and warnings the files have. Notes are not problems.
    pub(crate) fn problems(&self) -> (usize, usize) {
        let count = |severity| self.workbench.diagnostics().iter().filter(|d| d.severity == severity).count();
        (count(Severity::Error), count(Severity::Warning))
    }
}
