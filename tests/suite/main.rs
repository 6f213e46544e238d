//! Everything tested through public doors, in one program.

mod tidy;
