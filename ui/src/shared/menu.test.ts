import { describe, expect, it } from 'vitest';
import { placeIn, stepIn } from './menu';

const room = { width: 1000, height: 600 };

describe('a menu is drawn', () => {
  it('where it was asked for', () => expect(placeIn({ x: 100, y: 50, width: 200, height: 300 }, room)).toEqual({ left: 100, top: 50 }));
  it('on the other side where the window ends', () => expect(placeIn({ x: 950, y: 500, width: 200, height: 300 }, room)).toEqual({ left: 750, top: 200 }));
  it('inside, however small the window', () => {
    expect(placeIn({ x: 100, y: 250, width: 200, height: 500 }, room)).toEqual({ left: 100, top: 94 });
    expect(placeIn({ x: 10, y: 10, width: 2000, height: 900 }, room)).toEqual({ left: 6, top: 6 });
  });
});

describe('its keys', () => {
  const texts = ['Open', 'Change', 'Copy', 'Cancel'];
  it('lead up and down, around both ends', () => expect(['ArrowDown', 'ArrowUp', 'Home', 'End'].map((key) => [stepIn(texts, 3, key), stepIn(texts, 0, key)])).toEqual([[0, 1], [2, 3], [0, 0], [3, 3]]));
  it('lead by the first letter, on from where one is', () => {
    expect([0, 1, 2, 3].map((at) => stepIn(texts, at, 'c'))).toEqual([1, 2, 3, 1]);
    expect(stepIn(texts, 0, 'x')).toBeUndefined();
  });
  it('leave the others alone', () => {
    expect(stepIn(texts, 0, 'F5')).toBeUndefined();
    expect(stepIn(texts, 0, ' ')).toBeUndefined();
    expect(stepIn([], 0, 'ArrowDown')).toBeUndefined();
  });
});
