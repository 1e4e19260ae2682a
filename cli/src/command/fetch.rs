//! `fetch`: an instrument's official text, from where the landscape says it lives.

use std::collections::HashMap;
use std::path::PathBuf;

use clap::Args;
use servanda::landscape::Landscape;
use servanda::read::Options;

use super::add::{self, Adding, Wanted};
use super::read::{View, show};
use super::session::Global;
use super::{Answer, Failure};

/// Get an instrument's official text from where the landscape says it lives
///
/// The addresses are those recorded for the texts of the instrument (`servanda show ID` lists them). This verb and `read URL`
/// are the only ones that open a connection. Without --add the text is shown as `read` shows it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  servanda fetch gge-2015
  servanda --landscape my-landscape fetch budapest-convention-2001 --language en --add")]
pub(crate) struct Arguments {
    /// The instrument
    #[arg(value_name = "ID")]
    id: String,
    /// Only the text in this language
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    #[command(flatten)]
    view: View,
    #[command(flatten)]
    adding: Adding,
}

/// Fetches the texts of an instrument.
pub(crate) fn run(global: &Global, arguments: &Arguments) -> Result<Answer, Failure> {
    let opened = global.open()?;
    let wanted = addresses(&opened.landscape, arguments)?;
    if arguments.adding.is_asked() {
        return add::add(global, &arguments.adding, &Options::default(), wanted);
    }
    let files: Vec<PathBuf> = wanted.into_iter().map(|w| w.named).collect();
    show(global, &opened.landscape, &files, &Options::default(), &arguments.view)
}

/// Where the texts live that are asked for. One address that serves several languages is fetched once.
fn addresses(landscape: &Landscape, arguments: &Arguments) -> Result<Vec<Wanted>, Failure> {
    let Some(instrument) = landscape.instrument(&arguments.id) else {
        let failure = Failure::new(format!("There is no instrument {}.", arguments.id));
        return Err(match landscape.nearest_instrument(&arguments.id) {
            Some(near) => failure.hint(format!("did you mean {near}?")),
            None => failure.hint("`servanda list` shows all."),
        });
    };
    let is_asked = |lang: &str| arguments.language.as_deref().is_none_or(|asked| asked == lang);
    let mut by_address: HashMap<&str, usize> = HashMap::new();
    let mut wanted: Vec<Wanted> = Vec::new();
    for text in instrument.texts.iter().filter(|text| is_asked(&text.lang)) {
        let Some(address) = text.official.as_deref() else { continue };
        match by_address.get(address).and_then(|at| wanted.get_mut(*at)) {
            Some(shared) => shared.lang = None,
            None => {
                by_address.insert(address, wanted.len());
                wanted.push(Wanted {
                    id: instrument.id.clone(),
                    lang: Some(text.lang.clone()),
                    named: PathBuf::from(address),
                    source: Some(address.to_owned()),
                });
            }
        }
    }
    if wanted.is_empty() {
        let tags: Vec<&str> =
            instrument.texts.iter().filter(|t| t.official.is_some()).map(|t| t.lang.as_str()).collect();
        let failure = Failure::new(format!(
            "No address of the text of {}{} is recorded.",
            instrument.id,
            arguments.language.as_ref().map(|l| format!(" in {l}")).unwrap_or_default()
        ));
        return Err(if tags.is_empty() {
            failure.hint(format!("`servanda read FILE --add --id {}` takes one from a file.", instrument.id))
        } else {
            failure.hint(format!("there are addresses for: {}.", tags.join(", ")))
        });
    }
    Ok(wanted)
}
