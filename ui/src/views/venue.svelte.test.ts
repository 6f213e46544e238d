import { describe, expect, it } from 'vitest';
import { wire } from '../testing/wire';
import { view } from '../features/stations/fixtures';
import { openNow, stationsNow } from './venue.svelte';

const clash = (first: string, tolerated: string | null) => ({ first: { id: first }, second: { id: 'b' }, tolerated });

describe('what belongs to the whole window', () => {
  it('what waits is what nobody decided yet', async () => {
    wire({ inbox: () => [{ id: 'm', field: 'title' }], clashes: () => [clash('a', null), clash('c', '林晓：可以')] });
    const open = openNow();
    await open.again();
    expect([open.data?.entries.length, open.data?.clashes.map((one) => one.first.id)]).toEqual([1, ['a']]);
  });
  it('one of the two that cannot be read is a fault, never an empty inbox', async () => {
    wire({ inbox: () => [] });
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
