//! `/ask`: who has promised what to whom; all that a party has promised; where texts are silent. `/party/<a>..<b>`: two sides
//! beside each other.

mod brief;
mod form;
mod sides;
mod silence;

use maud::{Markup, html};
use servanda::ask::{self as library, Actor, Promises, Question, Unasked};
use servanda::export::csv;

use super::{Answer, Refusal, html as found, json, written};
use crate::html::{Frame, layout};
use crate::question_ask::QuestionAsk;
use crate::route::Form;
use crate::view::View;

pub(super) use brief::{promises as promises_part, with};
pub(super) use sides::answer as sides;

/// Answers `/ask`.
pub(super) fn answer(view: &View<'_>, ask: &QuestionAsk) -> Answer {
    let (landscape, day) = (view.landscape(), view.as_of());
    if let Some(concept) = &ask.silence {
        return match library::silence(landscape, concept, &ask.within, day) {
            Ok(sheet) if view.route.form == Form::Html => found(view, &silence::page(view, ask, &sheet)),
            Ok(sheet) => json(&sheet),
            Err(wrong) => Answer::Refused(refusal(view, ask, &wrong)),
        };
    }
    if let Some(code) = &ask.party {
        return match library::promises(landscape, &known(view, code), day) {
            Ok(sheet) => match view.route.form {
                Form::Html => found(view, &brief::of_party(view, ask, &sheet)),
                Form::Csv => written(view, table(&sheet)),
                _ => json(&sheet),
            },
            Err(wrong) => Answer::Refused(refusal(view, ask, &[wrong])),
        };
    }
    let Some(act) = &ask.act else {
        return match view.route.form {
            Form::Html => found(view, &form::page(view, ask)),
            _ => Answer::Refused(refusal(view, ask, &[nothing()])),
        };
    };
    let actor = ask.actor.as_deref().unwrap_or(Actor::State.word());
    let Some((_, actor)) = Actor::WORDS.iter().find(|(word, _)| *word == actor) else {
        let instead = Some(Actor::State.word().to_owned());
        let wrong = Unasked { what: "kind of actor", word: actor.to_owned(), instead, why: None };
        return Answer::Refused(refusal(view, ask, &[wrong]));
    };
    let question = Question {
        by: ask.by.as_ref().map(|code| known(view, code)),
        toward: ask.toward.as_ref().map(|code| known(view, code)),
        act: act.clone(),
        object: ask.object.clone(),
        actor: *actor,
        on: day,
    };
    match library::ask(landscape, &question) {
        Ok(sheet) if view.route.form == Form::Html => found(view, &brief::page(view, ask, &sheet)),
        Ok(sheet) => json(&sheet),
        Err(wrong) => Answer::Refused(refusal(view, ask, &wrong)),
    }
}

/// The code of a party that is named by code or by its English name.
fn known(view: &View<'_>, name: &str) -> String {
    let landscape = view.landscape();
    let by_name = || landscape.parties.iter().find(|party| party.label().eq_ignore_ascii_case(name));
    match landscape.parties.get(name).or_else(by_name) {
        Some(party) => party.code.clone(),
        None => name.to_owned(),
    }
}

fn nothing() -> Unasked {
    Unasked { what: "act", word: String::new(), instead: None, why: Some("nothing is asked; name an act".to_owned()) }
}

/// The form again, with what is wrong and what may have been meant.
fn refusal(view: &View<'_>, ask: &QuestionAsk, wrong: &[Unasked]) -> Refusal {
    let message = wrong.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
    let main = html! {
        article.ask-page {
            h1 { "Ask" }
            div.banner role="status" {
                @for one in wrong {
                    p {
                        "“" (one.word) "” is no " (one.what) " of this landscape" @if let Some(why) = &one.why { ": " (why) } ". "
                        @if let Some(instead) = &one.instead {
                            "Did you mean " a href=(view.ask(ask.corrected(&one.word, instead))) { (instead) } "?"
                        }
                    }
                }
            }
            (form::act(view, ask))
            (form::silence(view, ask))
        }
    };
    let page = layout(view, &Frame { forms: Vec::new(), ..Frame::new("Ask", main) });
    Refusal { page, message }
}

/// What a brief needs to be cited: address, landscape, print and day.
fn cited(view: &View<'_>) -> Markup {
    let landscape = view.landscape();
    html! {
        p.cited {
            "Answer of the landscape " em { (landscape.manifest.name) } ", fingerprint "
            code { (landscape.fingerprint.chars().take(16).collect::<String>()) } ", as of " (crate::html::day(view.as_of()))
            ", at " code { (view.route.to_string()) } "."
        }
    }
}

fn table(promises: &Promises<'_>) -> Result<String, servanda::export::NotWritten> {
    let header = ["row", "commitment", "title", "pin", "modality", "acts", "toward", "strength", "hedges", "basis"];
    let lists = [("promise", &promises.promises), ("position", &promises.positions), ("proposal", &promises.proposals)];
    let rows = lists.into_iter().flat_map(|(kind, list)| {
        list.iter().map(move |clause| {
            [
                kind.to_owned(),
                clause.commitment.to_owned(),
                clause.title.to_owned(),
                clause.pin.clone(),
                clause.modality.word().to_owned(),
                clause.acts.iter().map(|act| act.id).collect::<Vec<_>>().join(" "),
                clause.toward.word(),
                clause.strength.word().to_owned(),
                clause.caveats.iter().map(|caveat| caveat.kind).collect::<Vec<_>>().join(" "),
                clause.basis.word().to_owned(),
            ]
        })
    });
    csv::write(&header, rows)
}
