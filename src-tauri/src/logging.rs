//! What happens, to standard error: the level by `STEWARD_LOG`, warnings and
//! worse when it is not set. Names, titles and numbers of people stay out.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

/// The variable that sets the level, such as `debug` or `steward_shell=trace`.
const LEVEL: &str = "STEWARD_LOG";

/// Starts logging, and has panics logged by their place in the source; what a
/// panic says may hold data and is left out.
pub(crate) fn start() {
    let filter = EnvFilter::try_from_env(LEVEL).unwrap_or_else(|_| EnvFilter::new("warn"));
    // A second start, as in tests, keeps the first.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .try_init();
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        let thread = std::thread::current();
        tracing::error!(place, thread = thread.name().unwrap_or_default(), "panic");
    }));
}
