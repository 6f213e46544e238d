//! Bad files and bad disks: a sentence with what to do, nothing half-written,
//! nothing lost.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::desk::{Desk, calendar};

#[test]
fn files_that_are_no_calendar_are_named_for_what_they_are() {
    let desk = Desk::sample();
    let digest = desk.ok(&["digest"]);
    let import = |path: &str, zh: &str, en: &str| desk.refused(&["import", path], 2, zh, en);
    import(
        &desk.path("absent.ics"),
        "没有这个文件",
        "There is no such file",
    );
    import(
        desk.dir.path().to_str().unwrap(),
        "这是文件夹",
        "This is a folder",
    );
    import(
        &desk.file("empty.ics", ""),
        "文件是空的",
        "The file is empty",
    );
    import(
        &desk.file("noise.ics", [0, 159, 146, 150, 0, 1, 2]),
        "既不是 iCalendar",
        "neither iCalendar",
    );
    import(
        &desk.file("letter.txt", "Dear Sir or Madam"),
        "既不是 iCalendar",
        "neither iCalendar",
    );
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><schedule/>";
    import(&desk.file("bomb.xml", bomb), "实体", "entities");
    let huge = desk.path("huge.ics");
    fs::File::create(&huge)
        .unwrap()
        .set_len(51 * 1024 * 1024)
        .unwrap();
    import(&huge, "文件太大", "too large");
    assert_eq!(desk.ok(&["digest"]), digest);
}

#[test]
fn a_file_cut_in_the_middle_comes_in_as_far_as_it_goes_and_says_so() {
    let desk = Desk::sample();
    let whole = calendar("cut", 10);
    let file = desk.file("cut.ics", &whole[..whole.len() - 100]);
    let out = desk.ok(&["import", &file]);
    assert!(
        out.contains("not closed") || out.contains("ends in the middle"),
        "{out}"
    );
    assert!(
        out.contains("added 9 ") || out.contains("added 10 "),
        "{out}"
    );
    desk.is_sound();
}

#[test]
fn strange_titles_and_times_come_in_clean_or_not_at_all() {
    let desk = Desk::sample();
    let event = |n: usize, start: &str, end: &str, title: &str| {
        format!(
            "BEGIN:VEVENT\r\nUID:{n}\r\nDTSTART:{start}\r\nDTEND:{end}\r\nSUMMARY:{title}\r\nEND:VEVENT\r\n"
        )
    };
    let long = "长".repeat(10_000);
    let events = [
        event(
            1,
            "20261201T010000Z",
            "20261201T020000Z",
            "\u{202e}反转\0会\u{1b}[31m",
        ),
        event(2, "20261201T010000Z", "20261201T020000Z", &long),
        event(3, "20261201T020000Z", "20261201T010000Z", "结束早于开始"),
        event(4, "00010101T000000Z", "00010101T010000Z", "元年"),
        event(5, "99991231T000000Z", "99991231T010000Z", "末年"),
    ];
    let file = desk.file(
        "strange.ics",
        format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", events.concat()),
    );
    let out = desk.ok(&["import", &file, "--all"]);
    for said in [
        "ends before it starts",
        "not a sensible year",
        "title too long",
        "control characters taken out",
    ] {
        assert!(out.contains(said), "{said}: {out}");
    }
    let day = desk.ok(&["day", "2026-12-01"]);
    let unseen = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
    assert!(!day.contains(unseen) && !out.contains(unseen), "{day}");
    assert!(day.contains("反转"), "{day}");
    desk.is_sound();
}

#[test]
fn a_file_that_cannot_be_written_leaves_the_old_one_whole() {
    let desk = Desk::sample();
    let nowhere = desk.path("no-such-folder/out.ics");
    desk.refused(
        &["export", "-o", &nowhere],
        2,
        "没有这个文件",
        "There is no such file",
    );
    let folder = desk.path("folder");
    fs::create_dir(&folder).unwrap();
    desk.refused(
        &["export", "-o", &folder],
        2,
        "这是文件夹",
        "This is a folder",
    );
    let ran = desk.run(&["bulletin", "-o", &folder]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
    let beside: Vec<_> = fs::read_dir(desk.dir.path())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert!(
        beside
            .iter()
            .all(|name| !name.to_string_lossy().ends_with(".part")),
        "{beside:?}"
    );
}

#[test]
fn a_damaged_store_is_called_so_and_left_alone() {
    let desk = Desk::sample();
    let file = desk.data.join("steward.db");
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4096].fill(0x5a);
    fs::write(&file, &bytes).unwrap();
    let opened = desk.run(&["verify"]);
    assert_ne!(opened.status, 0, "{opened:?}");
    let said = opened.err + &opened.out;
    assert!(
        said.contains("damaged") && said.contains("Do not delete"),
        "{said}"
    );
    bytes.truncate(bytes.len() / 3);
    fs::write(&file, &bytes).unwrap();
    desk.refused(&["day"], 2, "不要删除它", "Do not delete it");
    assert_eq!(fs::read(&file).unwrap(), bytes);
}

#[test]
fn a_key_beside_the_data_is_not_taken() {
    let mut desk = Desk::empty();
    desk.config = desk.data.join("key");
    desk.refused(
        &["init"],
        2,
        "密钥不能放在数据文件夹里",
        "key must not lie in the data folder",
    );
}

/// A small file system in memory under a folder, gone when dropped; `None`,
/// with a word, where nobody may make one.
struct Disk(std::path::PathBuf);

impl Disk {
    fn at(dir: &Path, size: &str) -> Option<Self> {
        fs::create_dir_all(dir).unwrap();
        let disk = Self(dir.to_owned());
        let made = disk.mount(&[
            "-t",
            "tmpfs",
            "-o",
            &format!("mode=700,size={size}"),
            "steward-test",
        ]);
        if !made {
            eprintln!("skipped: only an administrator can make a small disk");
        }
        made.then_some(disk)
    }

    fn mount(&self, words: &[&str]) -> bool {
        let run = Command::new("mount").args(words).arg(&self.0).output();
        run.is_ok_and(|output| output.status.success())
    }

    /// Takes all the room there is.
    fn fill(&self) -> std::path::PathBuf {
        use std::io::Write as _;
        let path = self.0.join("filler");
        let mut file = fs::File::create(&path).unwrap();
        while file.write_all(&[0; 1024]).is_ok() {}
        path
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).output();
    }
}

#[test]
fn a_full_disk_refuses_and_keeps_what_was_acknowledged() {
    let desk = Desk::empty();
    let Some(disk) = Disk::at(&desk.dir.path().join("disk"), "8m") else {
        return;
    };
    let desk = Desk {
        data: disk.0.join("data"),
        ..desk
    };
    desk.ok(&["init", "--sample", "--date", "2026-11-22"]);
    desk.ok(&["book", "明天 9:00-10:00 209 20人 满盘之前"]);
    let week = desk.file("week.ics", calendar("week", 150));
    let out = disk.0.join("out.ics").display().to_string();
    desk.ok(&["export", "-o", &out]);
    let old = fs::read(&out).unwrap();
    let filler = disk.fill();
    desk.refused(
        &["book", "明天 13:00-14:00 209 20人 写不下了"],
        2,
        "磁盘满了",
        "The disk is full",
    );
    desk.refused(&["import", &week], 2, "磁盘满了", "The disk is full");
    desk.refused(&["export", "-o", &out], 2, "磁盘满了", "The disk is full");
    assert_eq!(fs::read(&out).unwrap(), old, "the old file stands");
    fs::remove_file(filler).unwrap();
    desk.is_sound();
    assert!(desk.ok(&["search", "满盘之前"]).contains("满盘之前"));
    assert_eq!(desk.ok(&["search", "写不下了"]), "Nothing found.\n");
    assert_eq!(desk.meetings(), 24);
    assert!(desk.ok(&["import", &week]).contains("added 150"));
}

#[test]
fn a_read_only_disk_is_named() {
    let desk = Desk::empty();
    let Some(disk) = Disk::at(&desk.dir.path().join("disk"), "8m") else {
        return;
    };
    let desk = Desk {
        data: disk.0.join("data"),
        ..desk
    };
    desk.ok(&["init", "--sample", "--date", "2026-11-22"]);
    assert!(disk.mount(&["-o", "remount,ro"]));
    desk.refused(
        &["book", "明天 9:00-10:00 209 20人 甲会"],
        2,
        "只能读",
        "read-only",
    );
    assert!(disk.mount(&["-o", "remount,rw"]));
    assert_eq!(desk.meetings(), 23);
    desk.is_sound();
}
