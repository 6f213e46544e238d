import { describe, expect, it } from 'vitest';
import { meeting, room } from './fixtures';
import { NO_ROOM, WeekGrid, busyShare, busyStep } from './week';

const rooms = [room('r1'), room('r2'), room('hall')];

describe('WeekGrid', () => {
  it('sorts meetings into room and day, by start', () => {
    const late = meeting('2', '2026-03-02', 600, 660);
    const early = meeting('1', '2026-03-02', 540, 600);
    const other = meeting('3', '2026-03-03', 540, 600);
    const grid = new WeekGrid(rooms, [late, early, other]);
    expect(grid.cell('r1', '2026-03-02').meetings.map((m) => m.id)).toEqual(['1', '2']);
    expect(grid.cell('r1', '2026-03-03').meetings.map((m) => m.id)).toEqual(['3']);
    expect(grid.cell('r2', '2026-03-02').meetings).toEqual([]);
    expect([grid.count('2026-03-02'), grid.count('2026-03-04')]).toEqual([2, 0]);
  });

  it('draws a combined room in its parts but counts it once', () => {
    const grid = new WeekGrid(rooms, [meeting('1', '2026-03-02', 540, 600, { room: 'hall', blocks: ['hall', 'r1', 'r2'] })]);
    expect(['hall', 'r1', 'r2'].map((r) => grid.cell(r, '2026-03-02').meetings.length)).toEqual([1, 1, 1]);
    expect(grid.count('2026-03-02')).toBe(1);
  });

  it('keeps what has no room, or one that is not shown, in a row of its own', () => {
    const grid = new WeekGrid(rooms, [
      meeting('1', '2026-03-02', 540, 600, { room: null, blocks: [] }),
      meeting('2', '2026-03-02', 540, 600, { room: 'gone', blocks: ['gone'] }),
    ]);
    expect(grid.unplaced).toBe(true);
    expect(grid.cell(NO_ROOM, '2026-03-02').meetings.map((m) => m.id)).toEqual(['1', '2']);
  });

  it('leaves cancelled meetings out', () => {
    const grid = new WeekGrid(rooms, [meeting('1', '2026-03-02', 540, 600, { state: 'cancelled' })]);
    expect(grid.count('2026-03-02')).toBe(0);
  });

  it('says where a clash is', () => {
    const grid = new WeekGrid(rooms, [meeting('1', '2026-03-02', 540, 600, { clash: 'blocks' })]);
    expect(grid.cell('r1', '2026-03-02').clash).toBe(true);
    expect(grid.cell('r2', '2026-03-02').clash).toBe(false);
  });
});

describe('busyShare', () => {
  it('counts time taken twice once, and only opening hours', () => {
    const share = busyShare(room('r1'), [meeting('1', '2026-03-02', 420, 600), meeting('2', '2026-03-02', 540, 660)]);
    expect(share).toBeCloseTo((660 - 480) / 600);
  });

  it('is nought for a room that never opens', () => {
    expect(busyShare(room('r1', { open_to: 480 }), [meeting('1', '2026-03-02', 480, 600)])).toBe(0);
  });

  it('comes in five steps', () => expect([0, 0.1, 0.3, 0.6, 1].map(busyStep)).toEqual([0, 1, 2, 3, 4]));
});
