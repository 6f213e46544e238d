// Rooms as rows with their meetings, overlapping ones on levels of their own.
import type { Board, BoardMeeting, BoardRoom } from '$ipc/types';

/** A meeting in a row. */
export interface Placed {
  meeting: BoardMeeting;
  /** Level within the row, from 0 at the top. */
  level: number;
  /** Levels of the bunch it overlaps with. */
  levels: number;
  /** It is held here; otherwise the row is only taken with it. */
  own: boolean;
}

/** A row of the board. */
export interface Lane {
  /** The room; none for meetings without one. */
  room: BoardRoom | null;
  id: string;
  placed: Placed[];
  /** Most levels at any time. */
  depth: number;
}

/** Row id of meetings without a room. */
export const UNPLACED = 'unplaced';

/** A hold that lapsed keeps no room: its meeting lies where those without one do. */
export const laneOf = (meeting: Pick<BoardMeeting, 'room' | 'hold'>): string => (meeting.hold?.lapsed ? UNPLACED : (meeting.room ?? UNPLACED));

/** The rows of a board. The lane of meetings without a room comes first: there
 *  to drop one into where `parking` is, else only when there are any. */
export function lanes(board: Board, parking = false): Lane[] {
  const rows = new Map<string, Lane>(board.rooms.map((room) => [room.id, { room, id: room.id, placed: [], depth: 1 }]));
  const unplaced: Lane = { room: null, id: UNPLACED, placed: [], depth: 1 };
  for (const meeting of board.meetings) {
    const own = laneOf(meeting);
    const blocks = new Set(own === UNPLACED ? [] : [...meeting.blocks, own]);
    const held = [...blocks].map((id) => rows.get(id)).filter((lane) => lane !== undefined);
    if (held.length === 0) unplaced.placed.push({ meeting, level: 0, levels: 1, own: true });
    for (const lane of held) lane.placed.push({ meeting, level: 0, levels: 1, own: lane.id === own });
  }
  const all = [...(unplaced.placed.length > 0 || (parking && rows.size > 0) ? [unplaced] : []), ...rows.values()];
  for (const lane of all) stack(lane);
  return all;
}

/** Gives overlapping meetings of a row levels of their own. */
function stack(lane: Lane): void {
  lane.placed.sort((a, b) => a.meeting.from_minute - b.meeting.from_minute || a.meeting.to_minute - b.meeting.to_minute || a.meeting.id.localeCompare(b.meeting.id));
  let bunch: Placed[] = [];
  let ends: number[] = [];
  const close = () => {
    for (const placed of bunch) placed.levels = ends.length;
    lane.depth = Math.max(lane.depth, ends.length);
    [bunch, ends] = [[], []];
  };
  for (const placed of lane.placed) {
    const { from_minute: from, to_minute: to } = placed.meeting;
    if (ends.length > 0 && ends.every((end) => end <= from)) close();
    const free = ends.findIndex((end) => end <= from);
    placed.level = free === -1 ? ends.length : free;
    ends[placed.level] = to;
    bunch.push(placed);
  }
  close();
}

/** The block that an arrow key leads to from the chosen one. */
export function neighbour(rows: readonly Lane[], chosen: string | null, key: 'left' | 'right' | 'up' | 'down'): string | null {
  const at = rows.findIndex((lane) => lane.placed.some((p) => p.own && p.meeting.id === chosen));
  const here = rows[at];
  const own = (lane: Lane | undefined) => lane?.placed.filter((p) => p.own) ?? [];
  if (!here) return rows.flatMap(own)[0]?.meeting.id ?? null;
  const blocks = own(here);
  const index = blocks.findIndex((p) => p.meeting.id === chosen);
  if (key === 'left' || key === 'right') return blocks[index + (key === 'left' ? -1 : 1)]?.meeting.id ?? chosen;
  const middle = (p: Placed) => (p.meeting.from_minute + p.meeting.to_minute) / 2;
  const from = blocks[index];
  if (!from) return chosen;
  const step = key === 'up' ? -1 : 1;
  for (let row = at + step; row >= 0 && row < rows.length; row += step) {
    const near = own(rows[row]).sort((a, b) => Math.abs(middle(a) - middle(from)) - Math.abs(middle(b) - middle(from)))[0];
    if (near) return near.meeting.id;
  }
  return chosen;
}
