// The board by keyboard.
import { chord, composing } from '$shared/keyboard';
import type { BoardMeeting } from '$ipc/types';
import type { BoardState } from './board.svelte';
import { neighbour } from './lanes';

export interface KeyActs { open: (id: string) => void; cancel: (id: string) => void; put: () => void; keep: (what: Keep, meeting: BoardMeeting) => void; locked: (id: string) => void }

/** What a letter does to the chosen block. */
export type Keep = 'park' | 'hold' | 'confirm' | 'lock';
const KEEPS: Record<string, Keep> = { p: 'park', h: 'hold', y: 'confirm', l: 'lock' };

const arrows = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' } as const;

/** Does what a key says on the board; whether it was one of its keys. */
export function act(event: KeyboardEvent, hand: BoardState, acts: KeyActs): boolean {
  if (composing(event)) return false;
  const keys = chord(event);
  const arrow = arrows[event.key as keyof typeof arrows];
  const meeting = hand.rows.flatMap((lane) => lane.placed).find((placed) => placed.own && placed.meeting.id === hand.chosen)?.meeting;
  // Taken in hand by its key, it goes where the arrows say.
  if (arrow && meeting && hand.held?.taken && keys === event.key) {
    hand.nudge(meeting, arrow, 'move');
    return true;
  }
  if (arrow && keys === event.key) {
    hand.drop();
    hand.chosen = neighbour(hand.rows, hand.chosen, arrow);
    return true;
  }
  if (arrow && meeting && keys === `Shift+${event.key}`) {
    hand.nudge(meeting, arrow, 'move');
    return true;
  }
  if (arrow && meeting && keys === `Alt+${event.key}`) {
    if (arrow === 'left' || arrow === 'right') hand.nudge(meeting, arrow, 'end');
    return true;
  }
  if (keys === 'Escape' && hand.held) {
    hand.drop();
    return true;
  }
  if (keys === 'Enter' && hand.held?.keys) {
    acts.put();
    return true;
  }
  if (keys === 'Enter' && meeting) {
    acts.open(meeting.id);
    return true;
  }
  if (keys === 'm' && meeting && !hand.held) {
    if (!hand.pick(meeting)) acts.locked(meeting.id);
    return true;
  }
  const keep = KEEPS[keys];
  if (keep && meeting && !hand.held) {
    acts.keep(keep, meeting);
    return true;
  }
  if (keys === 'Delete' && meeting) {
    acts.cancel(meeting.id);
    return true;
  }
  return false;
}
