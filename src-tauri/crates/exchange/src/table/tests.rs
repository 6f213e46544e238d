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
fn days_and_hours_are_told_and_a_sheet_is_chosen() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("一").unwrap();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let both = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    let hour = Format::new().set_num_format("hh:mm");
    sheet.write_with_format(0, 0, 46_356, &day).unwrap();
    sheet
        .write_with_format(0, 1, 46_356.395_833, &both)
        .unwrap();
    sheet.write_with_format(0, 2, 0.604_166, &hour).unwrap();
    sheet.write(0, 3, 46_356).unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("二").unwrap();
    sheet.write(0, 0, "别的").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let ask = |sheet, days| read_table_as(&bytes, TableAsk { sheet, days }).unwrap();
    let told = ask(None, true);
    assert_eq!(
        cells(&told),
        [(1, vec!["2026-11-30", "2026-11-30 09:30", "14:30", "46356"])]
    );
    assert_eq!(told.sheets, ["一", "二"]);
    assert_eq!(cells(&ask(Some("二"), true)), [(1, vec!["别的"])]);
    assert_eq!(ask(Some("没有"), true).sheet, "一");
    // The same cells with the epoch of 1904, which workbooks of old Macs have.
    let bytes = epoch_1904(&bytes);
    let told = read_table_as(
        &bytes,
        TableAsk {
            sheet: None,
            days: true,
        },
    )
    .unwrap();
    assert_eq!(cells(&told)[0].1[0], "2030-12-01");
    assert_eq!(cells(&told)[0].1[2], "14:30");
}

/// A workbook that counts its days from 1904.
fn epoch_1904(bytes: &[u8]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for nth in 0..archive.len() {
        let mut part = archive.by_index(nth).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        let name = part.name().unwrap().into_owned();
        if name == "xl/workbook.xml" {
            let text = String::from_utf8(content).unwrap();
            let said = text.replacen("<workbookPr ", "<workbookPr date1904=\"1\" ", 1);
            assert_ne!(said, text);
            content = said.into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        out.write_all(&content).unwrap();
    }
    out.finish().unwrap().into_inner()
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
