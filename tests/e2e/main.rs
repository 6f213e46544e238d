//! The real window, end to end, driven from outside. Wants the built programs;
//! `cargo xtask test window` builds them and runs this.

mod first_run;
mod second_window;
mod window;
