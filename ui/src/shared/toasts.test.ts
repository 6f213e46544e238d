import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toasts } from './toasts.svelte';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('short messages', () => {
  it('one that is said again is shown once, as long as the last time asks', () => {
    toasts.say('saved');
    vi.advanceTimersByTime(3_000);
    toasts.say('other');
    toasts.say('saved');
    expect(toasts.items.map((item) => item.text)).toEqual(['other', 'saved']);
    vi.advanceTimersByTime(4_000);
    expect(toasts.items.map((item) => item.text)).toEqual(['other', 'saved']);
    vi.advanceTimersByTime(2_000);
    expect(toasts.items).toEqual([]);
  });
});
