import { describe, expect, it } from 'vitest';
import type { FreePerson, PostView } from '$ipc/types';
import { found, freshShape, KINDS, nearest, nextOpen, outline, Steps, wayOf } from './plan';

const post = (id: string, x: number, y: number, name = ''): PostView => ({
  id, number: Number(id), kind: 'ordinary', label: { zh: '', en: '' }, place: { x, y }, astray: false,
  when: { date: '2026-11-23', start_minute: 0, end_minute: 60, all_day: false, start: '', end: '' }, time: { by: 'meeting', from: 0, until: 0 },
  skill: null, skill_name: null, note: '', holder: name ? { staff: null, name, team: '', phone: '', own_time: null } : null,
  standing: 'open', said: null, bars: [], clash: null, old_time: false, in_conflict: false,
});
const person = (name: string, typed: string, number = ''): FreePerson => ({ staff: name, name, typed, number, department: null, team: '一班', phone: '', skills: [], bars: [], with: null, next: null, minutes: 0, on_shift: null });
const posts = [post('1', 10, 10), post('2', 50, 12, '林晓'), post('3', 12, 60)];

it('S-35: every kind of post has an outline of its own', () => {
  expect(new Set(KINDS.map((kind) => outline(kind, 10))).size).toBe(KINDS.length);
});

describe('arrow keys', () => {
  it('go to the post that is next that way', () => {
    expect(nearest(posts, '1', 'right')?.id).toBe('2');
    expect(nearest(posts, '1', 'down')?.id).toBe('3');
    expect(nearest(posts, '1', 'up')).toBeUndefined();
    expect(nearest(posts, null, 'up')?.id).toBe('1');
  });
  it('are told from others', () => expect(['ArrowUp', 'Enter'].map(wayOf)).toEqual(['up', undefined]));
});

it('people are found by name, pinyin, badge and team', () => {
  const people = [person('林晓', 'linxiao lx', '007'), person('王磊', 'wanglei wl')];
  expect(found(people, 'lx').map((one) => one.name)).toEqual(['林晓']);
  expect(found(people, ' 一班 wang').map((one) => one.name)).toEqual(['王磊']);
  expect(found(people, '007')).toHaveLength(1);
  expect(found(people, '')).toHaveLength(2);
});

it('the next open post is after the chosen one, and round', () => {
  expect(nextOpen(posts, '1')?.id).toBe('3');
  expect(nextOpen(posts, '3')?.id).toBe('1');
});

it('steps of a drawing go back and forth', () => {
  const steps = new Steps<number[]>();
  steps.keep([1]);
  steps.keep([1, 2]);
  expect(steps.undo([1, 2, 3])).toEqual([1, 2]);
  expect(steps.undo([1, 2])).toEqual([1]);
  expect(steps.undo([1])).toBeUndefined();
  expect(steps.redo([1])).toEqual([1, 2]);
});

it('a new shape stands within the hall', () => {
  expect(freshShape('stage', 60, 30)).toMatchObject({ x: 0, y: 0, width: 60, height: 30 });
});
