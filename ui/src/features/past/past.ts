// Looking back: which moment and whose knowledge, and how well that is known.
import type { HowKnown, PastBoard } from '$ipc/types';
import { stamp, t } from '$i18n';

/** Whether something was written somewhere by the moment that is looked back to. */
export function isAlready(change: { at: string }, past: Pick<PastBoard, 'at'>): boolean {
  return Date.parse(change.at) <= Date.parse(past.at);
}

/** How well it is known, in a sentence. */
export function howText(how: HowKnown): string {
  switch (how.how) {
    case 'exact':
      return t('past.exact');
    case 'written':
      return t('past.written', { at: stamp(how.at) });
    case 'nothing':
      return t('past.nothing');
  }
}

/** The moment of a date and an hour, as the desk reads it. */
export function momentOf(date: string, minute: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** Date and hour of a moment in a route, `2026-11-22T13:35`; none for anything else. */
export function partsOf(moment: string | undefined): { date: string; time: string } | undefined {
  const [, date, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})$/u.exec(moment ?? '') ?? [];
  return date === undefined || time === undefined ? undefined : { date, time };
}
