//! Commands about what comes after a meeting.

use steward_app::call::{AfterCall, Call, FeeAct, LostAct, PricesAct};
use steward_app::domain::fee::Price;
use steward_app::views::{
    AfterAct, AfterView, FeeDraft, FeeOpen, FeeStepDraft, FeeView, LostDraft, LostEndDraft,
    LostView, PaperInfo, Refusal, Settling, UsedDraft,
};

use crate::arguments::{AfterCommand, FeeCommand, LostCommand, PriceCommand, Searched};
use crate::front::Front;
use crate::print::Printed;
use crate::run::{JSON_BYTES, read_json, whole_path, write_json, zone};

/// What was done after a meeting.
pub(crate) fn after(front: &Front, act: &AfterCommand, say: Printed) -> Result<String, Refusal> {
    let (meeting, done) = match act {
        AfterCommand::Open { days } => {
            let open: Vec<Settling> = front.call(Call::NotSettled { days: *days })?;
            return Ok(say.not_settled(&open));
        }
        AfterCommand::Slip {
            meeting,
            number,
            output,
        } => {
            let path = whole_path(output);
            let act = AfterCall::Slip {
                number: number.clone(),
                language: say.tongue.into(),
                path: path.clone(),
            };
            let meeting = meeting.clone();
            let info: PaperInfo = front.call(Call::After { meeting, act })?;
            return Ok(say.paper(&info, &path));
        }
        AfterCommand::Show { meeting } => (meeting, None),
        AfterCommand::Search(Searched {
            meeting,
            found,
            by,
            note,
            ..
        }) => {
            let (by, note, found) = (by.clone(), note.clone(), *found);
            (meeting, Some(AfterAct::Search { found, note, by }))
        }
        AfterCommand::HandOver {
            meeting,
            what,
            count,
            to,
            signed,
            copy_kept,
            by,
        } => {
            let act = AfterAct::HandOver {
                what: what.clone(),
                count: *count,
                to: to.clone(),
                signed: signed.clone(),
                nothing_kept: !copy_kept,
                by: by.clone(),
            };
            (meeting, Some(act))
        }
        AfterCommand::Used { meeting, lines, by } => {
            let line = |(item, count): &(String, u32)| UsedDraft {
                item: item.clone(),
                unit: String::new(),
                count: *count,
            };
            let lines = lines.iter().map(line).collect();
            let by = by.clone();
            (meeting, Some(AfterAct::Used { lines, by }))
        }
        AfterCommand::Rate {
            meeting,
            stars,
            said,
            by,
        } => {
            let (stars, said, by) = (*stars, said.clone(), by.clone());
            (meeting, Some(AfterAct::Rate { stars, said, by }))
        }
        AfterCommand::Review {
            meeting,
            wrong,
            change,
            by,
        } => {
            let (wrong, change, by) = (wrong.clone(), change.clone(), by.clone());
            (meeting, Some(AfterAct::Review { wrong, change, by }))
        }
        AfterCommand::Waive {
            meeting,
            point,
            why,
        } => {
            let (point, why) = (*point, why.clone());
            (meeting, Some(AfterAct::Waive { point, why }))
        }
    };
    let act = done.map_or(AfterCall::Show, |done| AfterCall::Do { done });
    let meeting = meeting.clone();
    let view: AfterView = front.call(Call::After { meeting, act })?;
    Ok(say.after(&view, zone(front)?))
}

/// Lost property.
pub(crate) fn lost(front: &Front, act: &LostCommand, say: Printed) -> Result<String, Refusal> {
    let act = match act {
        LostCommand::List { all } => LostAct::List { all: *all },
        LostCommand::Add {
            what,
            meeting,
            place,
            by,
            kept,
            note,
        } => LostAct::Enter {
            meeting: meeting.clone(),
            draft: LostDraft {
                what: what.clone(),
                place: place.clone(),
                meeting: None,
                found_by: by.clone(),
                kept: kept.clone(),
                note: note.clone(),
            },
        },
        LostCommand::Return { number, to, proof } => LostAct::End {
            number: number.clone(),
            end: LostEndDraft::Returned {
                to: to.clone(),
                proof: proof.clone(),
            },
        },
        LostCommand::Dispose {
            number,
            how,
            allowed,
        } => LostAct::End {
            number: number.clone(),
            end: LostEndDraft::Disposed {
                how: how.clone(),
                allowed: allowed.clone(),
            },
        },
        LostCommand::Slip { number, output } => {
            let path = whole_path(output);
            let act = LostAct::Slip {
                number: number.clone(),
                language: say.tongue.into(),
                path: path.clone(),
            };
            let info: PaperInfo = front.call(Call::Lost { act })?;
            return Ok(say.paper(&info, &path));
        }
    };
    let items: Vec<LostView> = front.call(Call::Lost { act })?;
    Ok(say.lost(&items, zone(front)?))
}

/// A meeting's fee.
pub(crate) fn fee(front: &Front, act: &FeeCommand, say: Printed) -> Result<String, Refusal> {
    let (meeting, act) = match act {
        FeeCommand::Open => {
            let open: Vec<FeeOpen> = front.call(Call::FeesOpen)?;
            return Ok(say.fees_open(&open));
        }
        FeeCommand::Form { meeting, output } => {
            let path = whole_path(output);
            let act = FeeAct::Paper {
                language: say.tongue.into(),
                path: path.clone(),
            };
            let meeting = meeting.clone();
            let info: PaperInfo = front.call(Call::Fee { meeting, act })?;
            return Ok(say.paper(&info, &path));
        }
        FeeCommand::Show { meeting } => (meeting, FeeAct::Show),
        FeeCommand::Write {
            meeting,
            draft: Some(file),
            ..
        } => {
            let draft: FeeDraft = read_json(file, JSON_BYTES, "bad_fee")?;
            (meeting, FeeAct::Write { draft })
        }
        FeeCommand::Write {
            meeting,
            discount,
            why,
            draft: None,
        } => {
            let act = FeeAct::WriteProposed {
                discount: discount.clone(),
                discount_why: why.clone(),
            };
            (meeting, act)
        }
        FeeCommand::Signed { meeting, by, note } => {
            let (by, note) = (by.clone(), note.clone());
            (meeting, step(FeeStepDraft::Signed { by, note }))
        }
        FeeCommand::Invoiced { meeting, number } => {
            let number = number.clone();
            (meeting, step(FeeStepDraft::Invoiced { number }))
        }
        FeeCommand::Paid {
            meeting,
            amount,
            how,
        } => {
            let (amount, how) = (amount.clone(), how.clone());
            (meeting, step(FeeStepDraft::Paid { amount, how }))
        }
    };
    let meeting = meeting.clone();
    let view: FeeView = front.call(Call::Fee { meeting, act })?;
    Ok(say.fee(&view, zone(front)?))
}

fn step(step: FeeStepDraft) -> FeeAct {
    FeeAct::Step { step }
}

/// The price list.
pub(crate) fn price(front: &Front, act: &PriceCommand, say: Printed) -> Result<String, Refusal> {
    let act = match act {
        PriceCommand::List => PricesAct::Show,
        PriceCommand::Export { output } => {
            let act = PricesAct::Show;
            let all: Vec<Price> = front.call(Call::Prices(act))?;
            write_json(output, &all)?;
            return Ok(say.word("path", &whole_path(output)));
        }
        PriceCommand::Import { file } => PricesAct::Save {
            all: read_json(file, JSON_BYTES, "bad_prices")?,
        },
    };
    let all: Vec<Price> = front.call(Call::Prices(act))?;
    Ok(say.prices(&all))
}
