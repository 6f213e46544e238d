// The times of a copy as they are typed.
import { DAY, parseMinute, t } from '$i18n';

/** What is wrong with a time that is typed; nothing while the field is empty. */
export function timeFault(text: string): string | undefined {
  return text.trim() !== '' && parseMinute(text) === undefined ? t('copy.time_bad') : undefined;
}

/** Start and end in minutes of the day it begins on; undefined while one is no
 *  time. It runs over as many whole days as the meeting it is copied from, and
 *  past midnight where it ends no later than it begins. */
export function spanOf(start: string, end: string, was: { start_minute: number | null; end_minute: number | null }): { start_minute: number; end_minute: number } | undefined {
  const [from, until] = [parseMinute(start), parseMinute(end)];
  if (from === undefined || until === undefined) return undefined;
  const length = (was.end_minute ?? 0) - (was.start_minute ?? 0);
  const days = Math.max(0, Math.floor((length - 1) / DAY)) + (until <= from ? 1 : 0);
  return { start_minute: from, end_minute: until + DAY * days };
}
