import { describe, expect, it } from 'vitest';
import { isWorthAHint } from './alone.svelte';

describe('the hint of the outage pack', () => {
  it('waits until being alone is more than a start or a short gap', () => {
    const since = '2026-11-22T05:36:00Z';
    const after = (seconds: number) => isWorthAHint(since, Date.parse(since) + seconds * 1000);
    expect([0, 60, 119, 120, 3600].map(after)).toEqual([false, false, false, true, true]);
  });
});
