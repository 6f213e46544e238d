//! What a refusal says to a person, in both languages, and what to do.

use steward_app::domain::meeting::SlotFault;
use steward_app::domain::names::Language;
use steward_app::domain::offers::OfferKind;
use steward_app::domain::sheet::Doubt;
use steward_app::views::{OfferView, Refusal};

use crate::arguments::Tongue;
use crate::words::codes::{document, file, store};
use crate::words::time::{clock, day_and_clock};
use crate::words::{booking, bundles, history, keeping, posts, signing, staff, time, undo};

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
        Refusal::Locked { lock } => {
            let told = keeping::lock(lock, tongue);
            tongue.pick(
                format!("{told}。要移动它，请先解锁（stewardctl lock --off）。"),
                format!("{told}. Unlock it before moving it (stewardctl lock --off)."),
            )
        }
        Refusal::Unfit { name, bars } => posts::unfit(name, bars, tongue),
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
        Refusal::Away { name, reason, days } => staff::away(name, *reason, *days, tongue),
        Refusal::Backwards(days) => tongue.pick(
            format!("{} 早于 {}：结束日期不能早于开始日期。", days.to, days.from),
            format!("{} is before {}: the last day cannot be before the first.", days.to, days.from),
        ),
        Refusal::NoUndo(no) => undo::refused(no, tongue),
        Refusal::MovedOn => either(
            "这一件刚有变化，没有替你定；请再看一遍。",
            "This one just changed and was not decided for you: look again.",
        ),
        Refusal::NeedToKnow => either(
            "这是保密会议，您不在知悉范围内：能看能改的是会场、时间、人数；要改内容，请找知情的人。",
            "This meeting is confidential and you are not cleared for it: room, time and headcount can be changed; for its content ask somebody who is.",
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
        Refusal::NothingIssued => either("还没有签发过。", "Nothing was issued yet."),
        Refusal::ApprovalOpen => either(
            "委托方尚未批准：先用 approve 登记批复，或用 --why 写明理由。",
            "The client has not approved it: note the answer with approve, or say --why.",
        ),
        Refusal::NothingChanged => either(
            "与现行内容相同，没有可办的。",
            "It says already what it would say: nothing is to be done.",
        ),
        Refusal::Over(state) => tongue.pick(
            format!("会议{}，不再办理。", booking::state(*state, tongue)),
            format!("The meeting is {}.", booking::state(*state, tongue)),
        ),
        Refusal::ReasonNeeded => either("请用 --why 写明理由。", "A reason is needed: --why."),
        Refusal::NobodyListed => either(
            "座位图里还没有人，请先录入或导入与会人员。",
            "Nobody is on the seat plan yet: enter the people first, or bring in a list.",
        ),
        Refusal::NameNeeded => either("请写明姓名。", "A name is needed."),
        Refusal::SignInNeeded => either(
            "请先登录：stewardctl login 姓名。",
            "Sign in first: stewardctl login NAME.",
        ),
        Refusal::NotAllowed { right, who } => signing::not_allowed(*right, who, tongue),
        Refusal::SignIn { code, number } => signing::refused(code, *number, tongue),
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
        (OfferKind::GivesWay, true) => "请人让出",
        (OfferKind::OtherRoom, false) => "other room",
        (OfferKind::OtherTime, false) => "other time",
        (OfferKind::OtherDay, false) => "other day",
        (OfferKind::GivesWay, false) => "given up",
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
    let told = format!("{kind}  {when}  {room}  {seats}");
    let why = keeping::reasons(offer, tongue);
    if why.is_empty() {
        return told;
    }
    format!("{told}  {}", why.join(tongue.pick("；", "; ")))
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
    const STORE: [&str; 21] = [
        "absent",
        "exists",
        "in_use",
        "at_work",
        "arriving",
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
    const FILE: [&str; 12] = [
        "not_found",
        "no_permission",
        "no_space",
        "read_only",
        "is_a_folder",
        "empty",
        "too_large",
        "binary",
        "not_a_calendar",
        "not_a_table",
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
