import { describe, expect, test } from 'vitest';
import { axis, cut, dragged, hours, inSight, minuteAt, partAt, rowAt, snap, tops, widthOf, x } from './geometry';

describe('the axis', () => {
  test('covers whole hours and fills the width', () => {
    const a = axis(8 * 60 + 20, 18 * 60 + 40, 1100, 40);
    expect([a.from, a.to]).toEqual([480, 1140]);
    expect(widthOf(a)).toBeCloseTo(1100);
  });
  test('grows past the width rather than squeeze hours', () => {
    expect(widthOf(axis(0, 1440, 600, 60))).toBe(1440);
  });
  test('reaches before and after midnight', () => {
    const a = axis(-75, 1530, 100, 10);
    expect([a.from, a.to]).toEqual([-120, 1560]);
  });
  test('pixels and minutes are inverse', () => {
    const a = axis(480, 1140, 1234, 10);
    for (const minute of [480, 613, 1139]) expect(minuteAt(a, x(a, minute))).toBeCloseTo(minute);
  });
  test('labels thin out instead of touching', () => {
    expect(hours(axis(480, 720, 400, 10), 50)).toEqual([480, 540, 600, 660]);
    expect(hours(axis(480, 720, 80, 10), 39)).toEqual([480, 600]);
  });
});

describe('a span on the axis', () => {
  const a = axis(480, 1140, 660, 10);
  test('inside keeps its measure', () => expect(cut(a, 540, 600)).toEqual({ left: 60, width: 60, before: false, after: false }));
  test('running out on both sides is cut and marked', () => expect(cut(a, -60, 1500)).toEqual({ left: 0, width: 660, before: true, after: true }));
  test('outside is nothing', () => {
    expect(cut(a, 300, 480)).toBeUndefined();
    expect(cut(a, 1140, 1200)).toBeUndefined();
  });
});

describe('rows', () => {
  const edges = tops([10, 30, 20]);
  test('tops end with the bottom', () => expect(edges).toEqual([0, 10, 40, 60]));
  test.each([[-5, 0], [0, 0], [9, 0], [10, 1], [39, 1], [40, 2], [500, 2]])('at %i is row %i', (y, row) => expect(rowAt(edges, y)).toBe(row));
  test('few rows are all drawn', () => expect(inSight(edges, 0, 5)).toEqual([0, 3]));
  test('of two hundred rows only those in sight are drawn', () => {
    const [first, last] = inSight(tops(Array.from({ length: 200 }, () => 50)), 5000, 600);
    expect(first).toBeGreaterThan(90);
    expect(first).toBeLessThanOrEqual(100);
    expect(last).toBeGreaterThanOrEqual(112);
    expect(last).toBeLessThan(122);
  });
});

describe('dragging', () => {
  test.each([[100, 'start'], [108, 'start'], [109, 'move'], [191, 'move'], [192, 'end'], [200, 'end']] as const)('a block pressed at %i takes its %s', (at, part) => expect(partAt({ left: 100, right: 200 }, at)).toBe(part));
  test('a narrow block keeps a middle to move it by', () => expect([101, 106, 111].map((at) => partAt({ left: 100, right: 112 }, at))).toEqual(['start', 'move', 'end']));
  test('moves by snapped minutes and keeps the length', () => expect(dragged('move', 540, 655, 22)).toEqual({ from: 560, to: 675 }));
  test('stretches the end', () => expect(dragged('end', 540, 600, 33)).toEqual({ from: 540, to: 635 }));
  test('never stretches to nothing', () => {
    expect(dragged('end', 540, 600, -300)).toEqual({ from: 540, to: 555 });
    expect(dragged('start', 540, 600, 300)).toEqual({ from: 585, to: 600 });
  });
  test('may cross midnight', () => expect(dragged('move', 1400, 1460, 60)).toEqual({ from: 1460, to: 1520 }));
  test('snaps to the nearest', () => expect([snap(7), snap(8), snap(-3)].map((n) => n + 0)).toEqual([5, 10, -5]));
});
