import { describe, expect, it } from 'vitest';
import { drafts, stateTone } from './after';

describe('settling', () => {
  it('shows what is open in another colour than what is done', () => {
    expect(['open', 'done', 'waived', 'none'].map((state) => stateTone(state as 'open'))).toEqual(['amber', 'jade', 'plain', 'plain']);
  });
  it('begins a count with what was laid out', () => {
    expect(drafts([{ item: '瓶装水', unit: '瓶', count: 171 }])).toEqual([{ item: '瓶装水', unit: '瓶', count: 171 }]);
  });
});
