//! Writes an invented day's bulletin: `bulletin FILE.pdf MEETINGS|awkward zh|en [TASKS]`.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    missing_docs,
    unreachable_pub,
    dead_code,
    reason = "an example to look at pages with; it shares the tests' invented days"
)]

#[path = "../tests/paper/samples.rs"]
mod samples;

use steward_documents::{Fonts, Language, bulletin};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let word = |i: usize| words.get(i).map(String::as_str);
    let language = if word(2) == Some("en") {
        Language::En
    } else {
        Language::Zh
    };
    let tasks = word(3).unwrap_or("2").parse()?;
    let day = match word(1).unwrap_or("3") {
        "awkward" => samples::awkward(language),
        "0" => samples::empty(language),
        n => samples::busy(language, n.parse()?, tasks),
    };
    let paper = bulletin(&day, &Fonts::find()?)?;
    std::fs::write(word(0).unwrap_or("bulletin.pdf"), paper.pdf()?)?;
    println!("{} pages", paper.pages());
    Ok(())
}
