import { afterEach, describe, expect, it } from 'vitest';
import { titleOf } from './titles';
import { lang } from './words.svelte';

afterEach(() => lang.set('zh'));

describe('what a meeting is called', () => {
  it('is its title, or why there is none', () => {
    expect(titleOf('座谈会')).toBe('座谈会');
    expect(titleOf('')).toBe('（未定名称）');
    expect(titleOf('•••')).toBe('保密会议');
    expect(titleOf('1122-A03 •••')).toBe('1122-A03 保密会议');
    lang.set('en');
    expect(titleOf('•••')).toBe('Confidential meeting');
  });
});
