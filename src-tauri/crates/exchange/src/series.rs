//! From drafts to events: recurrences laid out, changed occurrences put in
//! their places, identities made distinct.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use crate::event::{Draft, Point};
use crate::keys::Keys;
use crate::model::{Effect, IncomingEvent, RemarkCode, Window, limits};
use crate::recur::{self, Budget, Span};
use crate::remarks::Remarks;
use crate::text;
use crate::values::Length;
use crate::zone::Shown;

/// Puts together what belongs to one identity.
pub(crate) struct Assembly<'a> {
    /// Where occurrences are laid out.
    pub(crate) window: Window,
    /// Where remarks go.
    pub(crate) remarks: &'a mut Remarks,
    /// What recurrences may still use up.
    pub(crate) budget: &'a mut Budget,
    /// Keys already given.
    pub(crate) keys: Keys,
    /// The events so far.
    pub(crate) events: Vec<IncomingEvent>,
}

impl Assembly<'_> {
    /// Adds all drafts of a file.
    pub(crate) fn add_all(&mut self, drafts: Vec<Draft>) {
        let mut order: Vec<String> = Vec::new();
        let mut groups: HashMap<String, Vec<Draft>> = HashMap::new();
        for draft in drafts {
            if draft.uid.is_empty() {
                self.without_uid(&draft);
                continue;
            }
            let group = groups.entry(draft.uid.clone()).or_insert_with(|| {
                order.push(draft.uid.clone());
                Vec::new()
            });
            group.push(draft);
        }
        for uid in order {
            if let Some(group) = groups.remove(&uid) {
                self.group(&uid, group);
            }
        }
    }

    fn without_uid(&mut self, draft: &Draft) {
        let base = format!("~{}", content(draft));
        let line = draft.template.line;
        self.remark(
            line,
            None,
            RemarkCode::NoUid,
            Effect::Changed,
            &draft.template.title,
        );
        let overrides = Overrides::default();
        self.lay_out(&base, draft, overrides);
    }

    fn group(&mut self, uid: &str, drafts: Vec<Draft>) {
        let (overrides, masters): (Vec<_>, Vec<_>) = drafts
            .into_iter()
            .partition(|draft| draft.replaces.is_some());
        let masters = self.distinct(uid, masters);
        let overrides = self.newest(uid, overrides);
        if masters.is_empty() {
            self.orphans(uid, &overrides);
            return;
        }
        // Changed occurrences belong to the recurring event, if there are several.
        let owner = masters.iter().position(Draft::recurs).unwrap_or_default();
        let mut overrides = Some(overrides);
        let alone = masters.len() == 1;
        for (at, master) in masters.iter().enumerate() {
            let base = if alone {
                uid.to_owned()
            } else {
                let code = RemarkCode::DuplicateUid;
                let title = &master.template.title;
                self.remark(master.template.line, Some(uid), code, Effect::Noted, title);
                format!("{uid}~{}", content(master))
            };
            let own = if at == owner { overrides.take() } else { None };
            let own = own.unwrap_or_default();
            self.lay_out(&base, master, Overrides::of(master, own));
        }
    }

    /// Leaves out events that are the same in everything but their revision.
    fn distinct(&mut self, uid: &str, masters: Vec<Draft>) -> Vec<Draft> {
        let mut kept: Vec<Draft> = Vec::new();
        let mut seen: HashMap<String, usize> = HashMap::new();
        for draft in masters {
            let whole = everything(&draft);
            match seen.get(&whole).and_then(|at| kept.get_mut(*at)) {
                Some(first) => {
                    let line = draft.template.line;
                    let title = draft.template.title.clone();
                    let sequence = first.template.sequence.max(draft.template.sequence);
                    first.template.sequence = sequence;
                    let code = RemarkCode::DuplicateUid;
                    self.remark(line, Some(uid), code, Effect::Skipped, &title);
                }
                None => {
                    seen.insert(whole, kept.len());
                    kept.push(draft);
                }
            }
        }
        kept
    }

    /// Of several changes to one occurrence the newest: the highest revision,
    /// else the last in the file.
    fn newest(&mut self, uid: &str, mut overrides: Vec<Draft>) -> Vec<Draft> {
        overrides.sort_by_key(|draft| (draft.template.sequence, draft.template.line));
        let mut kept: Vec<Draft> = Vec::new();
        let mut seen: HashSet<String> = HashSet::new();
        for draft in overrides.into_iter().rev() {
            if seen.insert(format!("{:?}", draft.replaces)) {
                kept.push(draft);
            } else {
                let code = RemarkCode::DuplicateUid;
                let title = draft.template.title;
                self.remark(
                    draft.template.line,
                    Some(uid),
                    code,
                    Effect::Skipped,
                    &title,
                );
            }
        }
        kept.sort_by_key(|draft| draft.template.line);
        kept
    }

    fn orphans(&mut self, uid: &str, overrides: &[Draft]) {
        for draft in overrides {
            let key = match draft.replaces.map(|replaced| replaced.at) {
                Some(Point::Instant(at)) => format!("{uid}#{}", at.format("%Y%m%dT%H%M%SZ")),
                Some(Point::Day(day)) => format!("{uid}#{}", day.format("%Y%m%d")),
                None => uid.to_owned(),
            };
            let line = draft.template.line;
            let code = RemarkCode::OrphanOverride;
            let title = &draft.template.title;
            self.remark(line, Some(&key), code, Effect::Noted, title);
            self.place(key, draft, draft.start, draft.length);
        }
    }

    /// Lays one event out, with the changes made to single occurrences.
    fn lay_out(&mut self, base: &str, master: &Draft, overrides: Overrides) {
        if !master.recurs() && overrides.is_empty() {
            self.place(base.to_owned(), master, master.start, master.length);
            return;
        }
        let mut out = self.occurrences(base, master);
        let mut before = out.before;
        let mut used = BTreeSet::new();
        for (at, (local, length)) in &out.times {
            let key = occurrence_key(base, master, *at, *local);
            let (draft, local, length) = match overrides.at(*at) {
                Some(change) => {
                    used.insert(*at);
                    (change, change.start, change.length)
                }
                None => overrides
                    .since(*at, *local)
                    .unwrap_or((master, *local, *length)),
            };
            if !self.in_window(draft, local, length) {
                self.count_out(draft, local, &mut before, &mut out.after);
            } else if self.budget.occurrences() == 0 || self.events.len() >= limits::EVENTS {
                out.cut = true;
                break;
            } else {
                self.budget.spend(1);
                self.place(key, draft, local, length);
            }
        }
        // Changes to occurrences that were not laid out may still lie in the window.
        for (at, change) in overrides.single.iter().filter(|(at, _)| !used.contains(at)) {
            if self.in_window(change, change.start, change.length) {
                let local = master.zone.local(at.naive_utc());
                let key = occurrence_key(base, master, *at, local);
                self.place(key, change, change.start, change.length);
            } else {
                self.count_out(change, change.start, &mut before, &mut out.after);
            }
        }
        let line = master.template.line;
        if out.cut {
            let laid_out = out.times.len().to_string();
            let code = RemarkCode::RecurrenceCut;
            self.remark(line, Some(base), code, Effect::Changed, &laid_out);
        }
        if before > 0 || out.after {
            let code = RemarkCode::RecurrenceOutsideWindow;
            let more = if out.after { "+" } else { "" };
            let detail = format!("{before}{more}");
            self.remark(line, Some(base), code, Effect::Noted, &detail);
        }
    }

    /// The planned starts, without changes to single ones.
    fn occurrences(&mut self, base: &str, master: &Draft) -> Planned {
        // The window in local time, a little wider: what is laid out is
        // looked at again by the instant.
        let wide = TimeDelta::days(2);
        let reach = TimeDelta::try_seconds(master.length.rough()).unwrap_or_default();
        let local = |at: DateTime<Utc>| master.zone.local(at.naive_utc());
        let span = Span {
            from: self.window.from.and_then(|at| {
                let at = local(at).checked_sub_signed(wide)?;
                at.checked_sub_signed(reach)
            }),
            to: self
                .window
                .to
                .and_then(|at| local(at).checked_add_signed(wide)),
            most: limits::OCCURRENCES,
        };
        let mut planned = Planned::default();
        let mut locals = vec![(master.start, master.length)];
        let mut removed: BTreeSet<NaiveDateTime> = BTreeSet::new();
        let to_local = |at| master.zone.local(at);
        for (line, rule) in &master.rules {
            match recur::lay_out(rule, master.start, span, &to_local, self.budget) {
                Ok(laid_out) => {
                    planned.before += laid_out.before;
                    planned.after |= laid_out.after;
                    planned.cut |= laid_out.cut;
                    locals.extend(laid_out.times.into_iter().map(|at| (at, master.length)));
                    if laid_out.before > 0 {
                        // The start was counted already.
                        locals.retain(|(at, _)| span.from.is_none_or(|from| *at >= from));
                    }
                }
                Err(part) => {
                    let code = RemarkCode::RecurrenceUnreadable;
                    self.remark(*line, Some(base), code, Effect::Changed, &part);
                }
            }
        }
        for (line, rule) in &master.except_rules {
            match recur::lay_out(rule, master.start, span, &to_local, self.budget) {
                // Here the start stands only for itself: it is no exception.
                Ok(laid_out) => {
                    removed.extend(laid_out.times.into_iter().filter(|at| *at != master.start))
                }
                Err(part) => {
                    let code = RemarkCode::RecurrenceUnreadable;
                    self.remark(*line, Some(base), code, Effect::Changed, &part);
                }
            }
        }
        locals.extend(
            master
                .extra
                .iter()
                .map(|(at, length)| (*at, length.unwrap_or(master.length))),
        );
        let except: HashSet<Point> = master.except.iter().copied().collect();
        for (local, length) in locals {
            let at = master.zone.instant(local).0;
            let excepted = removed.contains(&local)
                || except.contains(&Point::Day(local.date()))
                || except.contains(&Point::Instant(at));
            if !excepted {
                planned.times.insert(at, (local, length));
            }
        }
        while planned.times.len() > limits::OCCURRENCES {
            planned.times.pop_last();
            planned.cut = true;
        }
        planned
    }

    /// Counts one that is left out: before the window, or after it.
    fn count_out(&self, draft: &Draft, local: NaiveDateTime, before: &mut u64, after: &mut bool) {
        let start = draft.zone.instant(local).0;
        if self.window.to.is_some_and(|to| start >= to) {
            *after = true;
        } else {
            *before += 1;
        }
    }

    fn in_window(&self, draft: &Draft, local: NaiveDateTime, length: Length) -> bool {
        let (start, end, _) = times(draft, local, length);
        self.window.from.is_none_or(|from| end > from) && self.window.to.is_none_or(|to| start < to)
    }

    /// Adds one event, under a key that is not taken yet.
    fn place(&mut self, key: String, draft: &Draft, local: NaiveDateTime, length: Length) {
        let (start, end, shown) = times(draft, local, length);
        let mut event = draft.template.clone();
        event.key = self.keys.free(key);
        event.start = start;
        event.end = end;
        if draft.whole_days {
            let days = TimeDelta::days((length.days - 1).max(0));
            let first = local.date();
            event.all_day = Some((first, first.checked_add_signed(days).unwrap_or(first)));
        }
        event.changed_uid_key = changed_uid_key(&event);
        let written = local.format("%Y-%m-%d %H:%M").to_string();
        match shown {
            Shown::Once => {}
            _ if draft.whole_days => {}
            Shown::Never => {
                let code = RemarkCode::LocalTimeSkipped;
                self.remark(
                    event.line,
                    Some(&event.key),
                    code,
                    Effect::Changed,
                    &written,
                );
            }
            Shown::Twice => {
                let code = RemarkCode::LocalTimeTwice;
                self.remark(event.line, Some(&event.key), code, Effect::Noted, &written);
            }
        }
        self.events.push(event);
    }

    fn remark(
        &mut self,
        line: u32,
        key: Option<&str>,
        code: RemarkCode,
        effect: Effect,
        detail: &str,
    ) {
        self.remarks.add(line, key, code, effect, detail);
    }
}

/// Identity by content, for files whose UIDs change.
pub(crate) fn changed_uid_key(event: &IncomingEvent) -> String {
    let start = match event.all_day {
        Some((first, _)) => first.format("%Y%m%d").to_string(),
        None => event.start.format("%Y%m%dT%H%M%SZ").to_string(),
    };
    let room = event.room.as_deref().map(text::plain).unwrap_or_default();
    format!("{}|{start}|{room}", text::plain(&event.title))
}

#[derive(Default)]
struct Planned {
    times: BTreeMap<DateTime<Utc>, (NaiveDateTime, Length)>,
    before: u64,
    after: bool,
    cut: bool,
}

/// The changes made to occurrences of one recurring event.
#[derive(Default)]
struct Overrides {
    single: BTreeMap<DateTime<Utc>, Draft>,
    /// Those that hold from an occurrence on, with its planned start.
    future: Vec<DateTime<Utc>>,
    zone: Option<crate::zone::Zone>,
}

impl Overrides {
    fn of(master: &Draft, drafts: Vec<Draft>) -> Self {
        let mut overrides = Self {
            zone: Some(master.zone.clone()),
            ..Self::default()
        };
        for draft in drafts {
            let Some(replaced) = draft.replaces else {
                continue;
            };
            let at = match replaced.at {
                Point::Instant(at) if master.whole_days => {
                    let day = master.zone.local(at.naive_utc()).date();
                    master.zone.instant(day.and_time(master.start.time())).0
                }
                Point::Instant(at) => at,
                Point::Day(day) => master.zone.instant(day.and_time(master.start.time())).0,
            };
            if replaced.and_future {
                overrides.future.push(at);
            }
            overrides.single.insert(at, draft);
        }
        overrides.future.sort_unstable();
        overrides
    }

    fn is_empty(&self) -> bool {
        self.single.is_empty()
    }

    fn at(&self, at: DateTime<Utc>) -> Option<&Draft> {
        self.single.get(&at)
    }

    /// The change that holds from an earlier occurrence on: moved as that one was.
    fn since(
        &self,
        at: DateTime<Utc>,
        local: NaiveDateTime,
    ) -> Option<(&Draft, NaiveDateTime, Length)> {
        let before = self.future.partition_point(|from| *from <= at);
        let from = self.future.get(before.checked_sub(1)?)?;
        let change = self.single.get(from)?;
        let planned = self.zone.as_ref()?.local(from.naive_utc());
        let moved = change.start.signed_duration_since(planned);
        Some((change, local.checked_add_signed(moved)?, change.length))
    }
}

fn times(
    draft: &Draft,
    local: NaiveDateTime,
    length: Length,
) -> (DateTime<Utc>, DateTime<Utc>, Shown) {
    let (start, shown) = draft.zone.instant(local);
    let day = local
        .checked_add_signed(TimeDelta::days(length.days))
        .unwrap_or(local);
    let end = draft.zone.instant(day).0;
    let seconds = TimeDelta::try_seconds(length.seconds).unwrap_or_default();
    let end = end.checked_add_signed(seconds).unwrap_or(end);
    // A change of the clocks may eat a very short one up.
    (start, end.max(start + TimeDelta::minutes(1)), shown)
}

fn occurrence_key(base: &str, master: &Draft, at: DateTime<Utc>, local: NaiveDateTime) -> String {
    if master.whole_days {
        format!("{base}#{}", local.format("%Y%m%d"))
    } else {
        format!("{base}#{}", at.format("%Y%m%dT%H%M%SZ"))
    }
}

/// What tells events under one UID apart, whatever their order.
fn content(draft: &Draft) -> String {
    let start = draft.zone.instant(draft.start).0.to_rfc3339();
    let room = draft.template.room.as_deref().unwrap_or_default();
    text::fingerprint(&[&draft.template.title, &start, room])
}

fn everything(draft: &Draft) -> String {
    let mut template = draft.template.clone();
    template.line = 0;
    template.sequence = 0;
    let rules: Vec<&str> = draft.rules.iter().map(|(_, rule)| rule.as_str()).collect();
    let start = draft.zone.instant(draft.start).0;
    format!(
        "{template:?} {start} {:?} {rules:?} {:?} {:?}",
        draft.length, draft.extra, draft.except
    )
}
