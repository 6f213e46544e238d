import { describe, expect, it } from 'vitest';
import type { Confirmation, DueTask, PaperTick, SheetView } from '$ipc/types';
import { wire } from '../../testing/wire';
import { Entry, nextOpen, readEntry } from './ticks.svelte';

const key = (item: string) => ({ meeting: 'm', item, round: 0 });
const said = (by: string): Confirmation => ({ task: 'x', by, at: '2026-11-22T06:05:00Z', due: '2026-11-22T06:00:00Z', note: '', reason: '', paper: true });
const task = (item: string, done = false) => ({ key: key(item), handle: `1122-A05/${item}`, progress: done ? 'done' : 'open', confirmations: done ? [said('周敏')] : [] }) as unknown as DueTask;

function sheet(done: string[] = [], line: number | null = null): SheetView {
  const items = ['one', 'two', 'three'];
  return { code: 'A05', meeting: { id: 'm', number: '1122-A05' } as SheetView['meeting'], line, lines: items.map((item, at) => ({ code: `A05·${at + 1}`, task: task(item, done.includes(item)) })) };
}

/** A desk that has a sheet, and refuses as it is told to. */
function table(refuse: (tick: PaperTick) => unknown = () => undefined) {
  const done: string[] = [];
  const ticks: PaperTick[] = [];
  wire({
    sheet: ({ word }) => {
      if (word === 'A77') throw { kind: 'unknown', detail: 'A77' };
      return sheet(done, word === 'A05·2' ? 1 : null);
    },
    enter_tick: ({ tick }) => {
      const asked = tick as PaperTick;
      ticks.push(asked);
      const refusal = refuse(asked);
      if (refusal) throw refusal;
      done.push(asked.key.item);
      return null;
    },
  });
  return { entry: new Entry(), done, ticks };
}

describe('what is typed for a line', () => {
  it('is a name and a time, or a time by whoever was last', () => {
    const table: [string, string, string][] = [
      ['陈洁 1405', '陈洁', '1405'],
      ['1405', '周敏', '1405'],
      ['Anna van Dijk  14:05', 'Anna van Dijk', '14:05'],
      ['  905 ', '周敏', '905'],
      ['陈洁', '周敏', '陈洁'],
    ];
    for (const [typed, by, at] of table) expect(readEntry(typed, '周敏'), typed).toEqual({ by, at });
  });
  it('goes to the next line that waits, and round to those that were passed over', () => {
    const { lines } = sheet(['two']);
    expect([-1, 0, 2].map((at) => nextOpen(lines, at))).toEqual([0, 2, 0]);
    expect(nextOpen(sheet(['one', 'two', 'three']).lines, 0)).toBe(-1);
  });
});

describe('the entry of a sheet', () => {
  it('opens at the line of a code, or at the first that waits', async () => {
    const { entry } = table();
    await entry.open('A05·2');
    expect(entry.at).toBe(1);
    await entry.open('A05');
    expect(entry.at).toBe(0);
    expect(await entry.open('A77')).toBe(false);
    expect([entry.missing, entry.sheet?.code]).toEqual([{ kind: 'unknown', detail: 'A77' }, 'A05']);
  });

  it('enters line after line and repeats the last person', async () => {
    const { entry, ticks } = table();
    await entry.open('A05');
    entry.typed = '陈洁 1405';
    expect(await entry.enter()).toBe(true);
    entry.typed = '1410';
    await entry.enter();
    expect(ticks.map(({ key: { item }, by, at }) => [item, by, at])).toEqual([['one', '陈洁', '1405'], ['two', '陈洁', '1410']]);
    expect([entry.at, entry.entered, entry.typed]).toEqual([2, 2, '']);
    entry.typed = '1411';
    await entry.enter();
    expect([entry.at, entry.entered]).toEqual([-1, 3]);
  });

  it('passes an empty line over without asking the desk', async () => {
    const { entry, ticks } = table();
    await entry.open('A05');
    await entry.enter();
    expect([entry.at, ticks.length]).toEqual([1, 0]);
  });

  it('asks about what is odd and saves nothing until it is answered', async () => {
    const odd = { kind: 'odd_time', detail: { doubt: 'future', at: '', date: '2026-11-22', minute: 900 } };
    const before = { kind: 'done_before', detail: [{ by: '周敏', date: '2026-11-22', minute: 845, paper: true }] };
    const { entry, done, ticks } = table((tick) => (!tick.odd_time ? odd : !tick.once_more ? before : undefined));
    await entry.open('A05');
    entry.typed = '陈洁 1500';
    expect(await entry.enter()).toBe(false);
    expect([entry.question?.kind, entry.typed, done.length]).toEqual(['odd_time', '陈洁 1500', 0]);
    // The first answer stays while the second is asked for.
    await entry.enter({ odd_time: true });
    expect([entry.question?.kind, done.length]).toEqual(['done_before', 0]);
    await entry.enter({ once_more: true });
    expect([entry.question, done, ticks.length]).toEqual([undefined, ['one'], 3]);
  });

  it('drops what was typed and answered when the hand goes elsewhere', async () => {
    const before = { kind: 'comes_before', detail: [{ zh: '一级', en: 'Level 1' }] };
    const { entry, ticks } = table((tick) => (tick.reason === '' ? before : undefined));
    await entry.open('A05');
    entry.typed = '陈洁 1405';
    await entry.enter();
    entry.reason = '只交来这一行';
    entry.move(1);
    expect([entry.question, entry.typed, entry.reason]).toEqual([undefined, '', '']);
    entry.move(9);
    expect(entry.at).toBe(2);
    expect(ticks.length).toBe(1);
  });

  it('says why a line is refused and keeps what was typed', async () => {
    const { entry } = table(() => ({ kind: 'no_time', detail: 'xx' }));
    await entry.open('A05');
    entry.typed = '陈洁 xx';
    await entry.enter();
    expect([entry.refusal, entry.question, entry.typed]).toEqual([{ kind: 'no_time', detail: 'xx' }, undefined, '陈洁 xx']);
  });
});
