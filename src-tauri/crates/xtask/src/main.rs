//! `cargo xtask …`: everything a newcomer or a CI machine types.
//!
//! Only the standard library, so that it compiles in seconds on a bare machine
//! and can install what the rest needs. Each file is one part:
//! [`packages`] the system, [`node`] and [`ui`] the web side, [`rust`] the
//! compiler's side, [`display`] and [`picture`] a screen where there is none,
//! [`steps`] what is shown meanwhile; [`window`] and [`check`] are the two
//! commands of the README.
#![allow(
    clippy::print_stdout,
    reason = "what a command line tool prints is its interface"
)]

mod check;
mod display;
mod node;
mod packages;
mod picture;
mod process;
mod rust;
mod setup;
mod steps;
mod ui;
mod window;
mod workspace;

use std::process::ExitCode;

use check::Part;
use process::{Failure, Outcome};
use workspace::Workspace;

const HELP: &str = "\
cargo xtask COMMAND

  run [--] [ARGS]   set up what is missing, build, open the window; ARGS go to
                    the window (--data DIR). Without a display: in a virtual
                    one, and a picture is saved as steward-window.png
  test              set up what is missing, then every check and test
       [--only] PART  rust, ui, window or network alone
       --no-setup   install nothing
  setup             install what is missing, build nothing
       --list       only say what is missing (status 1 if something is)
  soak --seeds FROM..TO
                    play stations under faults from many seeds, on all cores;
                    goes on where it was stopped
  bench [NAME …]    measure in a release build, ours beside others', and print
                    a table; NAMEs alone are measured
  lay DIR [N]       lay ten years of work into a folder: 200,000 meetings with
                    ten tasks each in 100 rooms, or N meetings
  network [ARGS]    real stations on networks that fail, in namespaces of their
                    own; prints the times to agreement. --list names the cases,
                    --asleep 600 has a machine sleep for ten minutes
  fuzz TARGET       look for bytes that break a target: frames, bundles or
       [--seconds N]  commits; 60 seconds. Wants cargo-fuzz
  bindings          write ui/src/ipc/bindings.ts anew from the Rust types
  fmt               format the Rust sources
  help              this
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some(command) = parse(&args) else {
        eprint!("{HELP}");
        return ExitCode::from(2);
    };
    match carry_out(command) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("\nerror: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
enum Command {
    Run { window_args: Vec<String> },
    Test { only: Option<Part>, setup: bool },
    Setup { list: bool },
    Soak { seeds: String },
    Bench { names: Vec<String> },
    Network { args: Vec<String> },
    Fuzz { target: String, seconds: u32 },
    Bindings,
    Fmt,
    Help,
}

/// Reads the command line; `None` when it cannot be understood.
fn parse(args: &[String]) -> Option<Command> {
    let (command, rest) = args
        .split_first()
        .map_or(("help", &[][..]), |(c, r)| (c.as_str(), r));
    match command {
        "run" => Some(Command::Run {
            window_args: without_dashes(rest),
        }),
        "test" => parse_test(rest),
        "setup" => match rest {
            [] => Some(Command::Setup { list: false }),
            [flag] if flag == "--list" => Some(Command::Setup { list: true }),
            _ => None,
        },
        "soak" => match rest {
            [flag, seeds] if flag == "--seeds" && seeds.contains("..") => Some(Command::Soak {
                seeds: seeds.clone(),
            }),
            _ => None,
        },
        "bench" if !rest.iter().any(|name| name.starts_with('-')) => Some(Command::Bench {
            names: rest.to_vec(),
        }),
        "lay" if matches!(rest.len(), 1 | 2) => Some(Command::Bench {
            names: args.to_vec(),
        }),
        "network" => Some(Command::Network {
            args: without_dashes(rest),
        }),
        "fuzz" => parse_fuzz(rest),
        "bindings" if rest.is_empty() => Some(Command::Bindings),
        "fmt" if rest.is_empty() => Some(Command::Fmt),
        "help" | "--help" | "-h" => Some(Command::Help),
        _ => None,
    }
}

/// What is meant for another program, with or without dashes before it.
fn without_dashes(args: &[String]) -> Vec<String> {
    match args.split_first() {
        Some((first, rest)) if first == "--" => rest.to_vec(),
        _ => args.to_vec(),
    }
}

fn parse_fuzz(args: &[String]) -> Option<Command> {
    let (target, seconds) = match args {
        [target] => (target, 60),
        [target, flag, seconds] if flag == "--seconds" => (target, seconds.parse().ok()?),
        _ => return None,
    };
    rust::FUZZED
        .contains(&target.as_str())
        .then(|| Command::Fuzz {
            target: target.clone(),
            seconds,
        })
}

fn parse_test(args: &[String]) -> Option<Command> {
    let (mut only, mut setup) = (None, true);
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--no-setup" => setup = false,
            "--only" => only = Some(Part::named(args.next()?)?),
            part => only = Some(Part::named(part.trim_start_matches("--only="))?),
        }
    }
    Some(Command::Test { only, setup })
}

fn carry_out(command: Command) -> Outcome<ExitCode> {
    if command == Command::Help {
        print!("{HELP}");
        return Ok(ExitCode::SUCCESS);
    }
    let workspace = Workspace::find()?;
    match command {
        Command::Run { window_args } => window::run(&workspace, &window_args),
        Command::Test { only, setup } => check::run(&workspace, only, setup),
        Command::Setup { list: true } => Ok(setup::list(&workspace)),
        Command::Setup { list: false } => setup::run(&workspace),
        Command::Soak { seeds } => rust::soak(&workspace, &seeds).map(|()| ExitCode::SUCCESS),
        Command::Bench { names } => rust::bench(&workspace, &names).map(|()| ExitCode::SUCCESS),
        Command::Network { args } => check::network(&workspace, &args).map(|()| ExitCode::SUCCESS),
        Command::Fuzz { target, seconds } => {
            rust::fuzz(&workspace, &target, seconds).map(|()| ExitCode::SUCCESS)
        }
        Command::Bindings => rust::write_bindings(&workspace).map(|()| ExitCode::SUCCESS),
        Command::Fmt => {
            process::run(workspace.cargo().args(["fmt", "--all"])).map(|()| ExitCode::SUCCESS)
        }
        Command::Help => Err(Failure::new("help is answered before")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<Command> {
        let args: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        parse(&args)
    }

    #[test]
    fn the_window_gets_its_arguments_with_and_without_the_dashes() {
        let wanted = Some(Command::Run {
            window_args: vec!["--data".into(), "/tmp/x".into()],
        });
        assert_eq!(read("run -- --data /tmp/x"), wanted);
        assert_eq!(read("run --data /tmp/x"), wanted);
    }

    #[test]
    fn the_network_gets_its_arguments_as_they_are() {
        let wanted = Some(Command::Network {
            args: vec!["--asleep".into(), "600".into()],
        });
        assert_eq!(read("network --asleep 600"), wanted);
        assert_eq!(read("network -- --asleep 600"), wanted);
    }

    #[test]
    fn test_takes_a_part_and_may_leave_out_the_set_up() {
        let both = Command::Test {
            only: Some(Part::Ui),
            setup: false,
        };
        for line in [
            "test --only ui --no-setup",
            "test --only=ui --no-setup",
            "test --no-setup ui",
        ] {
            assert_eq!(read(line).as_ref(), Some(&both), "{line}");
        }
        let all = Command::Test {
            only: None,
            setup: true,
        };
        assert_eq!(read("test"), Some(all));
    }

    #[test]
    fn figures_are_measured_all_or_by_name() {
        let named = |names: &[&str]| {
            Some(Command::Bench {
                names: names.iter().map(|n| (*n).to_owned()).collect(),
            })
        };
        assert_eq!(read("bench"), named(&[]));
        assert_eq!(read("bench wire digest"), named(&["wire", "digest"]));
        assert_eq!(read("lay /tmp/x 50"), named(&["lay", "/tmp/x", "50"]));
        assert_eq!(read("lay"), None);
    }

    #[test]
    fn what_is_fuzzed_is_known_and_takes_its_time() {
        let wanted = |seconds| {
            Some(Command::Fuzz {
                target: "frames".into(),
                seconds,
            })
        };
        assert_eq!(read("fuzz frames"), wanted(60));
        assert_eq!(read("fuzz frames --seconds 5"), wanted(5));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for line in [
            "tset",
            "test --only",
            "test --only moon",
            "setup --lits",
            "soak 1..2",
            "bench --all",
            "fuzz moon",
            "fuzz frames 5",
            "fmt x",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
