//! The words of `bundle`.

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum BundleAct {
    /// Write what a station lacks, what is new since a moment, or all
    #[command(
        after_help = "Examples:\n  stewardctl bundle export --for 东楼 -o /media/stick/east.steward\n  \
        stewardctl bundle export --since yesterday --part-size 100M -o all.steward"
    )]
    Export {
        /// For this station, by name, letter or id: what it lacks as far as is known
        #[arg(long = "for", value_name = "STATION")]
        addressee: Option<String>,
        /// Only what was written since: a moment or a day
        #[arg(long, value_name = "TIME")]
        since: Option<String>,
        /// Largest file: 500K, 100M, 2G; what is more goes into further files
        #[arg(long, value_name = "SIZE", value_parser = size)]
        part_size: Option<u32>,
        /// The file; parts are named after it
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
    /// Take in what is in bundles, all parts or some, in any order
    Import {
        /// The files
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Say what is in bundles: who made them, when, for whom, how much is new
    Inspect {
        /// The files
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}

/// A size as people write it, in thousands: `800000`, `500K`, `100M`, `2G`.
fn size(text: &str) -> Result<u32, String> {
    let said = text.trim().to_uppercase();
    let said = said.trim_end_matches('B');
    let (digits, unit) = match said.chars().last() {
        Some('K') => (said.trim_end_matches('K'), 1_000),
        Some('M') => (said.trim_end_matches('M'), 1_000_000),
        Some('G') => (said.trim_end_matches('G'), 1_000_000_000),
        _ => (said, 1),
    };
    let number: u64 = digits
        .trim()
        .parse()
        .map_err(|_| "write it like 500K, 100M or 2G".to_owned())?;
    let bytes = number.checked_mul(unit).and_then(|n| u32::try_from(n).ok());
    bytes.ok_or_else(|| "at most 4G".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_people_write_them() {
        assert_eq!(size("800000"), Ok(800_000));
        assert_eq!(size("500k"), Ok(500_000));
        assert_eq!(size("100 MB"), Ok(100_000_000));
        assert_eq!(size("2G"), Ok(2_000_000_000));
        assert!(size("5G").is_err() && size("M").is_err() && size("lots").is_err());
    }
}
