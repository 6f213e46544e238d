import { describe, expect, it } from 'vitest';
import { wire } from '../testing/wire';
import { DayBoard, todaysBoard } from './dayBoard.svelte';

const TODAY = '2026-11-22';
const OTHER = '2026-11-25';

/** The frame and a view of a day; a change makes both ask, as in the window. */
function opened(answer = (date: string | null): unknown => ({ date: date ?? TODAY })) {
  const far = wire({ board: ({ date }) => answer(date as string | null) });
  const shown = { day: null as string | null };
  const today = todaysBoard();
  const board = new DayBoard(() => today, () => shown.day);
  return {
    board, shown, today,
    change: () => Promise.all([today.again(), board.other.again()]),
    asked: () => far.asked.filter((one) => one.command === 'board').map((one) => one.args.date),
  };
}

describe('the board of a day', () => {
  it('today is asked once for the frame and the view, and is one and the same', async () => {
    const { board, today, change, asked } = opened();
    await change();
    expect([board.data?.date, asked()]).toEqual([TODAY, [null]]);
    expect(board.data).toBe(today.data);
    await change();
    expect(asked()).toEqual([null, null]);
    await board.again();
    expect(asked()).toHaveLength(3);
  });
  it('another day is asked for by itself, and today is there again without asking', async () => {
    const { board, shown, change, asked } = opened();
    await change();
    shown.day = OTHER;
    expect(board.data?.date).toBe(TODAY);
    await board.again();
    expect([board.data?.date, asked()]).toEqual([OTHER, [null, OTHER]]);
    shown.day = null;
    expect([board.data?.date, asked()]).toEqual([TODAY, [null, OTHER]]);
  });
  it('a day that cannot be read is not shown as another', async () => {
    const { board, shown, change } = opened((date) => {
      if (date !== null) throw { kind: 'unknown', detail: date };
      return { date: TODAY };
    });
    await change();
    shown.day = OTHER;
    await board.again();
    expect([board.data, board.error !== undefined]).toEqual([undefined, true]);
    shown.day = null;
    expect([board.data?.date, board.error]).toEqual([TODAY, undefined]);
  });
});
