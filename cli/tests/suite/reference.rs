use super::harness::{Fixture, program, servanda};

#[test]
fn the_whole_help_is_frozen() {
    let now = servanda(&["generate", "reference"]).stdout;
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite/reference.md");
    if std::env::var_os("SERVANDA_UPDATE").is_some() {
        std::fs::write(path, &now).unwrap();
    }
    let frozen = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        now == frozen,
        "the help has changed; look at the difference after SERVANDA_UPDATE=1 cargo test -p servanda-cli"
    );
}

#[test]
fn man_page_and_completions_are_made() {
    for (what, sign) in [("man", ".TH servanda"), ("bash", "complete"), ("zsh", "#compdef"), ("fish", "complete -c")] {
        let run = servanda(&["generate", what]);
        assert!(run.status == 0 && run.stdout.contains(sign), "{what}");
    }
}

#[test]
fn what_the_glance_proposes_really_works() {
    let fixture = Fixture::new();
    for (glance, ask) in [
        (
            servanda(&[]).stdout,
            Box::new(|arguments: &[&str]| servanda(arguments).status) as Box<dyn Fn(&[&str]) -> i32>,
        ),
        (fixture.run(&[]).stdout, Box::new(|arguments: &[&str]| fixture.run(arguments).status)),
    ] {
        let commands: Vec<Vec<&str>> = glance
            .lines()
            .filter_map(|line| line.trim().strip_prefix("servanda "))
            .map(|rest| rest.split("  ").next().unwrap().split(' ').collect())
            .collect();
        assert!((4..=6).contains(&commands.len()), "{commands:?}");
        for command in commands {
            // The day is given by the helper already.
            let command: Vec<&str> = command.into_iter().filter(|a| *a != "--as-of" && *a != "2015").collect();
            assert_eq!(ask(&command), 0, "{command:?}");
        }
    }
}

#[test]
fn help_and_version_are_answers() {
    for arguments in [&["--help"][..], &["help", "list"], &["--version"]] {
        let run = program().args(arguments).output().unwrap();
        assert!(run.status.code() == Some(0) && !run.stdout.is_empty() && run.stderr.is_empty(), "{arguments:?}");
    }
}
