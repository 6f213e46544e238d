//! Commands about stock, the pick-list and procurement notices.

use steward_app::call::{BuyAct, Call, PickAct, StockAct};
use steward_app::domain::ids::StockItemId;
use steward_app::domain::names::Name;
use steward_app::domain::stock::{Move, StockItem};
use steward_app::views::{
    BuyingView, OrderDraft, PaperInfo, PickList, PurchaseView, Refusal, StockHistory, StockView,
};

use crate::arguments::{AboutItem, BuyCommand, GoodsCommand, Moved, PickCommand, StockCommand};
use crate::front::Front;
use crate::print::Printed;
use crate::run::{date_of, whole_path, zone};

/// What is kept, taken for a day, bought.
pub(crate) fn goods(
    front: &Front,
    command: &GoodsCommand,
    say: Printed,
) -> Result<String, Refusal> {
    match command {
        GoodsCommand::Stock { act } => stock(front, act, say),
        GoodsCommand::PickList(pick) => pick_list(front, pick, say),
        GoodsCommand::Buy { act } => buy(front, act, say),
    }
}

/// What is kept.
fn stock(front: &Front, act: &StockCommand, say: Printed) -> Result<String, Refusal> {
    let act = match act {
        StockCommand::List => {
            let act = StockAct::List;
            let view: StockView = front.call(Call::Stock { act })?;
            return Ok(say.stock(&view));
        }
        StockCommand::Show { item } => StockAct::Show { item: item.clone() },
        StockCommand::Add { name, about } => {
            let new = StockItem {
                id: StockItemId(Default::default()),
                name: Name::new(name, ""),
                unit: Name::default(),
                location: String::new(),
                minimum: 0,
                returns: false,
                retired: false,
            };
            StockAct::Save {
                item: edited(new, about),
            }
        }
        StockCommand::Edit {
            item,
            name,
            retire,
            keep,
            about,
        } => {
            let act = StockAct::Show { item: item.clone() };
            let now: StockHistory = front.call(Call::Stock { act })?;
            let mut item = edited(now.row.item, about);
            if let Some(name) = name {
                item.name.zh.clone_from(name);
            }
            item.retired = *retire || (item.retired && !keep);
            StockAct::Save { item }
        }
        StockCommand::In(moved) => act_of(Move::In, moved),
        StockCommand::Out(moved) => act_of(Move::Taken, moved),
        StockCommand::Return(moved) => act_of(Move::Returned, moved),
        StockCommand::Used(moved) => act_of(Move::Used, moved),
        StockCommand::Broken(moved) => act_of(Move::Broken, moved),
        StockCommand::Count(moved) => act_of(Move::Counted, moved),
        StockCommand::Undo { item, why } => StockAct::Undo {
            item: item.clone(),
            why: why.clone(),
        },
    };
    let view: StockHistory = front.call(Call::Stock { act })?;
    Ok(say.stock_item(&view, zone(front)?))
}

/// The pick-list of a day.
fn pick_list(front: &Front, pick: &PickCommand, say: Printed) -> Result<String, Refusal> {
    let date = date_of(front, pick.day.as_deref().unwrap_or("today"))?;
    let by = pick.by.clone().unwrap_or_default();
    let act = match (&pick.output, &pick.meeting) {
        (Some(output), _) => {
            let path = whole_path(output);
            let act = PickAct::Save {
                language: say.tongue.into(),
                path: path.clone(),
            };
            front.call::<PickList>(Call::PickList { date, act })?;
            return Ok(say.word("path", &path));
        }
        (None, meeting) if pick.take => PickAct::Take {
            meeting: meeting.clone(),
            counts: pick.count.clone(),
            by,
            once_more: pick.once_more,
        },
        (None, Some(meeting)) => PickAct::Return {
            meeting: meeting.clone(),
            counts: pick.count.clone(),
            gone: pick.gone.clone(),
            by,
        },
        (None, None) => PickAct::Show,
    };
    let list: PickList = front.call(Call::PickList { date, act })?;
    Ok(say.pick_list(&list, zone(front)?))
}

/// Procurement notices.
fn buy(front: &Front, act: &BuyCommand, say: Printed) -> Result<String, Refusal> {
    let act = match act {
        BuyCommand::Propose | BuyCommand::List => {
            let view: BuyingView = front.call(Call::Buying { act: BuyAct::List })?;
            let zone = zone(front)?;
            return Ok(match act {
                BuyCommand::Propose => say.proposed(&view.proposed, zone),
                _ => say.purchases(&view.purchases, zone),
            });
        }
        BuyCommand::Make {
            items,
            only,
            meeting,
            note,
        } => BuyAct::Make {
            only_named: *only,
            items: items.clone(),
            meeting: meeting.clone(),
            note: note.clone(),
        },
        BuyCommand::Send { number, to, how } => BuyAct::Send {
            number: number.clone(),
            to: to.clone(),
            how: how.clone(),
        },
        BuyCommand::Ordered {
            number,
            supplier,
            expected,
            by,
            note,
        } => {
            let (day, minute) = moment(expected);
            BuyAct::Order {
                number: number.clone(),
                draft: OrderDraft {
                    supplier: supplier.clone(),
                    date: date_of(front, day)?,
                    minute,
                    note: note.clone(),
                    by: by.clone(),
                },
            }
        }
        BuyCommand::Delivered {
            number,
            items,
            slip,
            by,
        } => BuyAct::Deliver {
            number: number.clone(),
            counts: items.clone(),
            slip: slip.clone(),
            by: by.clone(),
        },
        BuyCommand::Undo { number, why } => BuyAct::Undo {
            number: number.clone(),
            why: why.clone(),
        },
        BuyCommand::Cancel { number, why } => BuyAct::Cancel {
            number: number.clone(),
            why: why.clone(),
        },
        BuyCommand::Print { number, output } => {
            let path = whole_path(output);
            let act = BuyAct::Print {
                number: number.clone(),
                language: say.tongue.into(),
                path: path.clone(),
            };
            let info: PaperInfo = front.call(Call::Buying { act })?;
            return Ok(say.paper(&info, &path));
        }
    };
    let view: PurchaseView = front.call(Call::Buying { act })?;
    Ok(say.purchase(&view, zone(front)?))
}

fn act_of(what: Move, moved: &Moved) -> StockAct {
    StockAct::Move {
        item: moved.item.clone(),
        what,
        count: moved.count,
        meeting: moved.meeting.clone(),
        note: moved.note.clone(),
        by: moved.by.clone(),
    }
}

fn edited(mut item: StockItem, about: &AboutItem) -> StockItem {
    if let Some(en) = &about.en {
        item.name.en.clone_from(en);
    }
    if let Some(unit) = &about.unit {
        item.unit = Name::new(unit, "");
    }
    if let Some(place) = &about.place {
        item.location.clone_from(place);
    }
    item.minimum = about.minimum.unwrap_or(item.minimum);
    item.returns = about.returns || (item.returns && !about.used_up);
    item
}

/// `tomorrow 10:00`: the day, and the minute of it; a day alone ends at
/// midnight.
fn moment(text: &str) -> (&str, i32) {
    let clock = |word: &str| {
        let (hour, minute) = word.split_once(':')?;
        let (hour, minute): (i32, i32) = (hour.parse().ok()?, minute.parse().ok()?);
        ((0..=24).contains(&hour) && (0..60).contains(&minute)).then_some(hour * 60 + minute)
    };
    let text = text.trim();
    let parts = text.rsplit_once([' ', 'T']);
    let said = parts.and_then(|(day, word)| Some((day.trim(), clock(word)?)));
    said.unwrap_or((text, 1440))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_day_with_a_time_or_its_end() {
        assert_eq!(moment("tomorrow 10:00"), ("tomorrow", 600));
        assert_eq!(moment("2026-11-24T08:30"), ("2026-11-24", 510));
        assert_eq!(moment("周三"), ("周三", 1440));
        assert_eq!(moment("next Monday"), ("next Monday", 1440));
    }
}
