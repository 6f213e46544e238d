//! The Steward window.

/// Records are many small things, made on one thread and freed on another; the
/// system's allocator takes its time with that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    steward_shell::run()
}
