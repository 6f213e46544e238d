//! Writes an invented day's bulletin: `bulletin FILE.pdf MEETINGS zh|en [TASKS] [SVG]`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout, missing_docs, unreachable_pub, dead_code)]

#[path = "../tests/paper/samples.rs"]
mod samples;

use steward_documents::{Fonts, Language, bulletin};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let word = |i: usize| words.get(i).map(String::as_str);
    let language = if word(2) == Some("en") { Language::En } else { Language::Zh };
    let (meetings, tasks) = (word(1).unwrap_or("3").parse()?, word(3).unwrap_or("2").parse()?);
    let day = if meetings == 0 { samples::empty(language) } else { samples::busy(language, meetings, tasks) };
    let paper = bulletin(&day, &Fonts::find()?)?;
    std::fs::write(word(0).unwrap_or("bulletin.pdf"), paper.pdf()?)?;
    println!("{} pages", paper.pages());
    Ok(())
}
