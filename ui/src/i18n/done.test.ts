import { afterEach, describe, expect, it } from 'vitest';
import { doneText } from './done';
import { lang } from './words.svelte';

const said = (at: string) => ({ by: '陈洁', at: `2026-11-22T${at}:00Z`, due: '2026-11-22T06:00:00Z' });
afterEach(() => lang.set('zh'));

describe('who did a task', () => {
  it('is told by the time it was really done, and how far that is from due', () => {
    expect(['06:00', '06:05', '05:10'].map((at) => doneText(said(at)))).toEqual(['陈洁 14:00', '陈洁 14:05，晚 5 分钟', '陈洁 13:10，早 50 分钟']);
    lang.set('en');
    expect(doneText(said('07:30'))).toBe('陈洁 15:30, 1 h 30 min late');
  });
});
