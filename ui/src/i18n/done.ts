// A confirmation in words, by the time it was really done.
import type { Confirmation } from '$ipc/types';
import { clockTime, lengthText } from './format';
import { t } from './words.svelte';

/** Minutes that a task was done after it was due; before it when negative. */
export function minutesLate(said: Pick<Confirmation, 'at' | 'due'>): number {
  return Math.trunc((Date.parse(said.at) - Date.parse(said.due)) / 60_000);
}

/** `陈洁 14:05，晚 5 分`. */
export function doneText(said: Pick<Confirmation, 'by' | 'at' | 'due'>): string {
  const late = minutesLate(said);
  const who = `${said.by} ${clockTime(said.at)}`;
  if (late === 0) return who;
  return t(late > 0 ? 'ticks.late' : 'ticks.early', { who, by: lengthText(Math.abs(late)) });
}
