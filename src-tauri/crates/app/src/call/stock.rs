//! What is done about stock, the pick-list, and procurement notices.

use std::path::Path;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use steward_domain::buying::DeliveredLine;
use steward_domain::ids::{MeetingId, PurchaseId};
use steward_domain::names::{Language, Name};
use steward_domain::stock::{Move, StockItem};

use super::told;
use crate::Desk;
use crate::views::{
    BuyLineDraft, DeliveryDraft, MoveDraft, OrderDraft, PurchaseDraft, Refusal, ReturnDraft,
    ReturnLine, TakeDraft, TakeLine,
};

/// What is done about stock, see [`super::Call::Stock`]; items by name.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum StockAct {
    /// [`Desk::stock`].
    List,
    /// [`Desk::stock_history`].
    Show {
        /// Which item.
        item: String,
    },
    /// [`Desk::save_stock_item`].
    Save {
        /// The item; one with a nil id is new.
        item: StockItem,
    },
    /// [`Desk::move_stock`].
    Move {
        /// Which item.
        item: String,
        /// What moved.
        what: Move,
        /// How many.
        count: u32,
        /// For which meeting, by number, id or words.
        meeting: Option<String>,
        /// What else there is to know.
        note: String,
        /// Who.
        by: String,
    },
    /// [`Desk::void_movement`] of the last movement that counts.
    Undo {
        /// Of which item.
        item: String,
        /// Why.
        why: String,
    },
}

/// What is done about a day's pick-list, see [`super::Call::PickList`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum PickAct {
    /// [`Desk::pick_list`].
    Show,
    /// [`Desk::pick_list_workbook`] for a file that ends in `.xlsx`, else
    /// [`Desk::pick_list_paper`].
    Save {
        /// In which language.
        language: Language,
        /// The file, as an absolute path.
        path: String,
    },
    /// [`Desk::take_goods`].
    Take {
        /// For which meeting, by number, id or words; for all when none.
        meeting: Option<String>,
        /// Counts other than the list's, by item; of the meeting.
        counts: Vec<(String, u32)>,
        /// Who.
        by: String,
        /// It was taken before.
        once_more: bool,
    },
    /// [`Desk::return_goods`].
    Return {
        /// From which meeting, by number, id or words.
        meeting: String,
        /// What came back, by item; all that returns when empty.
        counts: Vec<(String, u32)>,
        /// What was used up, broken or lost there.
        gone: Vec<(String, u32)>,
        /// Who.
        by: String,
    },
}

/// What is done about procurement notices, see [`super::Call::Buying`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum BuyAct {
    /// [`Desk::buying`].
    List,
    /// [`Desk::make_purchase`] of what is proposed, and of what is named.
    Make {
        /// Leave out what is proposed.
        only_named: bool,
        /// What else, with how many.
        items: Vec<(String, u32)>,
        /// For which meeting that is, by number, id or words.
        meeting: Option<String>,
        /// What else there is to know.
        note: String,
    },
    /// [`Desk::send_purchase`]; the notice by number, here and below.
    Send {
        /// Which.
        number: String,
        /// To whom.
        to: String,
        /// On paper, by mail.
        how: String,
    },
    /// [`Desk::order_purchase`].
    Order {
        /// Which.
        number: String,
        /// What was ordered.
        draft: OrderDraft,
    },
    /// [`Desk::deliver_purchase`].
    Deliver {
        /// Which.
        number: String,
        /// What came, by item; all that is open when empty.
        counts: Vec<(String, u32)>,
        /// Number of the delivery note.
        slip: String,
        /// Who took it in.
        by: String,
    },
    /// [`Desk::void_delivery`] of the last delivery that counts.
    Undo {
        /// Which.
        number: String,
        /// Why.
        why: String,
    },
    /// [`Desk::cancel_purchase`].
    Cancel {
        /// Which.
        number: String,
        /// Why.
        why: String,
    },
    /// [`Desk::purchase_paper`] and [`Desk::paper_save`].
    Print {
        /// Which.
        number: String,
        /// In which language.
        language: Language,
        /// The file, as an absolute path.
        path: String,
    },
}

impl Desk {
    pub(super) fn do_about_stock(&self, act: StockAct) -> Result<Value, Refusal> {
        let item = match act {
            StockAct::List => return told(&self.stock()?),
            StockAct::Show { item } => self.find_stock_item(&item)?,
            StockAct::Save { item } => self.save_stock_item(item)?,
            StockAct::Move {
                item,
                what,
                count,
                meeting,
                note,
                by,
            } => {
                let item = self.find_stock_item(&item)?;
                let meeting = meeting.map(|word| self.find_meeting(&word)).transpose()?;
                let draft = MoveDraft {
                    what,
                    count,
                    meeting,
                    note,
                    by,
                };
                self.move_stock(item, &draft)?;
                item
            }
            StockAct::Undo { item, why } => {
                let id = self.find_stock_item(&item)?;
                let all = self.stock_history(id)?.movements;
                let last = all.iter().find(|one| one.voided.is_none());
                let last = last.ok_or(Refusal::NothingChanged)?;
                self.void_movement(id, last.id, &why)?;
                id
            }
        };
        told(&self.stock_history(item)?)
    }

    pub(super) fn do_about_pick_list(
        &self,
        date: NaiveDate,
        act: PickAct,
    ) -> Result<Value, Refusal> {
        match act {
            PickAct::Show => {}
            PickAct::Save { language, path } => {
                let ending = Path::new(&path).extension().and_then(|end| end.to_str());
                if ending.is_some_and(|end| end.eq_ignore_ascii_case("xlsx")) {
                    self.pick_list_workbook(date, language, &path)?;
                } else {
                    let info = self.pick_list_paper(date, language)?;
                    self.paper_save(info.edition, &path)?;
                }
            }
            PickAct::Take {
                meeting,
                counts,
                by,
                once_more,
            } => {
                let meeting = meeting.map(|word| self.find_meeting(&word)).transpose()?;
                let mut lines = Vec::new();
                for (item, count) in counts {
                    let stock = self.find_stock_item(&item)?;
                    let meeting = meeting.ok_or_else(|| Refusal::Unknown(item.clone()))?;
                    lines.push(TakeLine {
                        meeting,
                        stock,
                        count,
                    });
                }
                self.take_goods(
                    date,
                    &TakeDraft {
                        meeting,
                        lines,
                        by,
                        once_more,
                    },
                )?;
            }
            PickAct::Return {
                meeting,
                counts,
                gone,
                by,
            } => {
                let meeting = self.find_meeting(&meeting)?;
                let mut lines = Vec::new();
                for (item, back) in counts {
                    let stock = self.find_stock_item(&item)?;
                    lines.push(ReturnLine {
                        stock,
                        back,
                        gone: 0,
                    });
                }
                for (item, gone) in gone {
                    let stock = self.find_stock_item(&item)?;
                    lines.push(ReturnLine {
                        stock,
                        back: 0,
                        gone,
                    });
                }
                self.return_goods(meeting, &ReturnDraft { lines, by })?;
            }
        }
        told(&self.pick_list(Some(date))?)
    }

    pub(super) fn do_about_buying(&self, act: BuyAct) -> Result<Value, Refusal> {
        let id = match act {
            BuyAct::List => return told(&self.buying()?),
            BuyAct::Make {
                only_named,
                items,
                meeting,
                note,
            } => {
                let meeting = meeting.map(|word| self.find_meeting(&word)).transpose()?;
                self.make_named(only_named, items, meeting, note)?
            }
            BuyAct::Send { number, to, how } => {
                let id = self.find_purchase(&number)?;
                self.send_purchase(id, &to, &how)?;
                id
            }
            BuyAct::Order { number, draft } => {
                let id = self.find_purchase(&number)?;
                self.order_purchase(id, &draft)?;
                id
            }
            BuyAct::Deliver {
                number,
                counts,
                slip,
                by,
            } => {
                let id = self.find_purchase(&number)?;
                let lines = self.lines_named(id, &counts)?;
                self.deliver_purchase(id, &DeliveryDraft { lines, slip, by })?;
                id
            }
            BuyAct::Undo { number, why } => {
                let id = self.find_purchase(&number)?;
                let all = self.purchase(id)?.deliveries;
                let last = all.iter().rfind(|one| one.voided.is_none());
                self.void_delivery(id, last.ok_or(Refusal::NothingChanged)?.id, &why)?;
                id
            }
            BuyAct::Cancel { number, why } => {
                let id = self.find_purchase(&number)?;
                self.cancel_purchase(id, &why)?;
                id
            }
            BuyAct::Print {
                number,
                language,
                path,
            } => {
                let info = self.purchase_paper(self.find_purchase(&number)?, language)?;
                self.paper_save(info.edition, &path)?;
                return told(&info);
            }
        };
        told(&self.purchase(id)?)
    }

    fn make_named(
        &self,
        only_named: bool,
        items: Vec<(String, u32)>,
        meeting: Option<MeetingId>,
        note: String,
    ) -> Result<PurchaseId, Refusal> {
        let mut lines = Vec::new();
        if !only_named {
            for one in self.buying()?.proposed {
                lines.push(BuyLineDraft {
                    item: one.item,
                    unit: one.unit,
                    count: one.count,
                    meetings: one.meetings.iter().map(|meeting| meeting.id).collect(),
                    needed: one.needed,
                    note: one.note,
                });
            }
        }
        for (item, count) in items {
            lines.push(BuyLineDraft {
                item: Name {
                    zh: item,
                    en: String::new(),
                },
                unit: Name::default(),
                count,
                meetings: meeting.into_iter().collect(),
                needed: None,
                note: String::new(),
            });
        }
        self.make_purchase(&PurchaseDraft { lines, note })
    }

    /// The lines of a notice that are called like that.
    fn lines_named(
        &self,
        id: PurchaseId,
        counts: &[(String, u32)],
    ) -> Result<Vec<DeliveredLine>, Refusal> {
        let lines = self.purchase(id)?.lines;
        let mut found = Vec::new();
        for (word, count) in counts {
            let mut known = (0..).zip(&lines);
            let at = known.find(|(_, line)| line.item.is_called(word));
            let (line, _) = at.ok_or_else(|| Refusal::Unknown(word.clone()))?;
            found.push(DeliveredLine {
                line,
                count: *count,
            });
        }
        Ok(found)
    }
}
