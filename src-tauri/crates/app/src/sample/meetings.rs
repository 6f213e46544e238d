//! A day's meetings for the sample complex, invented, with the checks of the
//! past hours confirmed, so that a first look shows a desk at work.

use chrono::Datelike as _;
use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use serde_json::json;
use steward_domain::ids::{MeetingId, Number, RoomId};
use steward_domain::meeting::{Meeting, Refreshment, Slot, Standing, State, Taken};
use steward_domain::plan::{self, Confirmation, Template};
use steward_domain::room::Room;
use steward_domain::secrecy::Level;
use steward_domain::venue::Venue;
use steward_store::Writer;

use super::staff::People;
use super::{approvals, posts, seats};
use crate::bookings::blank;
use crate::views::Refusal;

/// What the sample is laid out from.
pub(crate) struct Day<'a> {
    pub(crate) venue: &'a Venue,
    pub(crate) rooms: &'a [Room],
    pub(crate) templates: &'a [Template],
    pub(crate) date: NaiveDate,
    pub(crate) now: DateTime<Utc>,
    pub(crate) letter: &'a str,
}

/// One meeting: day, room's English name, from, to, title, people, organiser,
/// contact, service, state, whether a leader comes.
struct Row(
    i64,
    &'static str,
    (u32, u32),
    (u32, u32),
    &'static str,
    u32,
    &'static str,
    &'static str,
    Refreshment,
    State,
    bool,
);

pub(super) fn save(w: &mut Writer<'_>, day: &Day<'_>, people: &People) -> Result<(), Refusal> {
    let mut podium = true;
    for (at, row) in rows().into_iter().enumerate() {
        let count = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let Some(mut meeting) = meeting(MeetingId(w.new_id()), &row, count, day) else {
            continue;
        };
        if meeting.slot.end + Duration::minutes(45) < day.now
            && meeting.standing.state == State::Confirmed
        {
            meeting.standing.state = State::Closed;
        }
        // The first meeting that leaders come to and few others.
        let few = meeting.headcount.is_some_and(|heads| heads <= 60);
        let podium = meeting.leader && few && std::mem::take(&mut podium);
        if podium {
            meeting.level = Level::Confidential;
        }
        w.save(&meeting)?;
        approvals::save(w, day, &meeting);
        if podium {
            seats::save(w, &meeting)?;
        }
        let room = day.rooms.iter().find(|r| Some(r.id) == meeting.slot.room);
        let large = meeting.headcount.is_some_and(|heads| heads >= posts::HEADS);
        if let Some(room) = room.filter(|_| large) {
            posts::save(w, &meeting, room, &people.all)?;
        }
        for done in confirmed(&meeting, day) {
            w.fact(plan::CONFIRMED, meeting.id.0, json!(done));
        }
    }
    Ok(())
}

fn meeting(id: MeetingId, row: &Row, count: u32, day: &Day<'_>) -> Option<Meeting> {
    let Row(days, room, from, to, title, heads, organiser, contact, service, state, leader) = row;
    let room = day.rooms.iter().find(|r| r.name.en == *room)?;
    let date = day.date + Duration::days(*days);
    let at = |(hour, minute): (u32, u32)| {
        day.venue.instant(
            date.and_time(NaiveTime::MIN) + Duration::minutes(i64::from(hour * 60 + minute)),
        )
    };
    let slot = Slot {
        room: Some(room.id),
        also: also(room, *leader),
        layout: room.settings.first().map(|s| s.layout),
        start: at(*from),
        end: at(*to),
        all_day: false,
    };
    let taken_on = day.venue.day(day.date - Duration::days(3)).0 + Duration::hours(10);
    let taken = Taken {
        by: "林晓".to_owned(),
        at: taken_on.min(day.now),
    };
    let number = Number::new(day.date.month(), day.date.day(), day.letter, count);
    let mut meeting = blank(id, number, taken, slot);
    (*title).clone_into(&mut meeting.title);
    (*organiser).clone_into(&mut meeting.organiser);
    (*contact).clone_into(&mut meeting.contact);
    meeting.phone = format!("0573-8100{:04}", 1000 + count * 37);
    meeting.headcount = Some(*heads);
    meeting.service = *service;
    meeting.leader = *leader;
    meeting.standing = Standing {
        state: *state,
        by: "林晓".to_owned(),
        why: String::new(),
    };
    meeting.template = plan::choose(day.templates, room, meeting.slot.layout, "").map(|t| t.id);
    Some(meeting)
}

/// A leader's meeting in a hall opens its lounges (S-13).
fn also(room: &Room, leader: bool) -> Vec<RoomId> {
    if leader {
        room.companions.clone()
    } else {
        Vec::new()
    }
}

/// Confirms what was due until a moment ago, so that the newest are open and
/// a few late.
fn confirmed(meeting: &Meeting, day: &Day<'_>) -> Vec<Confirmation> {
    let Some(template) = day
        .templates
        .iter()
        .find(|t| Some(t.id) == meeting.template)
    else {
        return Vec::new();
    };
    let done_by = day.now - Duration::minutes(10);
    plan::tasks(meeting, template, day.venue)
        .into_iter()
        .filter(|task| task.due <= done_by)
        .map(|task| Confirmation {
            task: task.key.short(),
            by: if task.work == plan::Work::Check {
                "周敏"
            } else {
                "陈洁"
            }
            .to_owned(),
            at: task.due - Duration::minutes(3),
            due: task.due,
            note: String::new(),
            reason: String::new(),
            paper: false,
        })
        .collect()
}

fn rows() -> Vec<Row> {
    use Refreshment::{PodiumTea, Tea, Water};
    use State::{AwaitingApproval, Confirmed, Enquiry, Held};
    vec![
        Row(
            0,
            "Main hall",
            (9, 0),
            (11, 30),
            "全市安全生产工作会议",
            860,
            "市应急管理局",
            "赵处长",
            PodiumTea,
            Confirmed,
            true,
        ),
        Row(
            0,
            "Main hall",
            (15, 0),
            (17, 30),
            "智慧城市论坛开幕式",
            1_050,
            "市大数据局",
            "孙主任",
            PodiumTea,
            Confirmed,
            false,
        ),
        Row(
            0,
            "Lecture hall",
            (8, 30),
            (10, 0),
            "新录用公务员培训",
            180,
            "市人社局",
            "吴科长",
            Water,
            Confirmed,
            false,
        ),
        Row(
            0,
            "Lecture hall",
            (14, 0),
            (16, 30),
            "教育系统骨干培训",
            320,
            "市教育局",
            "张主任",
            PodiumTea,
            Confirmed,
            false,
        ),
        Row(
            0,
            "Presidium hall",
            (14, 30),
            (16, 30),
            "重点工程专题会",
            42,
            "市政府办公室",
            "钱秘书",
            Tea,
            Confirmed,
            true,
        ),
        Row(
            0,
            "Press hall",
            (10, 0),
            (11, 30),
            "三季度经济运行新闻通气会",
            65,
            "市统计局",
            "郑科长",
            Water,
            Confirmed,
            false,
        ),
        Row(
            0,
            "Press hall",
            (16, 0),
            (18, 0),
            "媒体见面会",
            80,
            "市文旅局",
            "冯科长",
            Water,
            AwaitingApproval,
            false,
        ),
        Row(
            0,
            "VIP room 3",
            (13, 0),
            (14, 45),
            "会见深圳考察团",
            10,
            "市商务局",
            "褚主任",
            Tea,
            Confirmed,
            false,
        ),
        Row(
            0,
            "Discussion room 201",
            (9, 0),
            (11, 0),
            "第一组讨论",
            32,
            "市政协",
            "卫老师",
            Tea,
            Confirmed,
            false,
        ),
        Row(
            0,
            "Discussion room 203",
            (13, 30),
            (15, 0),
            "第三组讨论",
            28,
            "市政协",
            "卫老师",
            Tea,
            Confirmed,
            false,
        ),
        Row(
            0,
            "Discussion room 203",
            (16, 0),
            (17, 45),
            "审计进点会",
            24,
            "市审计局",
            "蒋处长",
            Tea,
            Confirmed,
            false,
        ),
        Row(
            0,
            "Discussion room 205",
            (8, 30),
            (10, 40),
            "项目评审",
            22,
            "市发改委",
            "沈科长",
            Tea,
            Confirmed,
            false,
        ),
        Row(
            0,
            "Discussion room 205",
            (14, 0),
            (16, 10),
            "第四组讨论",
            26,
            "市政协",
            "卫老师",
            Tea,
            Confirmed,
            false,
        ),
        Row(
            0,
            "Discussion room 208",
            (15, 30),
            (17, 0),
            "预算编制碰头会",
            34,
            "市财政局",
            "韩科长",
            Tea,
            Confirmed,
            false,
        ),
        Row(
            0,
            "Discussion room 210",
            (10, 0),
            (11, 30),
            "党支部学习",
            18,
            "机关事务管理局",
            "杨老师",
            Tea,
            Confirmed,
            false,
        ),
        Row(
            0,
            "Reception room A",
            (16, 30),
            (18, 0),
            "外宾会见",
            14,
            "市外办",
            "朱主任",
            Tea,
            Confirmed,
            true,
        ),
        Row(
            0,
            "Reception room B",
            (9, 30),
            (10, 30),
            "企业家座谈",
            20,
            "市工商联",
            "秦会长",
            Tea,
            Confirmed,
            false,
        ),
        Row(
            0,
            "Discussion room 212",
            (19, 0),
            (20, 30),
            "夜校辅导",
            16,
            "市总工会",
            "尤老师",
            Water,
            Held,
            false,
        ),
        Row(
            1,
            "Lecture hall",
            (9, 0),
            (11, 0),
            "消防安全讲座",
            260,
            "市消防支队",
            "许参谋",
            Water,
            Confirmed,
            false,
        ),
        Row(
            1,
            "Combined room 201-202",
            (9, 0),
            (17, 0),
            "规划评审会",
            64,
            "市自然资源局",
            "何处长",
            Tea,
            Confirmed,
            false,
        ),
        Row(
            1,
            "Main hall",
            (14, 0),
            (16, 0),
            "干部大会",
            900,
            "市委组织部",
            "吕处长",
            PodiumTea,
            AwaitingApproval,
            true,
        ),
        Row(
            1,
            "Discussion room 206",
            (10, 0),
            (11, 0),
            "合同谈判",
            12,
            "市国资公司",
            "施经理",
            Tea,
            Enquiry,
            false,
        ),
        Row(
            2,
            "Press hall",
            (9, 30),
            (11, 0),
            "惠民工程发布会",
            90,
            "市政府新闻办",
            "张科长",
            Water,
            Confirmed,
            false,
        ),
        Row(
            3,
            "Discussion room 204",
            (14, 0),
            (16, 0),
            "人大代表小组活动",
            25,
            "市人大办",
            "孔主任",
            Tea,
            Confirmed,
            false,
        ),
    ]
}
