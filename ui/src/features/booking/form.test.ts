import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Draft, OfferView } from '$ipc';
import { wire } from '../../testing/wire';
import { BookingForm, emptyDraft, minutes } from './form.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const clash = { kind: 'clash', detail: { with: [], offers: [{ kind: 'other_time', room: 'r', room_name: { zh: '', en: '' }, layout: null, seats: 1, when: { date: '2026-11-23', start_minute: 1380, end_minute: 1500, all_day: false, start: '', end: '' } }] } } as const;

describe('times as typed', () => {
  test.each([
    ['9:00', '11', false, { start: 540, end: 660, badStart: false, badEnd: false }],
    ['22', '0:30', true, { start: 1320, end: 1470, badStart: false, badEnd: false }],
    ['', 'x', false, { start: null, end: null, badStart: false, badEnd: true }],
  ])('%s to %s', (start, end, next, said) => expect(minutes(start, end, next)).toEqual(said));
});

describe('the form', () => {
  test('shows a given draft and gives it back unchanged', () => {
    const given: Partial<Draft> = { title: '会', room: 'r', date: '2026-11-22', start_minute: 1320, end_minute: 1470 };
    const form = new BookingForm(null, given);
    expect([form.start, form.end, form.nextDay]).toEqual(['22:00', '00:30', true]);
    expect(form.whole).toEqual({ ...emptyDraft(), ...given });
  });
  test('a start past midnight is of the next day', () => {
    const form = new BookingForm(null, { date: '2026-11-22', start_minute: 1500, end_minute: 1560 });
    expect(form.whole).toMatchObject({ date: '2026-11-23', start_minute: 60, end_minute: 120 });
  });
  test('an end days later is kept', () => {
    const form = new BookingForm(null, { date: '2026-11-22', start_minute: 540, end_minute: 540 + 3 * 1440 });
    expect(form.whole.end_minute).toBe(540 + 3 * 1440);
  });
  test('asks about a clash only when room and times are known, and takes an offer', async () => {
    const { asked } = wire({ check: () => clash });
    const form = new BookingForm(null, { date: '2026-11-22', start_minute: 540, end_minute: 600 });
    form.watch();
    await vi.runAllTimersAsync();
    expect(asked).toEqual([]);
    form.draft.room = 'r';
    form.watch();
    await vi.runAllTimersAsync();
    expect(form.offers).toHaveLength(1);
    form.take(form.offers[0] as OfferView);
    expect(form.whole).toMatchObject({ date: '2026-11-23', start_minute: 1380, end_minute: 1500 });
    expect(form.nextDay).toBe(true);
  });
  test('a refusal stays in the form', async () => {
    wire({ book: () => { throw { kind: 'lacks', detail: ['date'] }; } });
    const form = new BookingForm(null, {});
    expect(await form.save()).toBeNull();
    expect(form.refused).toEqual({ kind: 'lacks', detail: ['date'] });
  });
  test('changing a meeting amends it', async () => {
    const { asked } = wire({ draft_of: () => ({ ...emptyDraft(), title: 'old' }), amend: () => null });
    const form = new BookingForm('m', {});
    await vi.runAllTimersAsync();
    form.draft.title = 'new';
    expect(await form.save()).toBe('m');
    expect(asked.at(-1)).toMatchObject({ command: 'amend', args: { id: 'm', draft: { title: 'new' } } });
  });
});

describe('what would be lost', () => {
  test('nothing while it is as it was opened, also with what was put in', () => {
    const form = new BookingForm(null, { room: 'r', date: '2026-11-22', start_minute: 540, end_minute: 600 });
    expect(form.dirty).toBe(false);
    form.draft.title = '会';
    expect(form.dirty).toBe(true);
    form.draft.title = '';
    expect(form.dirty).toBe(false);
    form.end = '10:3';
    expect(form.dirty).toBe(true);
  });
  test('nothing while a meeting is still being read', async () => {
    wire({ draft_of: () => ({ ...emptyDraft(), title: '旧' }) });
    const form = new BookingForm('m', {});
    expect(form.dirty).toBe(false);
    await vi.runAllTimersAsync();
    expect([form.draft.title, form.dirty]).toEqual(['旧', false]);
  });
});
