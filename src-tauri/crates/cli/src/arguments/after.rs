//! After a meeting: what was done, lost property, fees, the price list.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand};
use steward_app::domain::after::ClosingPoint;

pub(super) const AFTER_EXAMPLES: &str = "\
Examples:
  stewardctl after open
  stewardctl after search 1122-A03 --nothing --by 林晓
  stewardctl after used 1122-A03 瓶装水=171 茶叶=90 --by 林晓
  stewardctl after hand-over 1122-A03 录像光盘 --count 2 --to 市教育局 --signed 张主任 --by 老王
  stewardctl after waive 1122-A03 rated --why 内部例会";

pub(super) const LOST_EXAMPLES: &str = "\
Examples:
  stewardctl lost add 黑色折叠伞 --meeting 1122-A03 --by 林晓 --kept 服务台 3 号柜
  stewardctl lost return L1122-A01 --to 刘洋 --proof 13800000000
  stewardctl lost slip L1122-A01 -o slip.pdf";

pub(super) const FEE_EXAMPLES: &str = "\
Examples:
  stewardctl fee show 1122-A03
  stewardctl fee write 1122-A03 --discount 200 --why 长期客户
  stewardctl fee form 1122-A03 -o fee.pdf
  stewardctl fee signed 1122-A03 --by 张主任
  stewardctl fee paid 1122-A03 1200 --how 转账
  stewardctl fee open";

#[derive(Debug, Subcommand)]
pub(crate) enum AfterCommand {
    /// What was done after a meeting, and what is open
    Show {
        /// The meeting's number, or words that find it
        meeting: String,
    },
    /// The room was searched
    Search(Searched),
    /// Recordings or papers were handed over; nothing of it is kept
    HandOver {
        /// The meeting's number, or words that find it
        meeting: String,
        /// What
        what: String,
        /// How many
        #[arg(long, default_value_t = 1, value_name = "N")]
        count: u32,
        /// To whom
        #[arg(long, default_value = "", value_name = "NAME")]
        to: String,
        /// Who signed for it
        #[arg(long, value_name = "NAME")]
        signed: String,
        /// A copy stays here
        #[arg(long)]
        copy_kept: bool,
        /// Who handed it over
        #[arg(long, value_name = "NAME")]
        by: String,
    },
    /// Save the slip of a hand-over as PDF
    Slip {
        /// The meeting's number, or words that find it
        meeting: String,
        /// The hand-over's number [default: the newest]
        #[arg(long, value_name = "NUMBER")]
        number: Option<String>,
        /// The file
        #[arg(short, long, value_name = "FILE.pdf")]
        output: PathBuf,
    },
    /// What was used up was counted
    Used {
        /// The meeting's number, or words that find it
        meeting: String,
        /// What and how many, such as 瓶装水=171
        #[arg(required = true, value_name = "ITEM=N", value_parser = counted)]
        lines: Vec<(String, u32)>,
        /// Who counted
        #[arg(long, value_name = "NAME")]
        by: String,
    },
    /// The organiser said how it was
    Rate {
        /// The meeting's number, or words that find it
        meeting: String,
        /// From 1 to 5
        stars: u32,
        /// What they said
        #[arg(long, default_value = "", value_name = "TEXT")]
        said: String,
        /// Who said it
        #[arg(long, value_name = "NAME")]
        by: String,
    },
    /// What went wrong, what to change
    Review {
        /// The meeting's number, or words that find it
        meeting: String,
        /// What went wrong
        #[arg(long, default_value = "", value_name = "TEXT")]
        wrong: String,
        /// What to change
        #[arg(long, default_value = "", value_name = "TEXT")]
        change: String,
        /// Who wrote it
        #[arg(long, value_name = "NAME")]
        by: String,
    },
    /// A point need not be done
    Waive {
        /// The meeting's number, or words that find it
        meeting: String,
        /// cleared, searched, lost, handed_over, used, fee, rated or reviewed
        #[arg(value_parser = point)]
        point: ClosingPoint,
        /// Why
        #[arg(long, value_name = "TEXT")]
        why: String,
    },
    /// The meetings that are over and not settled
    Open {
        /// How far back, days
        #[arg(long, default_value_t = 30, value_name = "N")]
        days: u32,
    },
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("verdict").required(true).args(["found", "nothing"]))]
pub(crate) struct Searched {
    /// The meeting's number, or words that find it
    pub(crate) meeting: String,
    /// Something was found; enter each thing with `lost add`
    #[arg(long)]
    pub(crate) found: bool,
    /// Nothing was found
    #[arg(long)]
    pub(crate) nothing: bool,
    /// Who went through it
    #[arg(long, value_name = "NAME")]
    pub(crate) by: String,
    /// What else there is to know
    #[arg(long, default_value = "", value_name = "TEXT")]
    pub(crate) note: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LostCommand {
    /// What is kept
    List {
        /// What went back or was disposed of too
        #[arg(long)]
        all: bool,
    },
    /// Enter something that was found
    Add {
        /// What
        what: String,
        /// After which meeting
        #[arg(long, value_name = "MEETING")]
        meeting: Option<String>,
        /// Where it was found [default: the meeting's room]
        #[arg(long, default_value = "", value_name = "TEXT")]
        place: String,
        /// Who found it
        #[arg(long, value_name = "NAME")]
        by: String,
        /// Where it is kept
        #[arg(long, default_value = "", value_name = "TEXT")]
        kept: String,
        /// What else there is to know
        #[arg(long, default_value = "", value_name = "TEXT")]
        note: String,
    },
    /// It is back with its owner
    Return {
        /// Its number
        number: String,
        /// Who took it
        #[arg(long, value_name = "NAME")]
        to: String,
        /// Their paper or telephone
        #[arg(long, default_value = "", value_name = "TEXT")]
        proof: String,
    },
    /// It was handed to others or thrown away
    Dispose {
        /// Its number
        number: String,
        /// How
        #[arg(long, value_name = "TEXT")]
        how: String,
        /// Who allowed it
        #[arg(long, value_name = "NAME")]
        allowed: String,
    },
    /// Save its slip as PDF
    Slip {
        /// Its number
        number: String,
        /// The file
        #[arg(short, long, value_name = "FILE.pdf")]
        output: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum FeeCommand {
    /// What is proposed, what was written down and done
    Show {
        /// The meeting's number, or words that find it
        meeting: String,
    },
    /// Write the fee down: as proposed, or as a file says
    Write {
        /// The meeting's number, or words that find it
        meeting: String,
        /// Taken off, in yuan
        #[arg(long, default_value = "", value_name = "YUAN")]
        discount: String,
        /// Why
        #[arg(long, default_value = "", value_name = "TEXT")]
        why: String,
        /// Lines as JSON: group, name, unit, quantity, price in yuan, note
        #[arg(long, value_name = "FILE.json", conflicts_with_all = ["discount", "why"])]
        draft: Option<PathBuf>,
    },
    /// Save the fee confirmation as PDF
    Form {
        /// The meeting's number, or words that find it
        meeting: String,
        /// The file
        #[arg(short, long, value_name = "FILE.pdf")]
        output: PathBuf,
    },
    /// The organiser signed
    Signed {
        /// The meeting's number, or words that find it
        meeting: String,
        /// Who
        #[arg(long, value_name = "NAME")]
        by: String,
        /// What else there is to know
        #[arg(long, default_value = "", value_name = "TEXT")]
        note: String,
    },
    /// An invoice was sent
    Invoiced {
        /// The meeting's number, or words that find it
        meeting: String,
        /// Its number
        #[arg(long, default_value = "", value_name = "TEXT")]
        number: String,
    },
    /// Money came in
    Paid {
        /// The meeting's number, or words that find it
        meeting: String,
        /// How much, in yuan
        amount: String,
        /// How
        #[arg(long, default_value = "", value_name = "TEXT")]
        how: String,
    },
    /// The fees that are not paid, by when they are due
    Open,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PriceCommand {
    /// The price list
    List,
    /// Save the price list as JSON, to be edited
    Export {
        /// The file
        #[arg(short, long, value_name = "FILE.json")]
        output: PathBuf,
    },
    /// Keep the lines of a file, as export writes it; a line without an id of
    /// its own is new
    Import {
        /// The file
        file: PathBuf,
    },
}

/// `瓶装水=171`.
fn counted(text: &str) -> Result<(String, u32), String> {
    let wrong = || "write it like 瓶装水=171".to_owned();
    let (item, count) = text.rsplit_once(['=', '＝']).ok_or_else(wrong)?;
    let count = count.trim().parse().map_err(|_| wrong())?;
    Ok((item.trim().to_owned(), count))
}

fn point(text: &str) -> Result<ClosingPoint, String> {
    let code = text.to_lowercase().replace('-', "_");
    serde_json::from_value(serde_json::Value::String(code)).map_err(|_| {
        "one of cleared, searched, lost, handed_over, used, fee, rated, reviewed".to_owned()
    })
}
