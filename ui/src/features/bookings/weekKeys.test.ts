import { describe, expect, it } from 'vitest';
import { type Place, moved } from './weekKeys';

// Three rooms by two days; the cell (0, 0) has two chips, (1, 1) has one.
const chips = (row: number, col: number) => [[2, 0], [0, 1], [0, 0]][row]?.[col] ?? 0;
const go = (from: Place, key: string) => moved(from, key, 3, 2, chips);

describe('moved', () => {
  it.each<[string, Place, string, Place | null]>([
    ['down through a cell', { row: 0, col: 0, chip: 0 }, 'ArrowDown', { row: 0, col: 0, chip: 1 }],
    ['down into the next room', { row: 0, col: 0, chip: 1 }, 'ArrowDown', { row: 1, col: 0, chip: -1 }],
    ['up into the last chip of the room above', { row: 1, col: 0, chip: -1 }, 'ArrowUp', { row: 0, col: 0, chip: 1 }],
    ['right into an empty day', { row: 0, col: 0, chip: 1 }, 'ArrowRight', { row: 0, col: 1, chip: -1 }],
    ['right into a chip', { row: 1, col: 0, chip: -1 }, 'ArrowRight', { row: 1, col: 1, chip: 0 }],
    ['not past the last day', { row: 1, col: 1, chip: 0 }, 'ArrowRight', null],
    ['not above the first room', { row: 0, col: 1, chip: -1 }, 'ArrowUp', null],
    ['not below the last room', { row: 2, col: 0, chip: -1 }, 'ArrowDown', null],
    ['no other key', { row: 0, col: 0, chip: 0 }, 'x', null],
  ])('%s', (_, from, key, want) => expect(go(from, key)).toEqual(want));
});
