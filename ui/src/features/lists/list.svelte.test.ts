import { describe, expect, it } from 'vitest';
import { plainPath } from '$shared/paths';
import { counts, letter } from './list.svelte';
import type { IntakeReport } from '$ipc/types';

describe('a list on its way in', () => {
  it('takes a path as file managers give it', () => {
    expect(plainPath(' "/tmp/会议.xlsx" ')).toBe('/tmp/会议.xlsx');
    expect(plainPath('file:///tmp/a.csv')).toBe('/tmp/a.csv');
  });

  it('names columns as a spreadsheet does', () => {
    expect([0, 25, 26, 27, 701].map(letter)).toEqual(['A', 'Z', 'AA', 'AB', 'ZZ']);
  });

  it('counts rows by what becomes of them', () => {
    const row = (fate: string) => ({ fate });
    const sums = counts({ rows: [row('added'), row('added'), row('unclear')] } as unknown as IntakeReport);
    expect(sums).toMatchObject({ all: 3, added: 2, unclear: 1, clash: 0 });
  });
});
