//! Who sits where at the sample's meeting that leaders come to.

use steward_domain::meeting::Meeting;
use steward_domain::seats::geometry::{SeatFloor, SeatShape};
use steward_domain::seats::seating::{Rules, seat};
use steward_domain::seats::{Attendee, LISTED, Listed, SeatPlan, SeatSide};
use steward_store::Writer;

use crate::facts::say;
use crate::views::Refusal;

/// Name, position, unit, what they like.
const LEADERS: [(&str, &str, &str, &str); 7] = [
    ("陈建国", "书记", "市委", "龙井，淡"),
    ("李海燕", "市长", "市政府", "温开水，自带杯"),
    ("王志强", "副书记", "市委", ""),
    ("赵敏", "常务副市长", "市政府", "红茶"),
    ("孙立军", "组织部部长", "市委", ""),
    ("周文博", "宣传部部长", "市委", ""),
    ("欧阳静", "秘书长", "市政府", "菊花茶"),
];

/// A podium of seven, with the rows of the hall.
pub(super) fn save(w: &mut Writer<'_>, meeting: &Meeting) -> Result<(), Refusal> {
    let shape = SeatShape {
        podium: vec![7],
        floor: SeatFloor::Rows {
            rows: 3,
            seats: 12,
            aisles: vec![6],
            tables: true,
        },
    };
    let mut people = Vec::with_capacity(LEADERS.len());
    for (rank, (name, title, unit, drink)) in (1..).zip(LEADERS) {
        people.push(Attendee {
            id: Attendee::id_of(meeting.id, name, unit),
            meeting: meeting.id,
            name: name.to_owned(),
            title: title.to_owned(),
            unit: unit.to_owned(),
            rank: Some(rank),
            listed: rank,
            side: SeatSide::None,
            drink: drink.to_owned(),
            wishes: String::new(),
            seat: None,
            gone: false,
        });
    }
    for (id, key) in seat(&shape.drawing(), Rules::default(), &people, true) {
        for one in people.iter_mut().filter(|one| one.id == id) {
            one.seat.clone_from(&key);
        }
    }
    for one in &people {
        w.save(one)?;
    }
    w.save(&SeatPlan {
        shape: Some(shape),
        ..SeatPlan::of(meeting.id)
    })?;
    let listed = Listed {
        ids: people.iter().map(|one| one.id).collect(),
        file: String::new(),
        name: String::new(),
    };
    say(w, LISTED, meeting.id.0, &listed);
    Ok(())
}
