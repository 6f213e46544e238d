// Refusals, follow-ups and faults as sentences.
import { Refused } from '$ipc/client';
import type { ClashView, FollowUp, NoticeOpen, Refusal, ReportOpen } from '$ipc/types';
import { clockTime, dateText, hhmm, lengthText, nameOf, spanText } from './format';
import { lockText } from './places';
import { titleOf } from './titles';
import { dictionaries, t, type Key } from './words.svelte';

/** The words for `prefix.code`, or for `prefix.other` when nobody wrote them. */
export function coded(prefix: string, code: string, detail = ''): string {
  const key = `${prefix}.${code}`;
  return t((key in dictionaries.zh ? key : `${prefix}.other`) as Key, { detail: detail || code });
}

/** The word for `prefix.code`, or the code itself when nobody wrote one. */
export function wordFor(prefix: string, code: string): string {
  const key = `${prefix}.${code}`;
  return key in dictionaries.zh ? t(key as Key) : code;
}

/** The name of a field, or the field as it was called. */
export function fieldName(field: string): string {
  return wordFor('field', field);
}

/** Joined as a list in the language. */
export function listed(words: readonly string[]): string {
  return words.join(t('list.comma'));
}

/** What a refusal means and what to do. */
export function refusalText(refusal: Refusal): string {
  switch (refusal.kind) {
    case 'clash':
      return t('refusal.clash', {
        with: listed(refusal.detail.with.map(({ meeting }) =>
          `${titleOf(meeting.title)} ${spanText(meeting.when.start_minute, meeting.when.end_minute)}`)),
      });
    case 'engaged': {
      const { name, with: kept, free } = refusal.detail;
      const where = listed(kept.map(({ meeting, when }) => `${meeting.title ? titleOf(meeting.title) : meeting.number} ${spanText(when.start_minute, when.end_minute)}`));
      return t(free.length ? 'refusal.engaged_free' : 'refusal.engaged', { name, where, free: listed(free) });
    }
    case 'unfit':
      return t('refusal.unfit', { name: refusal.detail.name, why: listed(refusal.detail.bars.map((bar) => t(`bar.${bar}`))) });
    case 'not_such':
      return t('refusal.not_such', { field: fieldName(refusal.detail.field), text: refusal.detail.text });
    case 'away': {
      const { name, reason, days } = refusal.detail;
      return t('refusal.away', { name, kind: t(`leave_kind.${reason}`), from: dateText(days.from, 'short'), to: dateText(days.to, 'short') });
    }
    case 'backwards':
      return t('refusal.backwards', { from: dateText(refusal.detail.from, 'short'), to: dateText(refusal.detail.to, 'short') });
    case 'locked':
      return t('refusal.locked', { what: lockText(refusal.detail.lock) });
    case 'moved_on':
      return t('inbox.moved_on');
    case 'slot':
      return t(`refusal.slot.${refusal.detail}`);
    case 'lacks':
      return t('refusal.lacks', { what: listed(refusal.detail.map((field) => t(`field.${field}`))) });
    case 'comes_before':
      return t('refusal.comes_before', { what: listed(refusal.detail.map(nameOf)) });
    case 'no_time':
      return t('refusal.no_time', { what: refusal.detail });
    case 'odd_time':
      return t('refusal.odd_time', { at: `${dateText(refusal.detail.date, 'short')} ${hhmm(refusal.detail.minute)}` });
    case 'done_before':
      return t('refusal.done_before', { who: listed(refusal.detail.map((one) => `${one.by} ${dateText(one.date, 'short')} ${hhmm(one.minute)}`)) });
    case 'need_to_know':
    case 'nothing_changed':
    case 'nothing_issued':
    case 'approval_open':
    case 'reason_needed':
    case 'choice_needed':
    case 'name_needed':
    case 'nobody_listed':
    case 'myself':
    case 'sign_in_needed':
    case 'no_network':
      return t(`refusal.${refusal.kind}`);
    case 'no_undo': {
      const { intent, why } = refusal.detail;
      const sentence = t(`no_undo.${why}`);
      return intent === '' ? sentence : t('refusal.no_undo', { what: wordFor('intent', intent), why: sentence });
    }
    case 'not_allowed': {
      const { right, who } = refusal.detail;
      return t(who.length ? 'refusal.not_allowed_who' : 'refusal.not_allowed', { right: t(`right.${right}`), who: listed(who) });
    }
    case 'sign_in': {
      const { code, number: n } = refusal.detail;
      const key = `sign_in.${code === 'wrong' && n > 0 ? 'wrong_wait' : code}`;
      return t((key in dictionaries.zh ? key : 'sign_in.other') as Key, { n });
    }
    case 'over':
      return t('refusal.over', { state: t(`state.${refusal.detail}`) });
    case 'pairing':
      return coded('pairing', refusal.detail.code, refusal.detail.detail);
    case 'address':
      return t('refusal.address', { text: refusal.detail });
    case 'bundle':
      return coded('bundle', refusal.detail.code);
    case 'state':
      return t('refusal.state', { from: t(`state.${refusal.detail.from}`), to: t(`state.${refusal.detail.to}`) });
    case 'unknown':
      return t('refusal.unknown', { what: refusal.detail });
    case 'several':
      return t('refusal.several', { word: refusal.detail.word, found: listed(refusal.detail.found) });
    case 'too_long':
      return t('refusal.too_long', { field: fieldName(refusal.detail.field), most: refusal.detail.most });
    case 'out_of_range':
      return t('refusal.out_of_range', { ...refusal.detail, field: fieldName(refusal.detail.field) });
    case 'file':
    case 'document':
    case 'store':
      return t(`refusal.${refusal.kind}`, { what: coded(refusal.kind, refusal.detail.code, refusal.detail.detail) });
  }
}

/** Whatever was thrown, as a sentence. */
export function errorText(error: unknown): string {
  return error instanceof Refused ? refusalText(error.refusal) : t('refusal.other');
}

/** What a technician wants to read of it, if anything. */
export function errorDetail(error: unknown): string {
  if (!(error instanceof Refused)) return error instanceof Error ? error.message : String(error);
  if (error.refusal.kind === 'no_network') return error.refusal.detail;
  const detail = 'detail' in error.refusal ? error.refusal.detail : undefined;
  return detail && typeof detail === 'object' && 'detail' in detail ? String(detail.detail) : '';
}

/** What is open about a booking. */
export function followUpText(follow: FollowUp): string {
  switch (follow.kind) {
    case 'too_many':
      return t('follow.too_many', { heads: follow.heads, seats: follow.seats });
    case 'short_notice':
      return t('follow.short_notice', { lead: lengthText(follow.lead_minutes) });
    case 'incomplete':
      return t('follow.incomplete', { what: listed(follow.missing.map((what) => t(`missing.${what}`))) });
    default:
      return t(`follow.${follow.kind}`);
  }
}

/** What a clash is, by what is shared and how grave it is. */
export function severityText({ key, severity }: Pick<ClashView, 'key' | 'severity'>): string {
  if (key.kind === 'room') return t(severity === 'warns' ? 'clash.room_warns' : `severity.${severity}`);
  if (key.kind === 'companion') return t('clash.companion');
  return t(`clash.${key.kind}_${severity === 'blocks' ? 'blocks' : 'close'}`);
}

/** What a service notice waits for. */
export function noticeText(open: NoticeOpen): string {
  switch (open.open) {
    case 'apart':
      return t('notice.open_apart', { n: open.versions });
    case 'owed': {
      const who = listed(open.departments.map((one) => t(`dept_short.${one}`)));
      const late = open.progress === 'escalated' ? 'notice.open_escalated' : open.progress === 'reminded' ? 'notice.open_reminded' : 'notice.open_owed';
      return t(late, { n: open.number, who });
    }
    case 'changed':
      return t('notice.open_changed', { n: open.changes });
    case 'not_issued':
      return t('notice.open_not_issued');
  }
}

/** What the report to the client waits for. */
export function reportText({ what, due }: ReportOpen): string {
  if (what.what === 'changed') return t('report.card_changed', { n: what.changes });
  return what.what === 'not_sent' ? t('report.card_not_sent', { number: what.number }) : t('report.card_not_made', { when: clockTime(due) });
}
