// Minutes of a day as people type them, and the times of a template's tasks.

import type { Due } from '$ipc/types';

/** `07:30` for 450; `25:30` for half past one the next morning. */
export function clockText(minute: number): string {
  const hours = Math.floor(minute / 60);
  return `${String(hours).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** Minutes for `7:30`, `07：30`, `730` or `7`; null for what is no time up to 48:00. */
export function clockMinute(text: string): number | null {
  const match = /^(\d{1,2})(?:[:：]?(\d{2}))?$/u.exec(text.trim());
  if (!match) return null;
  const minute = Number(match[1]) * 60 + Number(match[2] ?? 0);
  return Number(match[2] ?? 0) < 60 && minute <= 48 * 60 ? minute : null;
}

/** A due time in the standard's own short form: `T-30`, `E+0`, `D-1 17:30`, `×15′`. */
export function dueCode(due: Due): string {
  switch (due.from) {
    case 'start':
      return `T${signed(due.minutes)}`;
    case 'end':
      return `E${signed(due.minutes)}`;
    case 'days_before':
      return due.days === 0 ? `D ${clockText(due.minute)}` : `D-${due.days} ${clockText(due.minute)}`;
    case 'every':
      return `×${due.minutes}′`;
  }
}

/** A due time of another kind, keeping what can be kept. */
export function dueOf(from: Due['from'], was: Due): Due {
  const minutes = 'minutes' in was ? was.minutes : 0;
  switch (from) {
    case 'start':
      return { from, minutes };
    case 'end':
      return { from, minutes };
    case 'every':
      return { from, minutes: Math.abs(minutes) || 15 };
    case 'days_before':
      return was.from === from ? was : { from, days: 1, minute: 17 * 60 };
  }
}

/** The same kind of due time with other minutes; days before have none. */
export function dueWith(due: Due, minutes: number): Due {
  return due.from === 'days_before' ? due : { ...due, minutes };
}

/** Sort key: the order of a day's work, from days before to after the end. */
export function dueRank(due: Due): number {
  switch (due.from) {
    case 'days_before':
      return -1_000_000 * (due.days + 1) + due.minute;
    case 'start':
      return due.minutes;
    case 'every':
      return 100_000 + due.minutes;
    case 'end':
      return 200_000 + due.minutes;
  }
}

function signed(minutes: number): string {
  return minutes < 0 ? String(minutes) : `+${minutes}`;
}
