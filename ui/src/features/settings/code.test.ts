import { describe, expect, it } from 'vitest';
import { groups } from './code';

describe('groups', () => {
  it.each([
    ['AB12-CD34-EF', ['AB12', 'CD34', 'EF']],
    [' AB12 CD34 ', ['AB12', 'CD34']],
    ['AB12CD34EF', ['AB12', 'CD34', 'EF']],
    ['', []],
  ])('%s', (code, want) => expect(groups(code)).toEqual(want));

  it('loses no character', () => expect(groups('K7QF2M9DXH4P8').join('')).toBe('K7QF2M9DXH4P8'));
});
