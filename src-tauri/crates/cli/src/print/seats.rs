//! Seats of a meeting.

use std::collections::BTreeMap;

use steward_app::domain::ids::AttendeeId;
use steward_app::domain::seats::list::{ListColumn, ListRow, RowFate, RowOddity};
use steward_app::views::{AttendeeView, PeopleReport, Preference, SeatsView};
use steward_app::words::seats as words;

use super::{Printed, column};

impl Printed {
    pub(crate) fn seats(self, view: &SeatsView) -> String {
        self.or_json(view, || {
            let language = self.tongue.into();
            let mut text = format!(
                "{}  {}  {} {}  {}\n",
                view.meeting.number,
                view.meeting.title,
                view.seats.len(),
                self.pick("座", "seats"),
                words::order(view.order).say(language),
            );
            let place: BTreeMap<&str, usize> = (0..)
                .zip(&view.seats)
                .map(|(nth, seat)| (seat.key.as_str(), nth))
                .collect();
            let mut seated: Vec<&AttendeeView> = view.people.iter().collect();
            let key = |one: &AttendeeView| {
                let seat = one.seat.as_deref();
                seat.and_then(|seat| place.get(seat)).copied()
            };
            seated.sort_by_key(|one| key(one).unwrap_or(usize::MAX));
            for one in seated {
                let label = key(one).and_then(|nth| view.seats.get(nth));
                let seat = label.map_or(self.pick("未入座", "not seated"), |seat| {
                    self.name(&seat.label)
                });
                text.push_str(&self.attendee(one, seat));
            }
            if view.people.is_empty() {
                text.push_str(self.pick(
                    "还没有与会人员：用 seats import 导入名单，或用 seats add 登记。\n",
                    "No people yet: take a list in with seats import, or enter one with seats add.\n",
                ));
            }
            for double in &view.doubles {
                let who = double.who.iter().filter_map(|id| {
                    let one = view.people.iter().find(|one| one.id == *id)?;
                    Some(one.name.as_str())
                });
                let who: Vec<&str> = who.collect();
                text.push_str(&format!(
                    "  ! {} {}\n",
                    self.name(&double.label),
                    self.tongue.pick(
                        format!("有两人以上：{}", who.join("、")),
                        format!("was given to several: {}", who.join(", "))
                    ),
                ));
            }
            text.push_str(&format!("{}\n", words::case(view.case).say(language)));
            text
        })
    }

    fn attendee(self, one: &AttendeeView, seat: &str) -> String {
        let key = one.seat.as_deref().unwrap_or("-");
        let rank = one.rank.map(|rank| rank.to_string()).unwrap_or_default();
        let side = words::side(one.side).say(self.tongue.into());
        let mut parts = vec![column(key, 8), column(seat, 22), column(&rank, 4)];
        parts.extend([&one.name, &one.title, &one.unit].map(String::clone));
        parts.push(side.to_owned());
        if one.in_conflict {
            parts.push(self.pick("两台各自修改", "changed apart").to_owned());
        }
        parts.retain(|part| !part.is_empty());
        format!("  {}\n", parts.join("  "))
    }

    pub(crate) fn pouring(self, view: &SeatsView, known: &[Preference]) -> String {
        #[derive(serde::Serialize)]
        struct Told<'a> {
            case: steward_app::domain::seats::pouring::PouringCase,
            pouring: &'a [steward_app::domain::seats::pouring::Pour],
            preferences: &'a [Preference],
        }
        let told = Told {
            case: view.case,
            pouring: &view.pouring,
            preferences: known,
        };
        self.or_json(&told, || {
            let people: BTreeMap<AttendeeId, &AttendeeView> =
                view.people.iter().map(|one| (one.id, one)).collect();
            let mut text = format!("{}\n", words::case(view.case).say(self.tongue.into()));
            for pour in &view.pouring {
                let name = people.get(&pour.person).map_or("", |one| one.name.as_str());
                let likes = known.iter().find(|one| one.id == pour.person);
                let likes = likes.map(|one| format!("  {} {}", one.drink, one.wishes));
                text.push_str(&format!(
                    "  {}  {}{}  {}  {name}{}\n",
                    column(&pour.nth.to_string(), 4),
                    self.pick("服务员", "server "),
                    pour.server,
                    column(&pour.seat, 8),
                    likes.unwrap_or_default(),
                ));
            }
            if view.pouring.is_empty() {
                text.push_str(self.pick("还没有人入座。\n", "Nobody is seated yet.\n"));
            }
            text
        })
    }

    pub(crate) fn people_report(self, report: &PeopleReport) -> String {
        self.or_json(report, || {
            let (added, changed) = (report.added, report.changed);
            let (same, passed) = (report.same, report.passed);
            let mut text = self.tongue.pick(
                format!("新增 {added} 人，更新 {changed} 人，未变 {same} 人，略过 {passed} 行"),
                format!(
                    "{added} new, {changed} changed, {same} the same, {passed} rows passed over"
                ),
            );
            if !report.applied {
                text.push_str(
                    self.pick("（只是预览，没有写入）", " (only looked, nothing written)"),
                );
            }
            text.push('\n');
            for headed in &report.columns {
                let meaning = match headed.column {
                    Some(one) => self.column_of_list(one),
                    None => self.pick("不识别，略过", "not known, passed over"),
                };
                text.push_str(&format!("  {}  → {meaning}\n", column(&headed.head, 12)));
            }
            if report.columns.is_empty() {
                text.push_str(self.pick(
                    "  没有表头：按“姓名、职务、单位”的次序读。\n",
                    "  No heads: read as name, position, unit.\n",
                ));
            }
            for row in &report.rows {
                text.push_str(&self.row_of_list(row));
            }
            if report.cut {
                text.push_str(self.pick(
                    "  名单太长，只读了前面的部分。\n",
                    "  The list is too long: only its beginning was read.\n",
                ));
            }
            text
        })
    }

    fn column_of_list(self, column: ListColumn) -> &'static str {
        match column {
            ListColumn::Name => self.pick("姓名", "name"),
            ListColumn::Title => self.pick("职务", "position"),
            ListColumn::Unit => self.pick("单位", "unit"),
            ListColumn::Rank => self.pick("排序", "rank"),
            ListColumn::Side => self.pick("主客", "side"),
            ListColumn::Drink => self.pick("饮品", "drink"),
            ListColumn::Wishes => self.pick("要求", "wishes"),
        }
    }

    fn row_of_list(self, row: &ListRow) -> String {
        let fate = match row.fate {
            RowFate::Added => self.pick("新增", "new"),
            RowFate::Changed => self.pick("更新", "changed"),
            RowFate::Same => self.pick("未变", "the same"),
            RowFate::Twice => self.pick("略过：名单中重复", "passed over: on the list before"),
            RowFate::NoName => self.pick("略过：没有姓名", "passed over: no name"),
        };
        let odd = row.odd.iter().map(|odd| match odd {
            RowOddity::RankUnclear => self.pick("排序不是数字", "the rank is no number"),
            RowOddity::SideUnclear => self.pick("主客不明", "the side is not known"),
            RowOddity::Cut => self.pick("内容过长，已截短", "too long, cut"),
            RowOddity::SameName => self.pick("有同名的人", "another of that name"),
        });
        let odd: Vec<&str> = odd.collect();
        let (number, person) = (row.row, &row.person);
        let who = [&person.name, &person.title, &person.unit];
        let who: Vec<&str> = who
            .map(String::as_str)
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        format!(
            "  {number:>5}  {fate}  {}  {}\n",
            who.join(" "),
            odd.join("; ")
        )
        .trim_end()
        .to_owned()
            + "\n"
    }
}
