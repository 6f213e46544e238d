//! What each message does.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use steward_domain::plan::TaskKey;

use super::Call;
use crate::Desk;
use crate::views::{DueTask, PaperTick, Refusal};

/// The answer to a [`Call`] as it travels.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Done; what came of it.
    Done(Value),
    /// Refused.
    Refused(Refusal),
}

impl Desk {
    /// Does what a message asks.
    ///
    /// # Errors
    /// As the use case it names.
    pub fn call(&self, call: Call) -> Result<Value, Refusal> {
        match call {
            // Only a window can come to the front; it answers this itself.
            Call::Show | Call::Wall(_) => told(&()),
            Call::For { pass, asked } => self.call_for(Some(&pass), *asked),
            Call::Account { act } => self.do_about_accounts(act),
            Call::Status => told(&self.status()?),
            Call::Rooms => told(&self.rooms()?),
            Call::Quick { line } => told(&self.quick(&line)?),
            Call::Book { draft } => told(&self.book(&draft).and_then(|id| self.meeting(id))?),
            Call::Board { date } => told(&self.board(date)?),
            Call::BoardAt { at, station, date } => {
                let station = station.map(|name| self.find_station(&name)).transpose()?;
                told(&self.board_at_typed(&at, station, date)?)
            }
            Call::Due { department, limit } => told(&self.next_up(department, limit)?),
            Call::Confirm {
                task,
                by,
                note,
                reason,
            } => {
                let key = self.find_line(&task)?;
                self.confirm(&key, &by, &note, &reason)?;
                told(&self.task(&key)?)
            }
            Call::Sheets => told(&self.sheets()?),
            Call::Sheet { word } => told(&self.sheet(&word)?),
            Call::EnterTick {
                task,
                by,
                at,
                note,
                reason,
                odd_time,
                once_more,
            } => {
                let key = self.find_line(&task)?;
                self.enter_tick(&PaperTick {
                    key: key.clone(),
                    by,
                    at,
                    note,
                    reason,
                    odd_time,
                    once_more,
                })?;
                told(&self.task(&key)?)
            }
            Call::State {
                meeting,
                state,
                why,
            } => {
                let id = self.find_meeting(&meeting)?;
                self.set_state(id, state, &why)?;
                told(&self.meeting(id)?)
            }
            Call::Calendar(act) => self.do_about_calendar(act),
            Call::Search { words } => told(&self.search(&words)?),
            Call::Meeting { meeting } => told(&self.meeting(self.find_meeting(&meeting)?)?),
            Call::Level { meeting, level } => {
                let id = self.find_meeting(&meeting)?;
                self.set_level(id, level)?;
                told(&self.meeting(id)?)
            }
            Call::Audit(act) => self.do_about_audit(&act),
            Call::Undo(act) => self.do_about_acts(&act),
            Call::Keep { act } => self.do_about_keeping(act),
            Call::Clashes => told(&self.clashes()?),
            Call::Duties { meeting } => told(&self.duties(self.find_meeting(&meeting)?)?),
            Call::AddDuty { meeting, draft } => {
                let id = self.find_meeting(&meeting)?;
                self.add_duty(id, &draft)?;
                told(&self.duties(id)?)
            }
            Call::TakeOff { meeting, who, why } => {
                let id = self.find_meeting(&meeting)?;
                self.take_off(self.find_duty(id, &who)?, &why)?;
                told(&self.duties(id)?)
            }
            Call::Notice { meeting, act } => {
                self.do_about_notice(self.find_meeting(&meeting)?, act)
            }
            Call::NoticesAwaited => told(&self.notices_awaited()?),
            Call::Ready { meeting, act } => self.do_about_ready(self.find_meeting(&meeting)?, &act),
            Call::Seats { meeting, act } => self.do_about_seats(self.find_meeting(&meeting)?, act),
            Call::Roster { month, act } => self.do_about_roster(month, act),
            Call::Posts { meeting, act } => self.do_about_posts(self.find_meeting(&meeting)?, act),
            Call::Hall { room, act } => self.do_about_hall(&room, act),
            Call::Free { ask, meeting } => self.who_is_free(&ask, meeting.as_deref()),
            Call::Series { act } => self.do_about_series(act),
            Call::Holidays { act } => self.do_about_holidays(act),
            Call::NotReady => told(&self.not_ready()?),
            Call::Approval { meeting, act } => {
                self.do_about_approval(self.find_meeting(&meeting)?, act)
            }
            Call::ApprovalsAwaited => told(&self.approvals_awaited()?),
            Call::ClientReport { act } => self.do_about_client_report(act),
            Call::During { act } => self.do_during(act),
            Call::Figures { from, to, act } => self.do_about_figures(from, to, act),
            Call::Kinds { act } => self.do_about_kinds(act),
            Call::After { meeting, act } => self.do_about_after(self.find_meeting(&meeting)?, &act),
            Call::NotSettled { days } => told(&self.not_settled(days)?),
            Call::Lost { act } => self.do_about_lost(act),
            Call::Fee { meeting, act } => self.do_about_fee(self.find_meeting(&meeting)?, act),
            Call::FeesOpen => told(&self.fees_open()?),
            Call::Prices(act) => self.do_about_prices(act),
            Call::Staff { act } => self.do_about_staff(act),
            Call::Lists { act } => self.do_about_lists(act),
            Call::Stock { act } => self.do_about_stock(act),
            Call::PickList { date, act } => self.do_about_pick_list(date, act),
            Call::Buying { act } => self.do_about_buying(act),
            Call::RecordSheet {
                meeting,
                language,
                path,
            } => {
                let info = self.record_sheet(self.find_meeting(&meeting)?, language)?;
                self.paper_save(info.edition, &path)?;
                told(&info)
            }
            Call::TolerateClash { key, why } => told(&self.tolerate(key, &why)?),
            Call::Tolerate { first, second, why } => {
                told(&self.tolerate_between(first, second, &why)?)
            }
            Call::Import {
                path,
                options,
                dry_run: true,
            } => told(&self.import_preview(&path, &options)?),
            Call::Import {
                path,
                options,
                dry_run: false,
            } => told(&self.import_apply(&path, &options)?),
            Call::Bulletin {
                date,
                language,
                path,
            } => {
                let info = self.bulletin(date, language)?;
                self.paper_save(info.edition, &path)?;
                told(&info)
            }
            Call::OutagePack {
                hours,
                language,
                path,
            } => {
                let info = self.outage_pack(hours, language)?;
                self.paper_save(info.edition, &path)?;
                told(&info)
            }
            Call::Stations => told(&self.stations()?),
            Call::Station { station, act } => {
                self.do_about(self.find_station(&station)?, &act)?;
                told(&self.stations()?)
            }
            Call::OfferEntry => told(&self.offer_entry()?),
            Call::WithdrawOffer => told(&self.withdraw_offer()?),
            Call::SelfTest => told(&self.self_test()?),
            Call::Bundle { act } => self.do_about_bundles(act),
            Call::Address { address, remove } => told(&match remove {
                true => self.remove_address(&address)?,
                false => self.add_address(&address)?,
            }),
            Call::Inbox => told(&self.inbox()?),
            Call::Remedies { key } => told(&self.remedies(key)?),
            Call::Resolve { key, remedy, why } => told(&self.resolve(key, &remedy, &why)?),
            Call::Decide {
                record,
                field,
                choice,
            } => told(&self.decide(record, &field, &choice)?),
            Call::DecideEnded { kind, record, keep } => {
                told(&self.decide_ended(&kind, record, keep)?)
            }
            Call::DecideMany { rule, which } => told(&self.decide_many(&rule, &which)?),
            Call::Digest => told(&self.store.digest()?.to_string()),
            Call::Safety { act } => self.do_about_safety(act),
        }
    }

    fn task(&self, key: &TaskKey) -> Result<Option<DueTask>, Refusal> {
        let tasks = self.meeting(key.meeting)?.tasks;
        Ok(tasks.into_iter().find(|task| task.key == *key))
    }
}

pub(super) fn told(value: &impl Serialize) -> Result<Value, Refusal> {
    serde_json::to_value(value).map_err(|error| Refusal::Unknown(error.to_string()))
}
