// What a field was and became, in the user's words. The desk tells a change as
// one line of text with codes in it (`cancelled · why`, `check-1 · who`): the
// codes become words here, whatever is no code stays as it was written.
import type { MeetingDetail, Name, Room, Template } from '$ipc/types';
import { dateText, DAY, daysBetween, nameOf, number, parseMinute, spanText } from './format';
import { fieldName, listed, wordFor } from './sentences';
import { t } from './words.svelte';

/** What the window knows by name: a change names it in one language only. */
export interface Known {
  rooms: readonly Name[];
  templates: readonly Name[];
  /** What the house calls kinds of meetings. */
  kinds?: readonly Name[];
  /** What a task asks for, by its item's key. */
  tasks: ReadonlyMap<string, Name>;
}

/** What can be named of any meeting. */
export function knownOf(rooms: readonly Room[], templates: readonly Template[]): Known {
  return {
    rooms: rooms.map((room) => room.name),
    templates: templates.map((template) => template.name),
    tasks: new Map(templates.flatMap((template) => template.items.map((item) => [item.key, item.text] as const))),
  };
}

/** What can be named on a meeting's page. The meeting's own template goes
 *  before others that use the same keys for other work. */
export function knownBy(detail: Pick<MeetingDetail, 'meeting' | 'room' | 'template' | 'tasks'> & Partial<Pick<MeetingDetail, 'kind_name'>>, rooms: readonly Room[], templates: readonly Template[]): Known {
  const own = templates.filter((template) => template.id === detail.meeting.template);
  const items = [...templates, ...own].flatMap((template) => template.items.map((item) => [item.key, item.text] as const));
  return {
    rooms: [...rooms.map((room) => room.name), ...(detail.room ? [detail.room.name] : [])],
    templates: [...(detail.template ? [detail.template] : []), ...templates.map((template) => template.name)],
    kinds: detail.kind_name ? [detail.kind_name] : [],
    tasks: new Map([...items, ...detail.tasks.map((task) => [task.key.item, task.text] as const)]),
  };
}

/** Between the parts of a told value. */
const DOT = ' · ';

/** A field's value, or what a fact says, in words. */
export function toldText(field: string, text: string, known: Known): string {
  if (text === '') return '';
  switch (field) {
    case 'slot':
      return slotText(text, known);
    case 'standing': {
      // What an import cancelled has the file's name for a reason.
      const [state = '', ...why] = text.split(DOT);
      return [wordFor('state', state), originText(why.join(DOT))].filter(Boolean).join(DOT);
    }
    case 'service':
    case 'level':
    case 'layout':
      return wordFor(field, text);
    case 'leader':
      return flagText(text);
    case 'headcount':
      return /^\d+$/.test(text) ? number(Number(text)) : text;
    case 'template':
      return named(text, known.templates);
    case 'meeting_kind':
      return named(text, known.kinds ?? []);
    case 'source':
      return sourceText(text);
    case 'resolved': {
      const [way = '', ...why] = text.split(DOT);
      return [wordFor('remedy', way), ...why].filter(Boolean).join(DOT);
    }
    case 'lock':
    case 'waits':
      return text.split(DOT).map((part) => wordFor('kept', part)).join(DOT);
    case 'withdrawn': {
      const again = text.startsWith(`stands_again${DOT}`);
      const what = fieldName(again ? text.slice(`stands_again${DOT}`.length) : text);
      return again ? t('undo.stands_again', { what }) : what;
    }
    case 'printed':
    case 'exported': {
      const [kind = '', ...rest] = text.split(DOT);
      return [wordFor('left', kind), ...rest].join(DOT);
    }
    case 'confirmed':
      return confirmedText(text, known);
    case 'answer':
      // `话筒 · needed · 4`: the code of the state becomes a word.
      return text.split(DOT).map((part) => (part === 'needed' || part === 'not_needed' || part === 'not_asked' ? t(`notice.${part}`) : part)).join(DOT);
    case 'notice_acknowledged':
    case 'ready_reported':
    case 'ready_looked':
    case 'approval_answered':
    case 'searched':
    case 'waived':
    case 'fee_step':
    case 'incident':
    case 'incident_step':
    case 'call_step':
    case 'preferences_seen':
      // `technical · all_in_order · who`: codes of a department, of a verdict.
      return text.split(DOT).map(codeText).join(DOT);
    default:
      return text;
  }
}

/** A field's value of any kind of record. Those of the house are told as they
 *  are kept, and are spelled out here; `names` are of what they refer to. */
export function recordText(kind: string, field: string, text: string, known: Known, names: ReadonlyMap<string, Name>): string {
  if (kind === 'meeting') return toldText(field, text, known);
  if (kind === 'incident' && field === 'gravity') return wordFor('incident', text);
  if (kind === 'station' && field === 'state') return wordFor('station_state', text);
  // A bare figure stays as it is: it may be the number on a door.
  if (!/^[[{]|^(?:true|false)$/u.test(text)) return spelled(text, names);
  try {
    return spelled(JSON.parse(text), names);
  } catch {
    return text;
  }
}

function spelled(value: unknown, names: ReadonlyMap<string, Name>): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'boolean') return flagText(String(value));
  if (typeof value === 'number') return number(value);
  if (typeof value === 'string') return nameOf(names.get(value)) || coded(value);
  if (Array.isArray(value)) return listed(value.map((one) => spelled(one, names)).filter(Boolean));
  if (typeof value !== 'object') return String(value);
  if ('zh' in value && 'en' in value) return nameOf(value as Name);
  const parts = Object.entries(value).map(([key, one]) => [fieldName(key), spelled(one, names)] as const);
  return parts.filter(([, said]) => said !== '').map(([key, said]) => `${key} ${said}`).join(' / ');
}

/** A code of the house, or the text as it was written. */
function coded(text: string): string {
  for (const prefix of ['layout', 'class']) {
    const word = wordFor(prefix, text);
    if (word !== text) return word;
  }
  return text;
}

/** A department, a point of settling or a verdict by its code. */
function codeText(part: string): string {
  const prefix = ['dept', 'after_point', 'told'].find((one) => wordFor(one, part) !== part);
  return prefix === undefined ? part : wordFor(prefix, part);
}

/** Where a booking came from: `schedule:39c3` is the schedule file “39c3”. */
export function originText(origin: string): string {
  if (origin === 'undone') return t('undo.booked_in_error');
  const [, kind = '', title = ''] = /^(\w+):(.*)$/su.exec(origin) ?? [];
  const word = wordFor('source', kind);
  if (word === kind) return origin;
  return title.trim() === '' ? word : t('source.titled', { kind: word, title: title.trim() });
}

/** `check-1`, `refill.3`: the task as its card calls it. */
function taskText(short: string, known: Known): string {
  const [, item = short, round] = /^(.+)\.(\d+)$/u.exec(short) ?? [];
  const name = nameOf(known.tasks.get(item));
  if (name === '') return short;
  return round === undefined ? name : `${name}${DOT}${t('next.round', { n: Number(round) })}`;
}

function confirmedText(text: string, known: Known): string {
  const [task = '', by, ...said] = text.split(DOT);
  return [taskText(task, known), by && t('history.by', { by }), ...said.map(onPaper)].filter(Boolean).join(DOT);
}

/** `on_paper 2026-11-22 14:05`: when it was really done. */
function onPaper(said: string): string {
  const [, date, time] = /^on_paper (\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})$/u.exec(said) ?? [];
  return date === undefined ? said : t('history.on_paper', { at: `${dateText(date, 'short')} ${time ?? ''}` });
}

function flagText(text: string): string {
  if (text === 'true') return t('common.yes');
  return text === 'false' ? t('common.no') : text;
}

// `2026-11-22 09:00–[11-23 ]11:00 · rooms · layout · all_day`, all but the
// time left out where there is none; the time is the venue's own.
function slotText(text: string, known: Known): string {
  const [time = '', ...places] = text.split(DOT);
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})–(?:(\d{2}-\d{2}) )?(\d{2}:\d{2})$/u.exec(time);
  if (!match) return text;
  const [, date = '', start = '', until, end = ''] = match;
  const days = until === undefined ? 0 : daysBetween(date, dayAfter(date, until));
  const span = spanText(parseMinute(start) ?? 0, days * DAY + (parseMinute(end) ?? 0));
  return [`${dateText(date, 'year')} ${span}`, ...places.map((place) => placeText(place, known))].join(DOT);
}

/** The day `11-23` that follows a date, in the year after when it must. */
function dayAfter(date: string, monthDay: string): string {
  const year = Number(date.slice(0, 4));
  const same = `${year}-${monthDay}`;
  return same >= date ? same : `${year + 1}-${monthDay}`;
}

function placeText(place: string, known: Known): string {
  if (place === 'all_day') return t('time.all_day');
  const layout = wordFor('layout', place);
  if (layout !== place) return layout;
  return place.split('、').map((room) => named(room, known.rooms)).join(t('list.comma'));
}

/** A name told in one language, in the language of the window. */
function named(text: string, among: readonly Name[]): string {
  return nameOf(among.find((name) => name.zh === text) ?? among.find((name) => name.en === text)) || text;
}

function sourceText(text: string): string {
  try {
    const { origin } = JSON.parse(text) as { origin?: string };
    return origin === undefined ? text : originText(origin);
  } catch {
    return originText(text);
  }
}
