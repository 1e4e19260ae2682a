//! `generate`: man page, completions and the whole help, all from the same definitions.

use std::fmt::Write as _;
use std::io;

use clap::{Args, Command, ValueEnum};
use clap_complete::Shell;

use super::{Answer, Failure};

/// Print the man page, completions for a shell, or the whole help
///
/// For example: servanda generate bash > ~/.local/share/bash-completion/completions/servanda
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// What to print
    what: What,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum What {
    /// Manual page in roff
    Man,
    /// Completions for bash
    Bash,
    /// Completions for zsh
    Zsh,
    /// Completions for fish
    Fish,
    /// The help of all verbs in Markdown
    Reference,
}

/// Prints what is wanted.
pub(crate) fn run(arguments: &Arguments, mut command: Command) -> Result<Answer, Failure> {
    let text = match arguments.what {
        What::Man => man(&command).map_err(|error| Failure::new(format!("the manual cannot be made: {error}.")))?,
        What::Bash => completions(Shell::Bash, &mut command),
        What::Zsh => completions(Shell::Zsh, &mut command),
        What::Fish => completions(Shell::Fish, &mut command),
        What::Reference => reference(command),
    };
    Ok(Answer::found(text))
}

fn completions(shell: Shell, command: &mut Command) -> String {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, command, "servanda", &mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// One page for all verbs: a reader of `man servanda` looks for a verb in it rather than in a second page.
fn man(command: &Command) -> io::Result<String> {
    let mut bytes = Vec::new();
    let main = clap_mangen::Man::new(command.clone());
    main.render_title(&mut bytes)?;
    main.render_name_section(&mut bytes)?;
    main.render_synopsis_section(&mut bytes)?;
    main.render_description_section(&mut bytes)?;
    main.render_options_section(&mut bytes)?;
    for verb in verbs(command) {
        let name = verb.get_name().to_uppercase();
        let page = clap_mangen::Man::new(verb.clone());
        bytes.extend(format!(".SH \"VERB: {name}\"\n").as_bytes());
        let mut section = Vec::new();
        page.render_description_section(&mut section)?;
        page.render_options_section(&mut section)?;
        // Sections of a verb become subsections of its own section.
        bytes.extend(String::from_utf8_lossy(&section).replace(".SH ", ".SS ").as_bytes());
    }
    main.render_extra_section(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn verbs(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|verb| verb.get_name() != "help" && !verb.is_hide_set())
}

fn reference(command: Command) -> String {
    // A fixed width, or the page would depend on the terminal of whoever made it.
    let mut command = command.term_width(100);
    command.build();
    let mut text = String::from("# Reference of the command line\n\nMade by `servanda generate reference`.\n");
    let _ =
        write!(text, "\n## servanda\n\n```text\n{}\n```\n", command.clone().render_long_help().to_string().trim_end());
    for verb in verbs(&command) {
        let mut verb = verb.clone().term_width(100);
        let help = verb.render_long_help().to_string();
        let _ = write!(text, "\n## servanda {}\n\n```text\n{}\n```\n", verb.get_name(), help.trim_end());
    }
    text
}
