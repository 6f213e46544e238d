// The grid of a month as the window works on it: cells by place, ranges, what
// is typed, what is copied.
import type { Breach, RosterCellDraft, RosterCellView, RosterItem, RosterRow, ShiftKind, ShiftPart } from '$ipc/types';
import { hhmm, number, t, type Key } from '$i18n';
import { NEW } from '$shared/ids';

/** What a free day is written as. */
export const OFF = '休';

/** A place in the grid: a row and a day, both from 0. */
export interface At { row: number; day: number }
/** A block of cells, both ends in it. */
export interface Block { top: number; bottom: number; left: number; right: number }

/** The block between two places. */
export function blockOf(a: At, b: At): Block {
  return { top: Math.min(a.row, b.row), bottom: Math.max(a.row, b.row), left: Math.min(a.day, b.day), right: Math.max(a.day, b.day) };
}

/** Whether a place lies in a block. */
export function within(block: Block, row: number, day: number): boolean {
  return row >= block.top && row <= block.bottom && day >= block.left && day <= block.right;
}

/** A row's cells by the day of the month, from 0. */
export function byDay(row: RosterRow): Map<number, RosterCellView> {
  return new Map(row.cells.map((cell) => [Number(cell.day.slice(8)) - 1, cell]));
}

/** First day of the month that lies some months on. */
export function monthOn(month: string, by: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + by;
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}-01`;
}

/** What a key typed on the grid begins; nothing for keys that mean something else. */
export function begins(key: string): string | undefined {
  if (key === '-' || key === '0') return OFF;
  return /^[a-z]$/i.test(key) ? key.toUpperCase() : undefined;
}

/** Whether what was typed is a code that no other begins with: no Enter is needed. */
export function isWhole(typed: string, kinds: readonly ShiftKind[]): boolean {
  const codes = kinds.map((kind) => kind.code.toUpperCase());
  return typed === OFF || (codes.includes(typed) && !codes.some((code) => code !== typed && code.startsWith(typed)));
}

/** Texts copied as a block, laid over the selection: repeated where it is larger. */
export function pasted(copied: readonly (readonly string[])[], block: Block): Map<string, string> {
  const found = new Map<string, string>();
  const high = copied.length;
  const wide = copied[0]?.length ?? 0;
  if (!high || !wide) return found;
  const bottom = Math.max(block.bottom, block.top + high - 1);
  const right = Math.max(block.right, block.left + wide - 1);
  const rows = block.bottom > block.top ? block.bottom : bottom;
  const days = block.right > block.left ? block.right : right;
  for (let row = block.top; row <= rows; row += 1)
    for (let day = block.left; day <= days; day += 1) found.set(`${row}/${day}`, copied[(row - block.top) % high]?.[(day - block.left) % wide] ?? '');
  return found;
}

/** A draft that puts a text into a cell. A fixed post goes with the shift that stood there, no further. */
export function putting(row: RosterRow, day: string, text: string): RosterCellDraft {
  return { staff: row.staff, day, text, post: null, pinned: null, note: null };
}

/** The fixed post that a cell's shifts are at. */
export function postOf(cell: RosterCellView | undefined): string | null {
  const work = cell?.work;
  return work?.is === 'shifts' ? (work.turns.find((turn) => turn.post)?.post ?? null) : null;
}

/** Hours with one digit: 7.5. */
export function hours(minutes: number): string {
  return number(Math.round(minutes / 6) / 10);
}

/** `07:00–15:00`, `23:00–07:00`. */
export function partsText(parts: readonly ShiftPart[]): string {
  return parts.map((part) => `${hhmm(part.from % 1440)}–${part.to === 1440 ? '24:00' : hhmm(part.to % 1440)}`).join(' ');
}

const MINUTES = new Set(['rest', 'week_minutes', 'month_minutes', 'travel', 'contract_hours']);
const COUNTED = new Set(['most_in_row', 'fewest_in_row', 'weekends_off', 'nights_in_row', 'nights_in_month', 'fair_nights', 'fair_weekends', 'fair_holidays']);

/** Whether a rule goes by a figure, and by which. */
export function unitOf(about: string): 'minutes' | 'count' | 'percent' | null {
  if (about === 'contract_hours') return 'percent';
  if (MINUTES.has(about)) return 'minutes';
  return COUNTED.has(about) ? 'count' : null;
}

/** A broken rule in a sentence. */
export function breachText(breach: Pick<Breach, 'about' | 'is' | 'limit' | 'what'>): string {
  const figure = (n: number) => (MINUTES.has(breach.about) ? (n < 60 ? t('roster.minutes', { n }) : t('roster.hours', { n: hours(n) })) : number(n));
  const rule = t(`rule.${breach.about}` as Key);
  const text = unitOf(breach.about) === null ? t(`breach.${breach.about}` as Key) : t('roster.breach', { rule, is: figure(breach.is), limit: figure(breach.limit) });
  return breach.what ? t('roster.breach_what', { text, what: breach.what }) : text;
}

/** The gravest of some broken rules. */
export function gravest(breaches: readonly Breach[]): 'hard' | 'priced' | null {
  if (breaches.some((one) => one.force === 'hard')) return 'hard';
  return breaches.length ? 'priced' : null;
}

/** Minutes of a time typed as `7:00`, `0700` or `31:00`; nothing when it is none. */
export function minutesOf(text: string): number | undefined {
  const match = /^(\d{1,2})[:：]?(\d{2})$/u.exec(text.trim());
  if (!match) return undefined;
  const [hour, minute] = [Number(match[1]), Number(match[2])];
  return hour <= 72 && minute < 60 ? hour * 60 + minute : undefined;
}

/** `07:00`, `31:00`: a time that may lie past midnight, as it is typed. */
export function minutesText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** Something new that the roster is to go by. */
export function blank(part: string, rows: readonly RosterRow[]): RosterItem {
  const name = { zh: '', en: '' };
  const common = { id: NEW, name, retired: false };
  switch (part) {
    case 'posts':
      return { what: 'post', post: { ...common, department: 'centre', building: null, skill: null, level: 'internal', times: [{ weekdays: [], from: 480, to: 1080, count: 1 }], days: null, manned: true, place: 100 } };
    case 'needs':
      return { what: 'need', need: { ...common, department: 'meeting_service', skill: null, count: 1, per_guests: 0, classes: [], leader: false, served: false, before: 60, after: 30, place: 100 } };
    case 'pairs':
      return { what: 'pair', pair: { id: NEW, first: rows[0]?.staff ?? NEW, second: rows[1]?.staff ?? NEW, together: true, retired: false } };
    case 'rotations':
      return { what: 'rotation', rotation: { ...common, cycle: ['A1', 'A1', 'P1', 'P1', '', ''] } };
    default:
      return { what: 'kind', kind: { ...common, code: '', tone: 1, parts: [{ from: 480, to: 960 }], paid: 480, night: false, standby: false, departments: [], place: 100 } };
  }
}

/** Parts of a shift as they are typed: `07:00-11:00 17:00-21:00`. */
export function typedParts(text: string): ShiftPart[] | undefined {
  const found: ShiftPart[] = [];
  for (const word of text.trim().split(/[\s,，;；]+/u)) {
    const [from, to] = word.split(/[-–—~～至]/u).map(minutesOf);
    if (from === undefined || to === undefined) return undefined;
    // An end before the start is on the next day.
    found.push({ from, to: to <= from ? to + 1440 : to });
  }
  return found;
}
