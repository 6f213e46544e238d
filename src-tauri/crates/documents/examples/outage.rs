//! Writes an invented outage pack: `outage FILE.pdf MEETINGS|hard|alone zh|en [LINES]`.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    missing_docs,
    unreachable_pub,
    dead_code,
    reason = "an example to look at pages with; it shares the tests' invented packs"
)]

#[path = "../tests/paper/packs.rs"]
mod packs;
#[path = "../tests/paper/samples.rs"]
mod samples;

use steward_documents::{Fonts, Language, outage_pack};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let word = |i: usize| words.get(i).map(String::as_str);
    let language = if word(2) == Some("en") {
        Language::En
    } else {
        Language::Zh
    };
    let lines = word(3).unwrap_or("14").parse()?;
    let data = match word(1).unwrap_or("3") {
        "hard" => packs::hard(language),
        "alone" => packs::alone(language),
        n => packs::pack(language, n.parse()?, lines),
    };
    let paper = outage_pack(&data, &Fonts::find()?)?;
    std::fs::write(word(0).unwrap_or("outage.pdf"), paper.pdf()?)?;
    println!("{} pages", paper.pages());
    Ok(())
}
