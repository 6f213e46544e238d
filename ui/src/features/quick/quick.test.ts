import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Draft, OfferView, QuickReading, Refusal } from '$ipc';
import { wire } from '../../testing/wire';
import { choices, enters, QuickState } from './quick.svelte';
import { noteOf, toneOf } from './words';

const when = { date: '2026-11-25', start_minute: 900, end_minute: 1020, all_day: false, start: '', end: '' };
const offer: OfferView = { kind: 'other_room', room: 'r204', room_name: { zh: '204', en: '204' }, layout: null, seats: 30, when, also: [], reasons: [], gives_way: null };
const clash: Refusal = { kind: 'clash', detail: { with: [], offers: [offer] } };
const draft = { title: '会', room: 'r203', date: '2026-11-25', start_minute: 840, end_minute: 960, also: [] } as unknown as Draft;
const reading = (more: Partial<QuickReading> = {}): QuickReading =>
  ({ entry: { chips: [{ kind: 'date', span: [0, 2], text: '周三', assumed: [], problem: null, ambiguous: false }], rooms: [] }, draft, lacks: [], refusal: null, ...more }) as unknown as QuickReading;
const found = { words: '', meetings: [], entries: [], more: false };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function typed(answers: Parameters<typeof wire>[0], line = '周三 203') {
  const kept = wire({ search: () => found, ...answers });
  const quick = new QuickState();
  quick.type(line);
  await vi.runAllTimersAsync();
  return { quick, ...kept };
}

describe('the command bar', () => {
  test('reads once after a rest, however fast the typing', async () => {
    const { asked } = wire({ quick: () => reading(), search: () => found });
    const quick = new QuickState();
    for (const line of ['周', '周三', '周三 2', '周三 203']) quick.type(line);
    expect(quick.complete).toBe(false);
    await vi.runAllTimersAsync();
    expect(asked.filter((one) => one.command === 'quick')).toEqual([{ command: 'quick', args: { line: '周三 203' } }]);
    expect(quick.complete).toBe(true);
  });
  test('saves what was read and forgets the line', async () => {
    const { quick, asked } = await typed({ quick: () => reading(), book: () => 'new' });
    expect(await quick.save()).toBe('new');
    expect(asked.at(-1)).toEqual({ command: 'book', args: { draft } });
    expect(quick.line).toBe('');
  });
  test('does not save while something is missing', async () => {
    const { quick, asked } = await typed({ quick: () => reading({ lacks: ['title', 'room'], draft: { ...draft, room: null } }) });
    expect(quick.complete).toBe(false);
    expect(await quick.save()).toBeNull();
    expect(asked.some((one) => one.command === 'book')).toBe(false);
  });
  test('an offer taken replaces room and time and is checked again', async () => {
    const { quick, asked } = await typed({ quick: () => reading({ refusal: clash }), check: () => null });
    expect(quick.offers).toEqual([offer]);
    expect(quick.complete).toBe(false);
    await quick.take(offer);
    expect(asked.at(-1)).toMatchObject({ command: 'check', args: { draft: { room: 'r204', start_minute: 900, end_minute: 1020 }, moving: null } });
    expect(quick.complete).toBe(true);
  });
  test('an offer taken while the line is being read anew is not forgotten', async () => {
    const { quick } = await typed({ quick: () => reading({ refusal: clash }), check: () => null });
    quick.type('周三 203 28人');
    const taking = quick.take(offer);
    await vi.runAllTimersAsync();
    await taking;
    expect(quick.draft?.room).toBe('r204');
    expect(quick.complete).toBe(true);
  });
  test('a room chosen among several fills what was missing', async () => {
    const { quick } = await typed({ quick: () => reading({ lacks: ['room'], draft: { ...draft, room: null } }), check: () => null });
    await quick.choose('r5');
    expect(quick.draft?.room).toBe('r5');
    expect(quick.complete).toBe(true);
  });
  test('a slot taken meanwhile shows what is free', async () => {
    const { quick } = await typed({ quick: () => reading(), book: () => { throw clash; } });
    expect(await quick.save()).toBeNull();
    expect(quick.offers).toEqual([offer]);
    expect(quick.line).not.toBe('');
  });
  test('a figure belongs to the line until Enter asked about the clash', async () => {
    const { quick } = await typed({ quick: () => reading({ refusal: clash }) });
    quick.armed = true;
    quick.type('周三 203 2');
    expect(quick.armed).toBe(false);
  });
  test('an answer that comes late does not replace a newer one', async () => {
    const slow: ((value: QuickReading) => void)[] = [];
    wire({ quick: () => new Promise((resolve) => slow.push(resolve)), search: () => found });
    const quick = new QuickState();
    quick.type('a');
    await vi.advanceTimersByTimeAsync(200);
    quick.type('b');
    await vi.advanceTimersByTimeAsync(200);
    slow[1]?.(reading({ draft: { ...draft, title: 'b' } }));
    slow[0]?.(reading({ draft: { ...draft, title: 'a' } }));
    await vi.runAllTimersAsync();
    expect(quick.draft?.title).toBe('b');
  });
});

describe('a meeting that has no room', () => {
  test('is booked without one where none is named', async () => {
    const { quick, asked } = await typed({ quick: () => reading({ lacks: ['room'], draft: { ...draft, room: null } }), book: () => 'new' });
    expect([quick.parks, quick.waits, enters(quick).does]).toEqual([true, false, 'fill']);
    expect(await quick.saveRoomless(false)).toBe('new');
    expect(asked.at(-1)?.args).toMatchObject({ draft: { room: null, waits: false } });
  });
  test('waits for the one that is taken, or is booked without', async () => {
    const { quick, asked } = await typed({ quick: () => reading({ refusal: clash }), book: () => 'new' });
    expect([quick.parks, quick.waits, enters(quick).does]).toEqual([true, true, 'arm']);
    expect(await quick.saveRoomless(true)).toBe('new');
    expect(asked.at(-1)?.args).toMatchObject({ draft: { room: 'r203', waits: true } });
  });
  test('is not booked while it does not say when', async () => {
    const { quick } = await typed({ quick: () => reading({ lacks: ['start', 'end', 'room'], draft: { ...draft, room: null, start_minute: null, end_minute: null } }) });
    expect([quick.parks, quick.waits]).toEqual([false, false]);
    expect(await quick.saveRoomless(false)).toBeNull();
    expect(quick.line).not.toBe('');
  });
});

describe('Enter', () => {
  const row = (id: string) => ({ meeting: { id } }) as never;
  const action = (id: string, rank: number, barred: string | null = null) => ({ id, title: id, keys: '', rank, barred });
  const words = { quick: () => reading({ entry: { chips: [], rooms: [] } as never }) };
  async function with_(more: Parameters<typeof wire>[0], suggested: ReturnType<typeof action>[]) {
    wire({ search: () => found, ...words, ...more });
    const quick = new QuickState(() => Promise.resolve(suggested));
    quick.type('例会');
    await vi.runAllTimersAsync();
    const next = enters(quick);
    return next.does === 'take' ? choices(quick)[next.at] : next.does;
  }
  test('calls an action by its whole name before it opens a meeting', async () => {
    expect(await with_({ search: () => ({ ...found, meetings: [row('m')] }) }, [action('a', 0)])).toMatchObject({ kind: 'action' });
    expect(await with_({ search: () => ({ ...found, meetings: [row('m')] }) }, [action('a', 3)])).toMatchObject({ kind: 'meeting' });
  });
  test('takes what may be done before what nearly fits, never what may not', async () => {
    const nearly = { search: () => ({ ...found, meetings: [row('m')], nearly: true }) };
    expect(await with_(nearly, [action('no', 2, 'ask'), action('yes', 3)])).toMatchObject({ action: { id: 'yes' } });
    expect(await with_(nearly, [action('no', 2, 'ask')])).toMatchObject({ kind: 'meeting' });
  });
  test('goes on in the form where nothing fits, and does nothing where the line could not be read', async () => {
    expect(await with_({}, [])).toBe('fill');
    expect(await with_({ quick: () => { throw { kind: 'store', detail: { code: 'io', detail: '' } }; } }, [action('a', 0)])).toBe('nothing');
  });
});

describe('what was typed', () => {
  test('can be had back once it is forgotten', async () => {
    const { quick } = await typed({ quick: () => reading() }, '周三 203 座谈会');
    expect(quick.recall()).toBe(false);
    quick.clear();
    expect([quick.line, quick.last]).toEqual(['', '周三 203 座谈会']);
    expect(quick.recall()).toBe(true);
    await vi.runAllTimersAsync();
    expect([quick.line, quick.complete]).toEqual(['周三 203 座谈会', true]);
  });
  test('stays when it could not be booked', async () => {
    const { quick } = await typed({ quick: () => reading(), book: () => { throw { kind: 'not_allowed', detail: { right: 'book', who: [] } }; } });
    expect(await quick.save()).toBeNull();
    expect(quick.line).toBe('周三 203');
    // Enter tries again.
    expect(enters(quick).does).toBe('save');
  });
});

describe('chips', () => {
  const chip = { kind: 'date', span: [0, 2], text: '周三', assumed: [], problem: null, ambiguous: false } as const;
  test('say what was assumed', () => expect(noteOf({ ...chip, span: [0, 2], assumed: [{ kind: 'part_of_day', detail: 'afternoon' }, { kind: 'usual_length', detail: 120 }] })).toBe('按本中心的“下午”时段 · 没写结束，按 2 小时'));
  test('a problem is said before an assumption', () => expect(noteOf({ ...chip, span: [0, 2], assumed: [{ kind: 'today' }], problem: 'no_such_date' })).toBe('没有这一天'));
  test('unread text looks unread', () => expect(toneOf({ ...chip, span: [0, 2], assumed: [], kind: 'unread' })).toBe('cinnabar'));
});
