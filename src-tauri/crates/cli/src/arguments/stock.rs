//! Stock, the pick-list of a day, procurement notices.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand};

const STOCK_EXAMPLES: &str = "\
Examples:
  stewardctl stock list
  stewardctl stock add 席卡纸 --unit 包 --place 物料库 --minimum 10
  stewardctl stock in 瓶装水 240 --by 老王
  stewardctl stock count 茶杯 1180 --by 何静
  stewardctl stock broken 茶杯 2 --meeting 1122-A03 --by 何静
  stewardctl stock show 茶杯";

const PICK_EXAMPLES: &str = "\
Examples:
  stewardctl pick-list tomorrow -o pick-list.pdf
  stewardctl pick-list tomorrow -o pick-list.xlsx
  stewardctl pick-list today --take --by 何静
  stewardctl pick-list today --take --meeting 1122-A03 --count 瓶装水=180 --by 何静
  stewardctl pick-list today --back --meeting 1122-A03 --count 茶杯=42 --gone 茶杯=2 --by 何静";

const BUY_EXAMPLES: &str = "\
Examples:
  stewardctl buy propose
  stewardctl buy make
  stewardctl buy make --only 水果=12 --meeting 1122-A03
  stewardctl buy send B1122-A01 --to 采购小陈
  stewardctl buy ordered B1122-A01 --supplier 桐乡水业 --expected 'tomorrow 10:00' --by 采购小陈
  stewardctl buy delivered B1122-A01 瓶装水=240 --by 老王
  stewardctl buy print B1122-A01 -o notice.pdf";

/// Goods: kept, taken for a day, bought.
#[derive(Debug, Subcommand)]
pub(crate) enum GoodsCommand {
    /// What is kept, how much of it, what moved
    #[command(visible_alias = "goods", after_help = STOCK_EXAMPLES)]
    Stock {
        /// What to do
        #[command(subcommand)]
        act: StockCommand,
    },
    /// The pick-list of a day; who took the goods, what came back
    #[command(after_help = PICK_EXAMPLES)]
    PickList(PickCommand),
    /// Procurement notices: what is to be bought, ordered, delivered
    #[command(after_help = BUY_EXAMPLES)]
    Buy {
        /// What to do
        #[command(subcommand)]
        act: BuyCommand,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum StockCommand {
    /// What is kept, how much of it, what meetings to come need
    List,
    /// An item with all that moved
    Show {
        /// The item's name
        item: String,
    },
    /// Keep a new item
    Add {
        /// Its name
        name: String,
        /// What else there is to say
        #[command(flatten)]
        about: AboutItem,
    },
    /// Change what is kept of an item
    Edit {
        /// The item's name
        item: String,
        /// Its new name
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        /// It is kept no longer
        #[arg(long, conflicts_with = "keep")]
        retire: bool,
        /// It is kept again
        #[arg(long)]
        keep: bool,
        /// What else there is to say
        #[command(flatten)]
        about: AboutItem,
    },
    /// Something came in
    In(Moved),
    /// Something was taken
    Out(Moved),
    /// Something came back
    Return(Moved),
    /// Something was used up
    Used(Moved),
    /// Something was broken or lost
    Broken(Moved),
    /// There are this many now
    Count(Moved),
    /// The last movement was entered in error
    Undo {
        /// The item's name
        item: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        why: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct AboutItem {
    /// Its English name
    #[arg(long, value_name = "NAME")]
    pub(crate) en: Option<String>,
    /// Counted in
    #[arg(long, value_name = "UNIT")]
    pub(crate) unit: Option<String>,
    /// Where it lies
    #[arg(long, value_name = "PLACE")]
    pub(crate) place: Option<String>,
    /// Bought again when fewer are free
    #[arg(long, value_name = "N")]
    pub(crate) minimum: Option<u32>,
    /// It comes back after a meeting
    #[arg(long, conflicts_with = "used_up")]
    pub(crate) returns: bool,
    /// It is used up
    #[arg(long)]
    pub(crate) used_up: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Moved {
    /// The item's name
    pub(crate) item: String,
    /// How many
    pub(crate) count: u32,
    /// Who moved or counted it
    #[arg(long, value_name = "NAME")]
    pub(crate) by: String,
    /// For which meeting: its number, or words that find it
    #[arg(long, value_name = "MEETING")]
    pub(crate) meeting: Option<String>,
    /// What else there is to know
    #[arg(long, default_value = "", value_name = "TEXT")]
    pub(crate) note: String,
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("carrying").args(["take", "back"]))]
pub(crate) struct PickCommand {
    /// The day [default: today]
    pub(crate) day: Option<String>,
    /// Save it: as PDF, as a workbook (.xlsx)
    #[arg(short, long, value_name = "FILE", conflicts_with = "carrying")]
    pub(crate) output: Option<PathBuf>,
    /// The goods are taken: of all meetings that have nothing yet
    #[arg(long, requires = "by")]
    pub(crate) take: bool,
    /// The goods of a meeting came back: all that returns, or as counted
    #[arg(long, requires_all = ["by", "meeting"])]
    pub(crate) back: bool,
    /// Of this meeting alone: its number, or words that find it
    #[arg(long, value_name = "MEETING", requires = "carrying")]
    pub(crate) meeting: Option<String>,
    /// How many of an item, other than the list says; given again for each
    #[arg(long, value_name = "ITEM=N", value_parser = counted, requires = "meeting")]
    pub(crate) count: Vec<(String, u32)>,
    /// How many of an item were used up, broken or lost there
    #[arg(long, value_name = "ITEM=N", value_parser = counted, requires = "back")]
    pub(crate) gone: Vec<(String, u32)>,
    /// Who carried them
    #[arg(long, value_name = "NAME", requires = "carrying")]
    pub(crate) by: Option<String>,
    /// They were taken before and are taken once more
    #[arg(long, requires = "take")]
    pub(crate) once_more: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BuyCommand {
    /// What should be bought: what is short, what notices ask
    Propose,
    /// Make a procurement notice of what is proposed, and of what is named
    Make {
        /// What else, with how many
        #[arg(value_name = "ITEM=N", value_parser = counted)]
        items: Vec<(String, u32)>,
        /// Leave out what is proposed
        #[arg(long)]
        only: bool,
        /// For which meeting what is named is: its number, or words that find it
        #[arg(long, value_name = "MEETING")]
        meeting: Option<String>,
        /// What else there is to know
        #[arg(long, default_value = "", value_name = "TEXT")]
        note: String,
    },
    /// The notices, the newest first
    List,
    /// Note that a notice went to procurement
    Send {
        /// Its number
        number: String,
        /// To whom
        #[arg(long, value_name = "NAME")]
        to: String,
        /// By mail, on paper
        #[arg(long, default_value = "", value_name = "TEXT")]
        how: String,
    },
    /// Note what was ordered, and when it comes
    Ordered {
        /// The notice's number
        number: String,
        /// From whom
        #[arg(long, default_value = "", value_name = "NAME")]
        supplier: String,
        /// When it comes: a day, or a day and a time
        #[arg(long, value_name = "D [HH:MM]")]
        expected: String,
        /// Who ordered it
        #[arg(long, value_name = "NAME")]
        by: String,
        /// What else there is to know
        #[arg(long, default_value = "", value_name = "TEXT")]
        note: String,
    },
    /// Note what came: all that is open, or as named; it comes into stock
    Delivered {
        /// The notice's number
        number: String,
        /// What came, with how many
        #[arg(value_name = "ITEM=N", value_parser = counted)]
        items: Vec<(String, u32)>,
        /// Number of the delivery note
        #[arg(long, default_value = "", value_name = "TEXT")]
        slip: String,
        /// Who took it in
        #[arg(long, value_name = "NAME")]
        by: String,
    },
    /// The last delivery was entered in error
    Undo {
        /// The notice's number
        number: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        why: String,
    },
    /// What is open is bought no longer
    Cancel {
        /// The notice's number
        number: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        why: String,
    },
    /// Save a notice as PDF
    Print {
        /// Its number
        number: String,
        /// The file
        #[arg(short, long, value_name = "FILE.pdf")]
        output: PathBuf,
    },
}

fn counted(text: &str) -> Result<(String, u32), String> {
    let said = text.rsplit_once('=');
    let known = said.and_then(|(item, count)| Some((item.trim(), count.trim().parse().ok()?)));
    match known {
        Some((item, count)) if !item.is_empty() => Ok((item.to_owned(), count)),
        _ => Err("write it like 茶杯=42".to_owned()),
    }
}
