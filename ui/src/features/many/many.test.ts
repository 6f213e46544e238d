import { describe, expect, it } from 'vitest';
import { blank, changeOf, WHATS } from './many';

describe('what a form says', () => {
  it('says nothing while it is empty', () => expect(WHATS.map((what) => changeOf({ ...blank(), what }))).toEqual(WHATS.map(() => null)));
  it('takes a kind away as well as it gives one', () => expect(['training', ''].map((kind) => changeOf({ ...blank(), what: 'kind', kind })?.meeting_kind)).toEqual(['training', '']));
  it('adds days and minutes', () => expect(changeOf({ ...blank(), days: 1, minutes: -30 })?.shift).toBe(1410));
  it('changes the one thing that is shown', () => {
    const change = changeOf({ ...blank(), what: 'cancel', why: ' 延期 ', days: 3 });
    expect([change?.cancel, change?.shift]).toEqual(['延期', null]);
  });
});
