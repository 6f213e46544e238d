// How a meeting looks on the board. Shape and words say what colour says.
import type { BoardMeeting, CheckMark } from '$ipc/types';

export type Shape = 'plain' | 'pending' | 'running' | 'over';
export type Ground = 'dai' | 'late' | 'leader' | 'over' | 'pending';

/** The outline: dashed while nothing is promised, heavy while it runs, flat when over. */
export function shapeOf(meeting: Pick<BoardMeeting, 'state'>): Shape {
  switch (meeting.state) {
    case 'enquiry':
    case 'held':
    case 'awaiting_approval':
      return 'pending';
    case 'in_session':
      return 'running';
    case 'clearing':
    case 'closed':
    case 'cancelled':
      return 'over';
    default:
      return 'plain';
  }
}

/** The colour: late before leader before state. */
export function groundOf(meeting: Pick<BoardMeeting, 'state' | 'late_tasks' | 'leader'>): Ground {
  const shape = shapeOf(meeting);
  if (meeting.late_tasks > 0 && shape !== 'over') return 'late';
  if (shape === 'over') return 'over';
  if (meeting.leader) return 'leader';
  return shape === 'pending' ? 'pending' : 'dai';
}

/** The sign of a check: each has a shape of its own. */
export function signOf(mark: CheckMark): string {
  return { done: '●', open: '○', late: '✕', stale: '◐' }[mark];
}

/** The signs of a meeting's checks, those of one mark together. */
export function signsOf(checks: readonly CheckMark[]): [CheckMark, string][] {
  const found: [CheckMark, string][] = [];
  for (const mark of checks) {
    const last = found[found.length - 1];
    if (last?.[0] === mark) last[1] += signOf(mark);
    else found.push([mark, signOf(mark)]);
  }
  return found;
}
