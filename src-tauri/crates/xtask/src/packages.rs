//! The system's packages: which are needed, which are missing, how to get them.

use std::collections::HashSet;
use std::path::Path;
use std::process::Command;

use crate::process::{Failure, Outcome, on_path, output, run, succeeds};

/// What a package is needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Building and running the program.
    Window,
    /// A screen where there is none, and looking at it.
    Screen,
    /// The tests.
    Test,
}

/// How to tell that something is there without asking the package system.
#[derive(Debug, Clone, Copy)]
enum Sign {
    Program(&'static str),
    /// A program for administrators, which a user's path may leave out.
    Tool(&'static str),
    Library(&'static str),
    Font(&'static str),
}

/// A package by its Debian name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Package {
    pub(crate) name: &'static str,
    pub(crate) why: &'static str,
    need: Need,
    sign: Sign,
}

const fn package(name: &'static str, need: Need, sign: Sign, why: &'static str) -> Package {
    Package {
        name,
        why,
        need,
        sign,
    }
}

/// Debian 12's names; Ubuntu 22.04 and later have the same.
const PACKAGES: &[Package] = &[
    package(
        "build-essential",
        Need::Window,
        Sign::Program("cc"),
        "C compiler and linker",
    ),
    package(
        "cmake",
        Need::Window,
        Sign::Program("cmake"),
        "builds the solver under the roster",
    ),
    package(
        "clang",
        Need::Window,
        Sign::Program("clang"),
        "reads the solver's headers",
    ),
    package(
        "pkg-config",
        Need::Window,
        Sign::Program("pkg-config"),
        "finds libraries",
    ),
    package(
        "libssl-dev",
        Need::Window,
        Sign::Library("libcrypto"),
        "encryption of the store",
    ),
    package(
        "libdbus-1-dev",
        Need::Window,
        Sign::Library("dbus-1"),
        "talks to the desktop",
    ),
    package(
        "libwebkit2gtk-4.1-dev",
        Need::Window,
        Sign::Library("webkit2gtk-4.1"),
        "the web view in the window",
    ),
    package(
        "librsvg2-dev",
        Need::Window,
        Sign::Library("librsvg-2.0"),
        "icons",
    ),
    package(
        "dbus",
        Need::Window,
        Sign::Program("dbus-daemon"),
        "notifications, one window only",
    ),
    package(
        "fonts-noto-cjk",
        Need::Window,
        Sign::Font(":lang=zh-cn"),
        "Chinese on the screen",
    ),
    package("cups-client", Need::Window, Sign::Program("lp"), "printing"),
    package(
        "xvfb",
        Need::Screen,
        Sign::Program("Xvfb"),
        "a display without a screen",
    ),
    package(
        "xauth",
        Need::Screen,
        Sign::Program("xauth"),
        "the key to that display",
    ),
    package(
        "xdotool",
        Need::Screen,
        Sign::Program("xdotool"),
        "finds the window",
    ),
    package(
        "imagemagick",
        Need::Screen,
        Sign::Program("import"),
        "takes its picture",
    ),
    package(
        "webkit2gtk-driver",
        Need::Test,
        Sign::Program("WebKitWebDriver"),
        "drives the window",
    ),
    package(
        "poppler-utils",
        Need::Test,
        Sign::Program("pdftotext"),
        "reads the PDFs",
    ),
    package(
        "gnome-keyring",
        Need::Test,
        Sign::Program("gnome-keyring-daemon"),
        "keeps a key in tests",
    ),
    package(
        "iproute2",
        Need::Test,
        Sign::Tool("ip"),
        "networks for tests",
    ),
    package(
        "nftables",
        Need::Test,
        Sign::Tool("nft"),
        "has them lose and hold back",
    ),
    package(
        "tcpdump",
        Need::Test,
        Sign::Tool("tcpdump"),
        "listens on them",
    ),
    package(
        "faketime",
        Need::Test,
        Sign::Program("faketime"),
        "a clock that is wrong",
    ),
];

/// npm, asked for only where Node.js is missing or too old.
pub(crate) const NPM: Package = package(
    "npm",
    Need::Window,
    Sign::Program("npm"),
    "fetches Node.js and the UI's packages",
);

/// The packages that are needed and not there. Asks nobody outside.
pub(crate) fn missing(needs: &[Need], npm: bool) -> Vec<Package> {
    let installed = installed();
    PACKAGES
        .iter()
        .chain(npm.then_some(&NPM))
        .filter(|p| needs.contains(&p.need))
        .filter(|p| !installed.contains(p.name) && !p.sign.shows())
        .copied()
        .collect()
}

/// Says what is missing and installs it.
///
/// # Errors
/// A sentence with the line an administrator would type, when this user may
/// not install or this system has no `apt-get`.
pub(crate) fn install(missing: &[Package]) -> Outcome<()> {
    if missing.is_empty() {
        println!("all system packages are there");
        return Ok(());
    }
    println!("system packages to install:");
    print!("{}", list(missing));
    if on_path("apt-get").is_none() {
        return Err(Failure::new(format!(
            "this system has no apt-get. Install what answers to these Debian packages, then \
             try again: {}",
            names(missing)
        )));
    }
    let Some(as_root) = as_root() else {
        return Err(Failure::new(for_administrator(missing)));
    };
    let update = run(&mut apt(&as_root, &["update"]));
    let mut args = vec!["install", "--yes", "--no-install-recommends"];
    args.extend(missing.iter().map(|p| p.name));
    run(&mut apt(&as_root, &args)).map_err(|failure| {
        let fresh = update.map_or("; the package lists are not fresh either", |()| "");
        Failure::new(format!("{failure}{fresh}. {}", for_administrator(missing)))
    })
}

/// One line a package: name and what it is for.
pub(crate) fn list(packages: &[Package]) -> String {
    packages
        .iter()
        .map(|p| format!("  {:<22} {}\n", p.name, p.why))
        .collect()
}

fn names(packages: &[Package]) -> String {
    packages
        .iter()
        .map(|p| p.name)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The sentence and the line for who may install where this user may not.
fn for_administrator(missing: &[Package]) -> String {
    format!(
        "Packages are missing and this user cannot install them. Hand this line to an \
         administrator:\n\n    apt-get install --no-install-recommends {}\n",
        names(missing)
    )
}

/// What to write before `apt-get`: nothing for root, sudo for others; `None`
/// where neither will do. Without a terminal sudo must not ask.
fn as_root() -> Option<Vec<&'static str>> {
    if output(Command::new("id").arg("-u")).as_deref() == Some("0") {
        return Some(Vec::new());
    }
    on_path("sudo")?;
    if std::io::IsTerminal::is_terminal(&std::io::stdin()) {
        return Some(vec!["sudo"]);
    }
    succeeds(Command::new("sudo").args(["-n", "true"])).then(|| vec!["sudo", "-n"])
}

fn apt(as_root: &[&str], args: &[&str]) -> Command {
    let words: Vec<&str> = as_root
        .iter()
        .copied()
        // As `env` and not as this process's: sudo drops the environment.
        .chain(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"])
        // Lines that stay, and not a bar that a log file shows a hundred times.
        .chain(["--option", "Dpkg::Use-Pty=0"])
        .chain(args.iter().copied())
        .collect();
    let (program, args) = words
        .split_first()
        .map_or(("apt-get", &[][..]), |(p, a)| (*p, a));
    let mut command = Command::new(program);
    command.args(args);
    command
}

/// The names of the packages Debian's own record calls installed; empty where
/// there is no such record.
fn installed() -> HashSet<String> {
    let known = PACKAGES.iter().chain([&NPM]).map(|p| p.name);
    let mut query = Command::new("dpkg-query");
    query.args(["--show", "--showformat", "${Package} ${db:Status-Status}\n"]);
    // Names that Debian has never heard of make its status non-zero, and are
    // just not there.
    let Ok(output) = query.args(known).output() else {
        return HashSet::new();
    };
    read_installed(&String::from_utf8_lossy(&output.stdout))
}

fn read_installed(record: &str) -> HashSet<String> {
    record
        .lines()
        .filter_map(|line| line.split_once(' '))
        .filter(|(_, status)| *status == "installed")
        .map(|(name, _)| name.to_owned())
        .collect()
}

impl Sign {
    fn shows(self) -> bool {
        match self {
            Self::Program(name) => on_path(name).is_some(),
            Self::Tool(name) => {
                let folders = ["/usr/sbin", "/sbin"].map(Path::new);
                on_path(name).is_some() || folders.iter().any(|dir| dir.join(name).is_file())
            }
            Self::Library(name) => succeeds(Command::new("pkg-config").args(["--exists", name])),
            Self::Font(pattern) => {
                output(Command::new("fc-list").arg(pattern)).is_some_and(|fonts| !fonts.is_empty())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_wholly_installed_counts() {
        let record = "xvfb installed\nxdotool config-files\nnpm not-installed\ncut";
        assert_eq!(read_installed(record), HashSet::from(["xvfb".to_owned()]));
    }

    #[test]
    fn an_administrator_gets_one_line_to_type() {
        let text = for_administrator(&PACKAGES[..2]);
        let wanted = "    apt-get install --no-install-recommends build-essential cmake";
        assert!(text.lines().any(|line| line == wanted), "{text}");
    }

    #[test]
    fn without_root_the_front_end_is_told_to_be_quiet_behind_sudo() {
        let command = apt(&["sudo", "-n"], &["update"]);
        let args: Vec<_> = command.get_args().collect();
        assert_eq!(command.get_program(), "sudo");
        assert_eq!(
            args[..4],
            ["-n", "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
        );
        assert!(args.ends_with(&["update".as_ref()]));
    }

    #[test]
    fn a_run_asks_for_no_test_packages() {
        let tests_only = |needs: &[Need]| {
            PACKAGES
                .iter()
                .any(|p| needs.contains(&p.need) && p.name == "webkit2gtk-driver")
        };
        assert!(!tests_only(&[Need::Window, Need::Screen]));
        assert!(tests_only(&[Need::Window, Need::Screen, Need::Test]));
    }
}
