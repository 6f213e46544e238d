//! What a refusal says to a person, in both languages, and what to do.

use steward_app::domain::meeting::SlotFault;
use steward_app::domain::names::Language;
use steward_app::domain::offers::OfferKind;
use steward_app::domain::sheet::Doubt;
use steward_app::views::{OfferView, Refusal};

use crate::arguments::Tongue;
use crate::words::time::{clock, day_and_clock};
use crate::words::{booking, bundles, history, time};

/// Whether this is a fault of the surroundings rather than a no.
pub(crate) fn is_fault(refusal: &Refusal) -> bool {
    match refusal {
        Refusal::Store { code, .. } => {
            !matches!(code.as_str(), "exists" | "absent" | "recovery_code")
        }
        Refusal::File { .. } | Refusal::Document { .. } => true,
        _ => false,
    }
}

fn odd_time(doubt: Doubt, at: &str, tongue: Tongue) -> String {
    match doubt {
        Doubt::Future => tongue.pick(
            format!("{at} 还没有到，请核对纸上的时间；确实无误，请加 --odd-time。"),
            format!("{at} has not come yet: look at the sheet again. If it is right, add --odd-time."),
        ),
        Doubt::LongBefore => tongue.pick(
            format!("{at} 比应完成时间早很多，请核对；确实无误，请加 --odd-time。"),
            format!("{at} is long before it was due: look at the sheet again. If it is right, add --odd-time."),
        ),
    }
}

/// The sentence for a refusal.
pub(crate) fn refusal(refusal: &Refusal, tongue: Tongue) -> String {
    let zh = tongue == Tongue::Zh;
    let either = |a: &str, b: &str| if zh { a.to_owned() } else { b.to_owned() };
    match refusal {
        Refusal::Clash { with, offers } => {
            let mut text = either("会场已被占用：", "The room is taken:");
            for clash in with {
                text.push_str(&format!(
                    "\n  {}  {}  {}",
                    clash.meeting.number,
                    day_and_clock(&clash.meeting.when, tongue),
                    clash.meeting.title
                ));
            }
            text.push_str(&if offers.is_empty() {
                String::new()
            } else {
                either("\n可改为：", "\nFree instead:")
            });
            for offer in offers {
                text.push_str(&format!("\n  {}", self::offer(offer, tongue)));
            }
            text
        }
        Refusal::Engaged { name, with, free } => {
            let mut text = format!(
                "{name}{}",
                either("那时另有安排：", " is elsewhere at that time:")
            );
            for kept in with {
                text.push_str(&format!(
                    "\n  {}  {}  {} {}",
                    kept.meeting.number,
                    day_and_clock(&kept.when, tongue),
                    kept.meeting.title,
                    kept.task
                ));
            }
            if !free.is_empty() {
                text.push_str(&format!(
                    "\n{}{}",
                    either("有空的：", "Free instead: "),
                    free.join(tongue.comma())
                ));
            }
            text
        }
        Refusal::MovedOn => either(
            "这一件刚有变化，没有替你定；请再看一遍。",
            "This one just changed and was not decided for you: look again.",
        ),
        Refusal::ChoiceNeeded => either("请用 --take 写明取哪一个。", "Say which with --take."),
        Refusal::NotSuch { field, text } => {
            let field = history::field(field, tongue);
            tongue.pick(
                format!("{field}不能写成“{text}”，请改写。"),
                format!("The {field} cannot be “{text}”: write it differently."),
            )
        }
        Refusal::Slot(SlotFault::EndBeforeStart) => either(
            "结束要晚于开始，请改时间。",
            "The end must be after the start: change the times.",
        ),
        Refusal::Slot(SlotFault::TooLong) => either(
            "一场会议最长 31 天，请检查日期。",
            "A meeting lasts 31 days at most: check the dates.",
        ),
        Refusal::Slot(SlotFault::YearOutOfRange) => either(
            "年份要在 2000 到 2199 之间。",
            "The year must be from 2000 to 2199.",
        ),
        Refusal::Lacks(fields) => {
            let words: Vec<&str> = fields.iter().map(|f| booking::field(*f, tongue)).collect();
            format!(
                "{}{}",
                either("还缺：", "Still missing: "),
                words.join(tongue.comma())
            )
        }
        Refusal::ComesBefore(names) => {
            let language = Language::from(tongue);
            let names: Vec<&str> = names.iter().map(|n| n.in_language(language)).collect();
            format!(
                "{}{}{}",
                either("前一步还没确认：", "Not confirmed yet: "),
                names.join("; "),
                either(
                    "。先确认它，或用 --reason 写明理由。",
                    ". Confirm it first, or say why with --reason."
                )
            )
        }
        Refusal::NoTime(text) => tongue.pick(
            format!("“{text}”不是时间，请写成 1405 或 2026-11-22T14:05。"),
            format!("“{text}” is no time: write 1405, or 2026-11-22T14:05."),
        ),
        Refusal::OddTime {
            doubt,
            date,
            minute,
            ..
        } => odd_time(*doubt, &format!("{date} {}", time::minute(*minute)), tongue),
        Refusal::DoneBefore(done) => {
            let done: Vec<String> = done
                .iter()
                .map(|d| format!("{} {} {}", d.by, d.date, time::minute(d.minute)))
                .collect();
            format!(
                "{}{}{}",
                either("已有人确认过：", "Confirmed before: "),
                done.join(tongue.comma()),
                either(
                    "。确实又做了一次，请加 --once-more。",
                    ". If it was done once more, add --once-more."
                )
            )
        }
        Refusal::NothingIssued => either("还没有签发通知单。", "No notice was issued yet."),
        Refusal::NothingChanged => either(
            "与现行内容相同，没有可办的。",
            "It says already what it would say: nothing is to be done.",
        ),
        Refusal::Over(state) => tongue.pick(
            format!("会议{}，不再办理。", booking::state(*state, tongue)),
            format!("The meeting is {}.", booking::state(*state, tongue)),
        ),
        Refusal::ReasonNeeded => either("请用 --why 写明理由。", "A reason is needed: --why."),
        Refusal::NameNeeded => either("请写明姓名。", "A name is needed."),
        Refusal::Myself => either(
            "不能停用或撤销本工作站；请在另一台上操作。",
            "A station does not shut itself out: do it at another one.",
        ),
        Refusal::Bundle { code, file } => bundles::refused(code, file, tongue),
        Refusal::Pairing { code, detail } => pairing(code, detail, tongue),
        Refusal::Address(text) => tongue.pick(
            format!("“{text}”不是工作站的地址：写成 192.168.1.10 或 192.168.1.10:47810，最多 64 个"),
            format!("“{text}” is no address of a station: write 192.168.1.10 or 192.168.1.10:47810, at most 64"),
        ),
        Refusal::NoNetwork(why) if why.is_empty() => either(
            "这台工作站现在没有联网：先运行 stewardctl serve 或打开窗口。",
            "This station is not on the network: run stewardctl serve, or open the window.",
        ),
        Refusal::NoNetwork(why) => tongue.pick(
            format!("网络用不了：--listen 的地址是不是本机的，端口有没有被占用？{why}"),
            format!("The network cannot be used: is the address of --listen this machine's, is its port free? {why}"),
        ),
        Refusal::State { from, to } => {
            let (from, to) = (booking::state(*from, tongue), booking::state(*to, tongue));
            format!(
                "{}{from} → {to}",
                either("状态不能这样改：", "This state does not follow: ")
            )
        }
        Refusal::Unknown(word) => format!(
            "{}{word}",
            either("找不到，或读不懂：", "Not found, or not understood: ")
        ),
        Refusal::Several { word, found } => format!(
            "{}{word}\n  {}",
            either("不止一个，请说得再具体些：", "More than one, say more: "),
            found.join("\n  ")
        ),
        Refusal::TooLong { field, most } => {
            let field = history::field(field, tongue);
            tongue.pick(
                format!("{field}太长，最多 {most} 个字，请缩短。"),
                format!("The {field} is too long: {most} characters at most."),
            )
        }
        Refusal::OutOfRange { field, least, most } => {
            let field = history::field(field, tongue);
            tongue.pick(
                format!("{field}要在 {least} 到 {most} 之间。"),
                format!("The {field} must be from {least} to {most}."),
            )
        }
        Refusal::File { code, detail } => format!("{}\n  {detail}", file(code, zh)),
        Refusal::Document { code, detail } => format!("{}\n  {detail}", document(code, zh)),
        Refusal::Store { code, detail } => format!("{}\n  {detail}", store(code, zh)),
    }
}

/// An offer in one line.
pub(crate) fn offer(offer: &OfferView, tongue: Tongue) -> String {
    let zh = tongue == Tongue::Zh;
    let room = offer.room_name.in_language(tongue.into());
    let kind = match (offer.kind, zh) {
        (OfferKind::OtherRoom, true) => "换会场",
        (OfferKind::OtherTime, true) => "改时间",
        (OfferKind::OtherDay, true) => "改日期",
        (OfferKind::OtherRoom, false) => "other room",
        (OfferKind::OtherTime, false) => "other time",
        (OfferKind::OtherDay, false) => "other day",
    };
    let seats = if zh {
        format!("{} 座", offer.seats)
    } else {
        format!("{} seats", offer.seats)
    };
    let when = if offer.kind == OfferKind::OtherDay {
        day_and_clock(&offer.when, tongue)
    } else {
        clock(&offer.when)
    };
    format!("{kind}  {when}  {room}  {seats}")
}

fn file(code: &str, zh: bool) -> &'static str {
    match (code, zh) {
        ("not_found", true) => "没有这个文件，请检查路径。",
        ("not_found", false) => "There is no such file: check the path.",
        ("is_a_folder", true) => "这是文件夹，不是文件，请写明其中的文件。",
        ("is_a_folder", false) => "This is a folder, not a file: name a file in it.",
        ("no_permission", true) => "没有权限读写这个文件，请换个位置或放开权限。",
        ("no_permission", false) => {
            "No permission for this file: choose another place or have it opened."
        }
        ("no_space", true) => "磁盘满了，没有写下；请腾出空间再试。",
        ("no_space", false) => "The disk is full, nothing was written: make room and try again.",
        ("read_only", true) => "这个位置只能读，请换个位置。",
        ("read_only", false) => "This place is read-only: choose another.",
        ("empty", true) => "文件是空的，请重新导出。",
        ("empty", false) => "The file is empty: export it again.",
        ("too_large", true) => "文件太大，请分成几份。",
        ("too_large", false) => "The file is too large: split it.",
        ("binary" | "not_a_calendar", true) => "这既不是 iCalendar,也不是会议日程 XML。",
        ("binary" | "not_a_calendar", false) => {
            "This is neither iCalendar nor a conference schedule in XML."
        }
        ("entities", true) => "文件自带 XML 实体定义，为安全起见不读。",
        ("entities", false) => {
            "The file declares its own XML entities and is not read, for safety."
        }
        ("bad_map", true) => "会场对照表读不懂，应为 JSON:{\"对方会场\": \"本方会场\"}。",
        ("bad_map", false) => {
            "The room map cannot be read: it is JSON, {\"their room\": \"our room\"}."
        }
        (_, true) => "文件读写出错，请检查后再试。",
        (_, false) => "The file could not be read or written: check it and try again.",
    }
}

fn document(code: &str, zh: bool) -> &'static str {
    match (code, zh) {
        ("fonts_missing", true) => "缺少文书字体，请运行 cargo xtask setup。",
        ("fonts_missing", false) => "The fonts for documents are missing: run cargo xtask setup.",
        ("no_printing_system" | "no_printer", true) => "没有可用的打印机，请先存为 PDF。",
        ("no_printing_system" | "no_printer", false) => "There is no printer: save a PDF instead.",
        ("font_damaged", true) => "字体文件已损坏，请重新运行 cargo xtask setup。",
        ("font_damaged", false) => "A font file is damaged: run cargo xtask setup again.",
        (_, true) => "文书没有做成。请再试一次；再不行，请把下面这句话告诉技术人员。",
        (_, false) => {
            "The document could not be made: try again, then show the line below to a technician."
        }
    }
}

fn store(code: &str, zh: bool) -> &'static str {
    match (code, zh) {
        ("absent", true) => "这个文件夹里还没有数据。先运行 stewardctl init,或加 --sample 看示例。",
        ("absent", false) => {
            "There is no store in this folder yet: run stewardctl init, or with --sample for an example."
        }
        ("exists", true) => "这个文件夹里已有数据，没有改动它。",
        ("exists", false) => "This folder holds a store already; it was left as it is.",
        ("in_use", true) => "另一个程序正在使用这份数据，又没有应答。请关掉它再试。",
        ("in_use", false) => {
            "Another program has this store open and does not answer: close it and try again."
        }
        ("at_work", true) => "这份数据已在工作：窗口或另一个 serve 开着它，不用再开。",
        ("at_work", false) => {
            "This store is at work already: the window or another serve has it open. Nothing more is needed."
        }
        ("key_wrong", true) => {
            "密钥打不开这份数据。若数据是拷来的，请用 stewardctl recover 和恢复码。"
        }
        ("key_wrong", false) => {
            "The key does not open this store. If it is a copy, use stewardctl recover with its recovery code."
        }
        ("key_missing" | "key_damaged", true) => {
            "找不到这份数据的密钥。请用 stewardctl recover 和恢复码打开。"
        }
        ("key_missing" | "key_damaged", false) => {
            "The key of this store is missing: open it with stewardctl recover and its recovery code."
        }
        ("recovery_code", true) => "恢复码抄写有误，请核对。",
        ("recovery_code", false) => {
            "The recovery code has a slip in it: compare it with the paper."
        }
        ("damaged", true) => {
            "数据文件已损坏。不要删除它；请用 backup 文件夹里最近的备份替换，或请人处理。"
        }
        ("damaged", false) => {
            "The store's file is damaged. Do not delete it: put back the newest copy from the backup folder, or ask for help."
        }
        ("newer", true) => "这份数据由更新的版本写成，请先升级。数据没有改动。",
        ("newer", false) => {
            "This store was written by a newer version: upgrade first. It was left as it is."
        }
        ("network_folder", true) => "数据不能放在网络文件夹里，请移到本机硬盘。",
        ("network_folder", false) => {
            "The data must not lie on a network folder: move it to a local disk."
        }
        ("no_space", true) => "磁盘满了，这一步没有保存；之前的都在。请腾出空间再试。",
        ("no_space", false) => {
            "The disk is full: this step was not saved, all before it was. Make room and try again."
        }
        ("read_only", true) => "数据所在的磁盘只能读，请换个位置或放开权限。",
        ("read_only", false) => "The store's disk is read-only: move it or have it opened.",
        ("no_permission", true) => {
            "没有权限读写数据文件夹，请管理员放开权限，或用 --data 换个文件夹。"
        }
        ("no_permission", false) => {
            "No permission for the data folder: have it opened, or name another with --data."
        }
        ("key_beside_data", true) => {
            "密钥不能放在数据文件夹里：拷走一个就拷走了两个。请用 --config 换个文件夹。"
        }
        ("key_beside_data", false) => {
            "The key must not lie in the data folder, where who copies one has both: name another with --config."
        }
        ("path_too_long", true) => "文件夹的路径太长，请用 --data 换个短些的。",
        ("path_too_long", false) => {
            "The folder's path is too long: name a shorter one with --data."
        }
        ("no_folder", true) => "这个路径不是文件夹，或上一级不存在，请用 --data 换一个。",
        ("no_folder", false) => {
            "This path is no folder, or the one above it is missing: name another with --data."
        }
        ("upgrade", true) => "数据升级没有成功，文件还是原样。请把下面这句话告诉技术人员。",
        ("upgrade", false) => {
            "The store could not be upgraded and is as it was: show the line below to a technician."
        }
        (_, true) => "数据打不开或写不下。请再试一次；再不行，请把下面这句话告诉技术人员。",
        (_, false) => {
            "The store could not be opened or written: try again, then show the line below to a technician."
        }
    }
}

/// Why two stations did not pair, and what to do.
fn pairing(code: &str, detail: &str, tongue: Tongue) -> String {
    let (zh, en) = match code {
        "not_a_code" => ("配对码是六位数字。", "A code has six digits."),
        "wrong_code" => (
            "配对码不对：照着另一台屏幕再输一次；错三次要重新出码。",
            "The code is wrong: type it again as the other screen shows it; after three slips a new one is needed.",
        ),
        "offer_closed" => (
            "这个配对码已失效：请在另一台重新出码。",
            "This code is no longer good: have the other station show a new one.",
        ),
        "unreachable" | "silent" => (
            "连不上那台工作站：看地址是否照屏幕写的、两台是否在同一网络。",
            "That station does not answer: is the address as its screen shows it, are both on one network?",
        ),
        "other_version" => (
            "两边程序版本不同：请先升级。",
            "The two run different versions: update first.",
        ),
        "refused" | "house" => (
            "对方没能接入本机，请在对方重新出码再试。",
            "The other could not let this station in: have it show a new code and try again.",
        ),
        "guest" => (
            "本机的数据文件夹建不起来：",
            "The data folder could not be made here: ",
        ),
        _ => ("配对没有成功：", "The pairing failed: "),
    };
    let detail = if matches!(code, "guest" | "broken" | "house") {
        detail
    } else {
        ""
    };
    format!("{}{detail}", tongue.pick(zh, en))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What can befall a command; `newer` needs a store from the future.
    const STORE: [&str; 20] = [
        "absent",
        "exists",
        "in_use",
        "at_work",
        "network_folder",
        "key_beside_data",
        "key_missing",
        "key_damaged",
        "key_wrong",
        "recovery_code",
        "damaged",
        "newer",
        "no_space",
        "read_only",
        "no_permission",
        "path_too_long",
        "no_folder",
        "upgrade",
        "other",
        "of a later version",
    ];
    const FILE: [&str; 11] = [
        "not_found",
        "no_permission",
        "no_space",
        "read_only",
        "is_a_folder",
        "empty",
        "too_large",
        "binary",
        "not_a_calendar",
        "entities",
        "bad_map",
    ];

    #[test]
    fn every_code_of_the_store_has_a_sentence_of_its_own() {
        for zh in [true, false] {
            let other = store("other", zh);
            for code in STORE.iter().take(STORE.len() - 2) {
                assert_ne!(store(code, zh), other, "{code}");
            }
            assert_eq!(store("of a later version", zh), other);
        }
    }

    #[test]
    fn every_code_of_a_file_has_a_sentence_of_its_own() {
        for zh in [true, false] {
            let other = file("io", zh);
            for code in FILE {
                assert_ne!(file(code, zh), other, "{code}");
            }
        }
    }

    #[test]
    fn a_store_from_the_future_is_a_fault_and_left_as_it_is() {
        let newer = Refusal::Store {
            code: "newer".to_owned(),
            detail: "format 9".to_owned(),
        };
        assert!(is_fault(&newer));
        assert!(refusal(&newer, Tongue::Zh).contains("请先升级。数据没有改动。\n  format 9"));
        assert!(refusal(&newer, Tongue::En).contains("upgrade first. It was left as it is."));
    }

    #[test]
    fn a_no_is_no_fault() {
        let no = Refusal::Store {
            code: "recovery_code".to_owned(),
            detail: String::new(),
        };
        assert!(!is_fault(&no) && !is_fault(&Refusal::ReasonNeeded));
    }
}
