// A kept filter as what the list shows, and back.
import { addDays, daysBetween } from '$i18n/format';
import type { SavedFilter } from '$ipc/types';
import type { Filter } from './list';

/** What the list shows. */
interface Shown { from: string; to: string; filter: Filter }

/** The days and the filter that it says; no days when it does not say them. */
export function applied(saved: SavedFilter, today: string): { from: string | null; to: string | null; narrowed: Filter } {
  const day = (days: number | null | undefined) => (days === null || days === undefined ? null : addDays(today, days));
  return {
    from: day(saved.from_days), to: day(saved.to_days),
    narrowed: { room: saved.room ?? null, state: saved.state ?? null, words: saved.words ?? '', followUps: saved.follow_ups ?? false, clashes: saved.clashes ?? false },
  };
}

/** What is shown, under a name; with the days as they lie from `today`, if they follow it. */
export function asFilter(name: string, { from, to, filter }: Shown, today: string | null): SavedFilter {
  return {
    name: name.trim(), room: filter.room, state: filter.state, words: filter.words.trim(), follow_ups: filter.followUps, clashes: filter.clashes,
    from_days: today && daysBetween(today, from), to_days: today && daysBetween(today, to),
  } as SavedFilter;
}

/** Whether the list shows just that. */
export function isShown(saved: SavedFilter, shown: Shown, today: string): boolean {
  const { from, to, narrowed } = applied(saved, today);
  const same = (Object.keys(narrowed) as (keyof Filter)[]).every((key) => narrowed[key] === (key === 'words' ? shown.filter.words.trim() : shown.filter[key]));
  return same && (from === null || from === shown.from) && (to === null || to === shown.to);
}
