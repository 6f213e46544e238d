import { describe, expect, it } from 'vitest';
import type { AttendeeView, SeatShape, SeatsView, SeatView } from '$ipc/types';
import { figuresOf, found, lettering, nearest, pouringWays, shapeOf, stands, wayOf } from './plan';

const seat = (key: string, x: number, y: number): SeatView => ({ key, label: { zh: key, en: key }, zone: 'row', row: 1, nth: 1, x, y, facing: 0 });
const seats = [seat('P1-1', 100, 100), seat('P1-2', 200, 100), seat('R1-1', 90, 300), seat('R1-2', 190, 300)];
const person = (name: string, more: Partial<AttendeeView> = {}): AttendeeView => ({ id: name, name, title: '', unit: '', rank: null, side: 'none', seat: null, astray: false, twice: false, in_conflict: false, preferences: false, ...more });

describe('arrow keys', () => {
  it('go to the seat that is next that way', () => {
    expect(nearest(seats, 'P1-1', 'right')?.key).toBe('P1-2');
    expect(nearest(seats, 'P1-2', 'down')?.key).toBe('R1-2');
    expect(nearest(seats, 'R1-1', 'up')?.key).toBe('P1-1');
    expect(nearest(seats, 'P1-1', 'left')?.key).toBe('R1-1');
    expect(nearest(seats, 'R1-1', 'down')).toBeUndefined();
    expect(nearest(seats, null, 'down')?.key).toBe('P1-1');
  });
  it('are told from others', () => expect(['ArrowLeft', 'Enter'].map(wayOf)).toEqual(['left', undefined]));
});

describe('figures', () => {
  it('of every shape come back as they were', () => {
    const floors: SeatShape['floor'][] = [
      { kind: 'empty' }, { kind: 'rows', rows: 8, seats: 14, aisles: [4, 10], tables: true }, { kind: 'u_shape', base: 3, legs: 6 },
      { kind: 'hollow_square', across: 9, along: 5 }, { kind: 'board', across: 7, heads: 0 }, { kind: 'rounds', tables: 12, seats: 8 },
    ];
    for (const floor of floors) expect(shapeOf(figuresOf({ podium: [7, 9], floor }))).toEqual({ podium: [7, 9], floor });
  });
  it('are read as people type them', () => expect(shapeOf({ ...figuresOf({ podium: [], floor: { kind: 'empty' } }), podium: '7， 9 x' }).podium).toEqual([7, 9]));
});

it('names are found by any of their words', () => {
  const people = [person('张伟', { unit: '财政局' }), person('Li Na', { title: 'Head' })];
  expect(found(people, ' 财政 ').map((one) => one.name)).toEqual(['张伟']);
  expect(found(people, 'li head')).toHaveLength(1);
  expect(found(people, '')).toHaveLength(2);
});

it('who sits on a seat that is gone stands', () => {
  expect([person('甲'), person('乙', { seat: 'P1-1' }), person('丙', { seat: 'P9-9', astray: true })].map(stands)).toEqual([true, false, true]);
});

it('long names are set smaller', () => {
  expect(lettering('张伟').size).toBe(27);
  expect(lettering('欧阳文博士先生').size).toBeLessThan(12);
});

describe('the ways of those who pour', () => {
  it('go from seat to seat in their order, each on its own', () => {
    const pour = (seat: string, nth: number, server: number) => ({ person: seat, seat, nth, server });
    const view = { seats, pouring: [pour('P1-2', 3, 1), pour('P1-1', 1, 1), pour('R1-1', 2, 2), pour('R1-2', 4, 2), pour('gone', 5, 2)] } as unknown as SeatsView;
    expect(pouringWays(view)).toEqual([{ server: 1, points: '132,68 232,68' }, { server: 2, points: '122,268 222,268' }]);
  });
});
