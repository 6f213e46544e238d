import { describe, expect, it } from 'vitest';
import { howText, isAlready, momentOf, partsOf } from './past';

describe('looking back', () => {
  it('reads the moment that it wrote, and nothing else', () => {
    expect(partsOf(momentOf('2026-11-22', 13 * 60 + 5))).toEqual({ date: '2026-11-22', time: '13:05' });
    for (const other of [undefined, '', '2026-11-22', 'x', '2026-11-22T13:05:00']) expect(partsOf(other), String(other)).toBeUndefined();
  });
  it('tells what was written by then from what came later', () => {
    const past = { at: '2026-11-22T05:35:00Z' };
    expect(['2026-11-22T05:35:00Z', '2026-11-22T05:36:00Z'].map((at) => isAlready({ at }, past))).toEqual([true, false]);
  });
  it('says how well it is known', () => {
    expect(howText({ how: 'exact' })).toContain('确切');
    expect(howText({ how: 'written', at: '2026-11-22T05:30:00Z' })).toContain('13:30');
  });
});
