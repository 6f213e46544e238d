// Of a hundred rooms with a thousand meetings only what is in sight is drawn.
import { expect, test } from 'vitest';
import type { Board, BoardMeeting, BoardRoom } from '$ipc/types';
import { inSight, tops } from './geometry';
import { lanes } from './lanes';

const ROW = 56;
const VIEW = 800;

test('a thousand meetings draw no more than a screenful of rows', () => {
  const rooms = Array.from({ length: 100 }, (_, at) => ({ id: `r${at}` }) as BoardRoom);
  const meetings = Array.from({ length: 1_000 }, (_, at) => ({
    id: `m${at}`, room: `r${at % 100}`, blocks: [`r${at % 100}`], from_minute: 480 + 60 * Math.floor(at / 100), to_minute: 530 + 60 * Math.floor(at / 100),
  }) as BoardMeeting);
  const rows = lanes({ rooms, meetings } as Board);
  const edges = tops(rows.map(() => ROW));
  for (const scroll of [0, 1_234, 2_800, 100 * ROW - VIEW]) {
    const [first, last] = inSight(edges, scroll, VIEW);
    const drawn = rows.slice(first, last).reduce((sum, lane) => sum + lane.placed.length, 0);
    expect(last - first).toBeLessThanOrEqual(Math.ceil(VIEW / ROW) + 10);
    expect(drawn).toBeLessThanOrEqual(250);
    // What is in sight is among them.
    expect(edges[first] ?? 0).toBeLessThanOrEqual(scroll);
    expect(edges[last] ?? 0).toBeGreaterThanOrEqual(scroll + VIEW);
  }
});
