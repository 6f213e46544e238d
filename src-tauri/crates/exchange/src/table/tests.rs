//! Workbooks and texts as people have them, and as nobody should.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what it expects by failing"
)]

use std::io::Write as _;

use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};

use super::*;

fn cells(table: &Table) -> Vec<(u32, Vec<&str>)> {
    let rows = table.rows.iter();
    rows.map(|(number, cells)| (*number, cells.iter().map(String::as_str).collect()))
        .collect()
}

#[test]
fn a_workbook_is_read_with_its_empty_sheet_and_merged_cells() {
    let mut book = Workbook::new();
    book.add_worksheet();
    let sheet = book.add_worksheet();
    sheet.set_name("名单").unwrap();
    sheet
        .merge_range(0, 0, 0, 3, "参会人员", &Format::new())
        .unwrap();
    sheet.write_row(1, 0, ["姓名", "职务", "单位"]).unwrap();
    sheet.write(2, 0, "张伟").unwrap();
    sheet.write(3, 0, "李娜").unwrap();
    sheet.write(3, 1, "局长").unwrap();
    sheet
        .merge_range(2, 2, 5, 2, "财政局", &Format::new())
        .unwrap();
    sheet.write(7, 0, 12.0).unwrap();
    let table = read_table(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(table.sheet, "名单");
    assert_eq!(
        cells(&table),
        [
            (1, vec!["参会人员"]),
            (2, vec!["姓名", "职务", "单位"]),
            (3, vec!["张伟", "", "财政局"]),
            (4, vec!["李娜", "局长", "财政局"]),
            (8, vec!["12"])
        ]
    );
}

#[test]
fn a_cell_a_million_rows_down_costs_no_more_than_another() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "姓名").unwrap();
    sheet.write(1_048_575, 0, "张伟").unwrap();
    sheet.write(0, 16_383, "远").unwrap();
    let table = read_table(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(
        cells(&table),
        [(1, vec!["姓名"]), (1_048_576, vec!["张伟"])]
    );
    assert!(table.cut);
}

#[test]
fn a_file_that_unpacks_to_more_than_it_may_is_refused() {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    archive.start_file("xl/sharedStrings.xml", options).unwrap();
    let blank = vec![b' '; 1024 * 1024];
    for _ in 0..65 {
        archive.write_all(&blank).unwrap();
    }
    let bytes = archive.finish().unwrap().into_inner();
    assert!(bytes.len() < limits::TABLE_BYTES / 10);
    assert!(matches!(read_table(&bytes), Err(Fault::TooLarge { .. })));
}

#[test]
fn what_is_no_table_is_refused() {
    assert_eq!(read_table(b""), Err(Fault::Empty));
    assert_eq!(read_table(b"PK\x03\x04 no archive"), Err(Fault::NotATable));
    assert_eq!(
        read_table(&[0xd0, 0xcf, 0x11, 0xe0, 1]),
        Err(Fault::NotATable)
    );
}

#[test]
fn text_is_read_with_the_separator_it_has() {
    let tabs = read_table("\u{feff}姓名\t职务\r\n张伟\t市长\r\n\r\n".as_bytes()).unwrap();
    assert_eq!(
        cells(&tabs),
        [(1, vec!["姓名", "职务"]), (2, vec!["张伟", "市长"])]
    );
    let commas =
        read_table("name,title\n\"Li, Na\",\"Head \"\"B\"\"\nhere\"\nA,B".as_bytes()).unwrap();
    assert_eq!(
        cells(&commas),
        [
            (1, vec!["name", "title"]),
            (2, vec!["Li, Na", "Head \"B\"\nhere"]),
            (4, vec!["A", "B"])
        ]
    );
    let (gb, _, _) = encoding_rs::GB18030.encode("姓名,职务\n张伟,市长");
    assert_eq!(read_table(&gb).unwrap().rows[1].1, ["张伟", "市长"]);
}

#[test]
fn rows_beyond_the_limit_are_left_out_and_said_so() {
    let text = "张伟\n".repeat(limits::TABLE_ROWS + 1);
    let table = read_text(&text);
    assert_eq!((table.rows.len(), table.cut), (limits::TABLE_ROWS, true));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), packed in any::<bool>()) {
        let mut bytes = bytes;
        if packed {
            bytes.splice(0..0, *b"PK\x03\x04");
        }
        let _ = read_table(&bytes);
    }
}
