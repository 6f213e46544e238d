import { describe, expect, it } from 'vitest';
import { wire } from '../testing/wire';
import { view } from '../features/stations/fixtures';
import { openNow, stationsNow } from './venue.svelte';

describe('what belongs to the whole window', () => {
  it('what waits is counted by kind', async () => {
    wire({ inbox: () => [{ kind: 'clash' }, { kind: 'ended' }, { kind: 'field' }] });
    const open = openNow();
    await open.again();
    expect([open.data?.entries.length, open.data?.clashes, open.data?.conflicts]).toEqual([3, 1, 2]);
  });
  it('an inbox that cannot be read is a fault, never an empty one', async () => {
    wire({});
    const open = openNow();
    await open.again();
    expect([open.data, open.error !== undefined]).toEqual([undefined, true]);
  });
  it('the stations are as the desk says', async () => {
    wire({ stations: () => view([]) });
    const now = stationsNow();
    await now.again();
    expect(now.data?.others).toBe(0);
  });
});
