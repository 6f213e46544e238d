import { describe, expect, it } from 'vitest';
import { fit, picture, step } from './picture';

describe('picture', () => {
  it.each([1, 2, 3, 4, 7, 12, 13, 25, 49, 50])('%i stations: none leaves the picture, no two names share a line on one side', (count) => {
    const made = picture(count, 600, 18);
    expect(made.places).toHaveLength(count);
    for (const { x, y, side } of made.places) {
      expect(y).toBeGreaterThanOrEqual(18);
      expect(y).toBeLessThanOrEqual(made.height - 18);
      // Half the picture less the bow is left for the name.
      expect(side === 'right' ? 600 - x : x).toBeGreaterThanOrEqual(100);
    }
    for (const side of ['left', 'right']) {
      const rows = made.places.filter((place) => place.side === side).map((place) => place.y);
      rows.slice(1).forEach((y, at) => expect(y - (rows[at] ?? 0)).toBeGreaterThanOrEqual(18));
    }
  });
  it('both sides are as full', () => expect(picture(5, 600, 18).places.map((place) => place.side)).toEqual(['right', 'right', 'right', 'left', 'left']));
  it('nobody else is no fault', () => expect(picture(0, 600, 18).places).toEqual([]));
});

describe('fit', () => {
  it.each([['东楼前台', 4, '东楼前台'], ['东楼前台', 3, '东楼…'], ['East wing', 6, 'East wing'], ['East wing desk', 5, 'East w…'], ['', 3, '']])('%s in %i', (name, ems, text) => expect(fit(name, ems)).toBe(text));
});

describe('step', () => {
  it.each([['ArrowDown', 0, 1], ['ArrowDown', 4, 4], ['ArrowUp', 0, 0], ['ArrowLeft', 0, 3], ['ArrowLeft', 2, 4], ['ArrowLeft', 3, 3], ['ArrowRight', 4, 1], ['ArrowRight', 1, 1], ['Home', 3, 0], ['End', 1, 4], ['a', 1, undefined]])('%s from %i of 5', (key, at, to) => expect(step(key, at, 5)).toBe(to));
});
