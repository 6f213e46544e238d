import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Board, BoardMeeting } from '$ipc';
import { wire } from '../../testing/wire';
import { BoardState } from './board.svelte';
import { EdgeScroll, pull } from './edge';
import { Pointing } from './pointing';

// Frames that come when the test says so, twenty milliseconds apart.
let due: (((time: number) => void) | undefined)[] = [];
let time = 0;
function frames(count: number) {
  for (let n = 0; n < count; n += 1) {
    time += 20;
    const now = due;
    due = [];
    for (const frame of now) frame?.(time);
  }
}
const waiting = () => due.filter(Boolean).length;
beforeEach(() => {
  vi.useFakeTimers();
  due = [];
  time = 1000;
  vi.stubGlobal('requestAnimationFrame', (frame: (time: number) => void) => due.push(frame));
  vi.stubGlobal('cancelAnimationFrame', (id: number) => void (due[id - 1] = undefined));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('pull', () => {
  test('none in the middle, backwards at the first edge, onwards at the last', () => {
    expect([pull(500, 100, 900), Math.sign(pull(110, 100, 900)), Math.sign(pull(890, 100, 900))]).toEqual([0, -1, 1]);
  });
  test('grows towards the edge and no more beyond it', () => {
    const speeds = [850, 870, 885, 900].map((at) => pull(at, 100, 900));
    expect(speeds).toEqual([...speeds].sort((a, b) => a - b));
    expect(new Set(speeds).size).toBe(4);
    expect(pull(2000, 100, 900)).toBe(pull(900, 100, 900));
  });
  test('leaves the middle of a narrow board free', () => expect([pull(30, 0, 60), pull(0, 0, 0)]).toEqual([0, 0]));
});

/** A box that gives way as far as it can, as a real one does. */
function boxOf(most: number) {
  let [left, top] = [0, 0];
  const within = (to: number) => Math.min(most, Math.max(0, to));
  return {
    get scrollLeft() { return left; }, set scrollLeft(to: number) { left = within(to); },
    get scrollTop() { return top; }, set scrollTop(to: number) { top = within(to); },
    clientLeft: 0, clientTop: 0, clientWidth: 1000, clientHeight: 400,
    getBoundingClientRect: () => ({ left: 0, top: 0 }),
    querySelector: () => ({ offsetHeight: 40 }),
    setPointerCapture: () => undefined, releasePointerCapture: () => undefined,
  };
}

describe('EdgeScroll', () => {
  test('goes on by itself, by time passed, slow speeds too', () => {
    const [box, told] = [boxOf(1000), vi.fn()];
    const scroll = new EdgeScroll(() => box, told);
    scroll.follow({ x: 20, y: 0 });
    frames(51);
    expect(box.scrollLeft).toBe(20);
    expect(told).toHaveBeenCalledTimes(20);
  });
  test('stops when told, and at the end of the board', () => {
    const box = boxOf(30);
    const scroll = new EdgeScroll(() => box, () => undefined);
    scroll.follow({ x: 0, y: 1000 });
    frames(2);
    expect([box.scrollTop, waiting()]).toEqual([20, 1]);
    scroll.follow({ x: 0, y: 0 });
    frames(3);
    expect([box.scrollTop, waiting()]).toEqual([20, 0]);
    scroll.follow({ x: 0, y: 1000 });
    frames(10);
    expect([box.scrollTop, waiting()]).toEqual([30, 0]);
  });
});

describe('a block dragged to the edge', () => {
  const meeting = { id: 'm', room: 'a', blocks: ['a'], from_minute: 600, to_minute: 660 } as BoardMeeting;
  const board = { date: '2026-11-22', rooms: ['a', 'b', 'c'].map((id) => ({ id })), meetings: [meeting] } as Board;
  class Block {
    dataset: Record<string, string> = { lane: 'a', opens: 'm', meeting: 'm' };
    constructor(readonly empty = false) {}
    closest(what: string) {
      return what === '[data-lane]' || (what === '[data-opens]' && !this.empty) ? this : null;
    }
    getBoundingClientRect() {
      return { left: 220, right: 780 };
    }
  }
  function pressed(block = new Block()) {
    vi.stubGlobal('Element', Block);
    wire({});
    const [box, hand] = [boxOf(600), new BoardState()];
    hand.show(board);
    const pointing = new Pointing(hand, {
      axis: () => ({ from: 480, to: 1440, perMinute: 1 }), tops: () => [0, 300, 600, 900], column: () => 100,
      scroller: () => box as unknown as HTMLElement, open: () => undefined, locked: () => undefined, put: () => hand.drop(), book: () => undefined,
    });
    const at = (clientX: number, clientY: number) => ({ button: 0, pointerId: 1, target: block, clientX, clientY }) as unknown as PointerEvent;
    pointing.down(at(500, 100));
    return { box, hand, pointing, at };
  }

  test('moves on with the board while the pointer rests', () => {
    const { box, hand, pointing, at } = pressed();
    pointing.move(at(1000, 100));
    const first = hand.held?.from ?? 0;
    frames(11);
    expect(box.scrollLeft).toBe(220);
    expect(hand.held?.from).toBe(first + 220);
    pointing.move(at(600, 100));
    frames(5);
    expect(box.scrollLeft).toBe(220);
  });
  test('reaches rows below', () => {
    const { box, hand, pointing, at } = pressed();
    pointing.move(at(500, 400));
    expect(hand.held?.lane).toBe('b');
    frames(40);
    expect(box.scrollTop).toBe(600);
    expect(hand.held?.lane).toBe('c');
  });
  test('a span drawn on an empty place goes on sideways only', () => {
    const { box, hand, pointing, at } = pressed(new Block(true));
    pointing.move(at(1000, 400));
    frames(6);
    expect([box.scrollLeft, box.scrollTop]).toEqual([110, 0]);
    expect(hand.span?.to).toBe(480 + 900 + 110);
  });
  test.each(['up', 'cancel'] as const)('rests after %s', (how) => {
    const { box, pointing, at } = pressed();
    pointing.move(at(1000, 100));
    pointing[how](at(1000, 100));
    frames(5);
    expect([box.scrollLeft, waiting()]).toEqual([0, 0]);
  });
  test('rests once it was let go by the keyboard', () => {
    const { box, hand, pointing, at } = pressed();
    pointing.move(at(1000, 100));
    hand.drop();
    frames(5);
    expect(box.scrollLeft).toBeLessThan(50);
    expect(waiting()).toBe(0);
  });
});
