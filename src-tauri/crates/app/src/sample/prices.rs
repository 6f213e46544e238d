//! The sample complex's price list.

use chrono::NaiveDate;
use steward_domain::fee::{Charge, Group, Price};
use steward_domain::ids::PriceId;
use steward_domain::money::Fen;
use steward_domain::names::Name;
use steward_domain::notice::standard;
use steward_domain::room::Class;
use steward_store::Writer;

use crate::views::Refusal;

type Words = (&'static str, &'static str);

/// Saves rooms by session and class, what notices ask for, what is used up,
/// and work that is put on by hand; all of it holds from the first of January.
pub(crate) fn save(w: &mut Writer<'_>, from: NaiveDate) -> Result<(), Refusal> {
    for (group, name, unit, yuan, charge) in lines() {
        w.save(&Price {
            id: PriceId(w.new_id()),
            name: Name::new(name.0, name.1),
            group,
            fen: Fen(yuan * 100),
            unit: Name::new(unit.0, unit.1),
            charge,
            from,
            until: None,
            retired: false,
        })?;
    }
    Ok(())
}

fn lines() -> Vec<(Group, Words, Words, i64, Charge)> {
    use Group::{Device, Goods, Labour, Other, Room};
    let session = |class| Charge::RoomSession {
        room: None,
        class: Some(class),
    };
    let asked = |kind: &str, figure: Option<&str>| Charge::Asked {
        kind: standard::id(kind),
        figure: figure.map(str::to_owned),
    };
    let used = |item: &str| Charge::Used {
        item: item.to_owned(),
    };
    let each = ("场次", "session");
    vec![
        (
            Room,
            ("贵宾室、讨论厅", "VIP and discussion rooms"),
            each,
            300,
            session(Class::A),
        ),
        (
            Room,
            ("课堂式会议室", "Classrooms"),
            each,
            800,
            session(Class::B),
        ),
        (Room, ("会议厅", "Halls"), each, 3_000, session(Class::C)),
        (
            Device,
            ("无线话筒", "Wireless microphones"),
            ("支", "pcs"),
            50,
            asked("microphones", Some("wireless")),
        ),
        (
            Device,
            ("录音录像", "Recording and film"),
            ("项", "once"),
            400,
            asked("recording", None),
        ),
        (
            Device,
            ("线上会议保障", "Online part"),
            ("项", "once"),
            300,
            asked("online", None),
        ),
        (
            Goods,
            ("瓶装水", "Bottled water"),
            ("瓶", "bottles"),
            2,
            used("瓶装水"),
        ),
        (
            Goods,
            ("水果茶点", "Fruit and snacks"),
            ("份", "plates"),
            38,
            asked("fruit", Some("plates")),
        ),
        (
            Labour,
            ("礼仪服务", "Etiquette hosts"),
            ("人", "people"),
            200,
            asked("hosts", Some("people")),
        ),
        (
            Labour,
            ("加班服务", "Overtime"),
            ("人·小时", "hours of a person"),
            40,
            Charge::Hand,
        ),
        (
            Other,
            ("文印", "Printing"),
            ("页", "pages"),
            1,
            Charge::Hand,
        ),
    ]
}
