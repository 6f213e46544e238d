import { describe, expect, it } from 'vitest';
import { Refused } from '$ipc/client';
import { errorText } from './sentences';
import { writeErrorText } from './writing';

const file = (code: string) => new Refused({ kind: 'file', detail: { code, detail: '/x: EIO' } });

describe('writeErrorText', () => {
  it.each(['no_space', 'read_only', 'no_permission', 'not_found', 'is_a_folder'])('%s speaks of writing', (code) => expect(writeErrorText(file(code))).toMatch(/^没有写成：/));
  it('keeps what the system said of a fault it does not know', () => expect(writeErrorText(file('io'))).toContain('/x: EIO'));
  it('leaves other refusals as they are', () => {
    const other = new Refused({ kind: 'document', detail: { code: 'no_printer', detail: '' } });
    expect(writeErrorText(other)).toBe(errorText(other));
  });
});
