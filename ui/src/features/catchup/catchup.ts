// A long catch-up in words, and the day as another station sees it joined with
// what is here.
import type { Board, CatchUp } from '$ipc/types';
import { lately, t } from '$i18n';

/** What is being done, and how far it is. */
export function stageText(catching: CatchUp): string {
  const stage = t(`catchup.${catching.stage}`, { from: catching.from, n: catching.percent });
  return catching.is_copy_spoilt ? `${stage} · ${t('catchup.spoilt')}` : stage;
}

/** Whose day is shown, and of when; empty when none is. */
export function seenText(catching: CatchUp, today: string | undefined): string {
  return catching.seen_at ? t('catchup.seen', { from: catching.from, at: lately(catching.seen_at, today) }) : '';
}

/** Another station's day with what was booked here meanwhile. */
export function joined(seen: Board, here: Board | undefined): Board {
  const known = new Set(seen.meetings.map((meeting) => meeting.id));
  const own = here?.date === seen.date ? here.meetings.filter((meeting) => !known.has(meeting.id)) : [];
  const most = (of: 'from_minute' | 'to_minute', pick: (...all: number[]) => number) => pick(seen[of], ...(own.length && here ? [here[of]] : []));
  return { ...seen, from_minute: most('from_minute', Math.min), to_minute: most('to_minute', Math.max), meetings: [...seen.meetings, ...own] };
}
