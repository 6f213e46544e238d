import { describe, expect, it } from 'vitest';
import { scrollTo, sliceOf } from './windowing';

describe('sliceOf', () => {
  it('draws a screenful and some more, and leaves room for the rest', () => {
    const slice = sliceOf(4000, 600, 40, 2000);
    expect(slice).toEqual({ from: 92, to: 123, above: 3680, below: (2000 - 123) * 40 });
  });

  it.each([
    [0, 600, 0],
    [0, 600, 3],
    [90_000, 600, 10],
    [-50, 600, 100],
  ])('never reaches outside the list (top %i, height %i, %i rows)', (top, height, count) => {
    const slice = sliceOf(top, height, 40, count);
    expect(slice.from).toBeGreaterThanOrEqual(0);
    expect(slice.to).toBeLessThanOrEqual(count);
    expect(slice.from).toBeLessThanOrEqual(slice.to);
    expect(slice.above + (slice.to - slice.from) * 40 + slice.below).toBe(count * 40);
  });
});

describe('scrollTo', () => {
  it('stays when the row is in sight', () => expect(scrollTo(3, 40, 400, 40)).toBe(40));
  it('goes up to a row above', () => expect(scrollTo(1, 400, 400, 40)).toBe(40));
  it('goes down until a row below is whole', () => expect(scrollTo(20, 0, 400, 40, 40)).toBe(21 * 40 - 360));
});
