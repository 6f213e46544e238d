// The report of an import: what is shown of it, and how rooms were mapped.

import type { ImportLine, ImportOptions, ImportOutcome, ImportReport, RoomGuess } from '$ipc/types';

/** What the preview can be narrowed to. */
export type Show = 'all' | ImportOutcome | 'clashing' | 'remarked';

export const SHOWS: readonly Show[] = ['all', 'added', 'changed', 'same', 'skipped', 'clashing', 'remarked'];

/** Where a room of the file goes: a room's id, or one of these two. */
export const UNPLACED = 'unplaced';
export const SKIP = 'skip';

/** The lines to show. */
export function shown(lines: readonly ImportLine[], show: Show, words: string): ImportLine[] {
  const asked = words.trim().toLocaleLowerCase();
  return lines.filter((line) => passes(line, show) && (asked === '' || line.title.toLocaleLowerCase().includes(asked)));
}

/** How many lines each choice shows. */
export function sums(report: ImportReport): Record<Show, number> {
  return {
    all: report.lines.length,
    added: report.added,
    changed: report.changed,
    same: report.same,
    skipped: report.skipped,
    clashing: report.clashing,
    remarked: report.lines.filter((line) => line.remarks.length > 0).length,
  };
}

/** What a room of the file is mapped to, as the chooser holds it. */
export function chosen(guess: RoomGuess): string {
  if (guess.skipped) return SKIP;
  return guess.room ?? UNPLACED;
}

/**
 * Options with one room of the file sent elsewhere. What nobody touched stays
 * out of them, so that the desk may still guess it.
 */
export function sent(options: ImportOptions, name: string, to: string): ImportOptions {
  const rooms = { ...options.rooms };
  const skip = options.skip.filter((other) => other !== name);
  delete rooms[name];
  if (to === SKIP) skip.push(name);
  else rooms[name] = to === UNPLACED ? null : to;
  return { ...options, rooms, skip };
}

/** Whether the import would write anything. */
export function writes(report: ImportReport): boolean {
  return report.added + report.changed > 0;
}

/** A file's days beside the days they become. */
export interface DayPair {
  from: string;
  to: string;
}

/** Most days shown one by one. */
const DAYS_SHOWN = 14;

/**
 * Which day of the file becomes which, given the file's own first and last
 * day. Only the first fourteen; `more` counts the rest.
 */
export function dayPairs(days: readonly [string, string], shiftTo: string | null): { pairs: DayPair[]; more: number } {
  const first = dayNumber(days[0]);
  const count = Math.max(0, dayNumber(days[1]) - first + 1);
  const target = shiftTo === null ? first : dayNumber(shiftTo);
  const pairs = Array.from({ length: Math.min(count, DAYS_SHOWN) }, (_, i) => ({ from: dayText(first + i), to: dayText(target + i) }));
  return { pairs, more: count - pairs.length };
}

function passes(line: ImportLine, show: Show): boolean {
  if (show === 'all') return true;
  if (show === 'clashing') return line.clashes.length > 0;
  if (show === 'remarked') return line.remarks.length > 0;
  return line.outcome === show;
}

function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000);
}

function dayText(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
