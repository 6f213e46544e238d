import { describe, expect, test } from 'vitest';
import type { DueTask } from '$ipc';
import { wire } from '../../testing/wire';
import { Confirming } from './nextup.svelte';
import { levelOf, parts, progressNow } from './order';

const task = (item: string, due: string, more: Partial<DueTask> = {}) => ({ key: { meeting: 'm', item, round: 0 }, work: 'check', due, progress: 'open', waiting_for: [], ...more }) as DueTask;
const now = Date.parse('2026-11-22T05:36:00Z');

test('the full list is late, within the hour, later', () => {
  const found = parts([task('a', '2026-11-22T05:00:00Z', { progress: 'escalated' }), task('b', '2026-11-22T06:36:00Z'), task('c', '2026-11-22T06:37:00Z')], now);
  expect([found.late, found.hour, found.later].map((list) => list.map((one) => one.key.item))).toEqual([['a'], ['b'], ['c']]);
});

test('a task turns late by the clock, before the desk is asked again', () => {
  expect(progressNow({ progress: 'open', due: '2026-11-22T05:35:59Z' }, now)).toBe('overdue');
  expect(progressNow({ progress: 'open', due: '2026-11-22T05:36:01Z' }, now)).toBe('open');
  expect(progressNow({ progress: 'done', due: '2026-11-22T05:00:00Z' }, now)).toBe('done');
});

test('levels are read from the key of a check only', () => {
  expect(levelOf(task('check-2', ''))).toBe(2);
  expect(levelOf(task('pour-2', '', { work: 'tea' }))).toBeUndefined();
});

describe('confirming', () => {
  test('asks for a reason when something comes before, then takes it', async () => {
    const { asked } = wire({ confirm: ({ reason }) => { if (!reason) throw { kind: 'comes_before', detail: [{ zh: '一级', en: '' }] }; return null; } });
    const confirming = new Confirming(task('check-2', ''), '林晓');
    expect(confirming.incomplete).toBe(false);
    expect(await confirming.confirm()).toBe(false);
    expect(confirming.before).toHaveLength(1);
    expect(confirming.incomplete).toBe(true);
    confirming.reason = '一级正在现场';
    expect(await confirming.confirm()).toBe(true);
    expect(asked.at(-1)?.args).toMatchObject({ by: '林晓', reason: '一级正在现场' });
  });
});
