// The days of a month and of a year, and where keys lead among them.
import { addDays, weekday } from '$i18n/format';

/** The first day of a date's month. */
export function firstOf(date: string): string {
  return `${date.slice(0, 7)}-01`;
}

/** The same day so many months on; the last of the month when it has no such day. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const at = year * 12 + (month - 1) + months;
  const first = `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((((at % 12) + 12) % 12) + 1).padStart(2, '0')}-01`;
  const last = Number(addDays(firstOf(addDays(first, 32)), -1).slice(8));
  return `${first.slice(0, 8)}${String(Math.min(day, last)).padStart(2, '0')}`;
}

/** The whole weeks that hold a date's month: first and last day. */
export function monthSpan(date: string): [string, string] {
  const first = firstOf(date);
  const last = addDays(addMonths(first, 1), -1);
  return [addDays(first, 1 - weekday(first)), addDays(last, 7 - weekday(last))];
}

/** Days from one to another, both included. */
export function daysOf(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Weeks of seven days. */
export function weeks<T>(days: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(days.length / 7) }, (_, at) => days.slice(at * 7, at * 7 + 7));
}

/** Where a key leads from a day; none when it is no key of the calendar. */
export function moved(date: string, key: string): string | undefined {
  switch (key) {
    case 'ArrowLeft': return addDays(date, -1);
    case 'ArrowRight': return addDays(date, 1);
    case 'ArrowUp': return addDays(date, -7);
    case 'ArrowDown': return addDays(date, 7);
    case 'Home': return addDays(date, 1 - weekday(date));
    case 'End': return addDays(date, 7 - weekday(date));
    case 'PageUp': return addMonths(date, -1);
    case 'PageDown': return addMonths(date, 1);
    default: return undefined;
  }
}

/** The steps of the heat: no meeting, then by the share of rooms taken. */
export const HEATS = [0, 1, 2, 3, 4] as const;
export type Heat = (typeof HEATS)[number];

/** The step of a day. A meeting without a room still makes the day not empty. */
export function heatOf(day: { meetings: number; share: number }): Heat {
  if (day.meetings === 0) return 0;
  return day.share > 75 ? 4 : day.share > 50 ? 3 : day.share > 25 ? 2 : 1;
}

/** The shares of a step, as its legend says them. */
export const SHARES: Record<Exclude<Heat, 0>, string> = { 1: '≤ 25%', 2: '26–50%', 3: '51–75%', 4: '> 75%' };
