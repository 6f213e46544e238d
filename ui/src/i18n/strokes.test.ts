import { describe, expect, it } from 'vitest';
import type { ChangeView } from '$ipc/types';
import { strokes } from './strokes';

const change = (over: Partial<ChangeView>): ChangeView => ({
  at: '2026-11-22T05:36:00Z', by: '林晓', station: '总台', offline: false, intent: 'amend', field: 'title', before: null, after: '甲', ...over,
});

describe('strokes', () => {
  it('what one hand did at one moment is one', () => {
    const made = strokes([change({}), change({ field: 'headcount' }), change({ intent: 'move' })]);
    expect(made.map((stroke) => stroke.changes.length)).toEqual([2, 1]);
  });
  it('two places at one moment are two, and the mark of a time alone stays with its own', () => {
    const made = strokes([change({ offline: true }), change({ station: '东楼' })]);
    expect(made.map((stroke) => [stroke.station, stroke.offline])).toEqual([['总台', true], ['东楼', false]]);
  });
});
