// How what is to be settled looks.
import type { ClosingState, UsedDraft, UsedLine } from '$ipc/types';
import type { Tone } from '$shared/tones';

/** The colour of a point's state. */
export function stateTone(state: ClosingState): Tone {
  return state === 'done' ? 'jade' : state === 'open' ? 'amber' : 'plain';
}

/** A count as it is typed, of what was laid out or counted before. */
export function drafts(lines: readonly UsedLine[]): UsedDraft[] {
  return lines.map((line) => ({ item: line.item, unit: line.unit, count: line.count }));
}
