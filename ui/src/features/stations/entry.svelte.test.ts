import { beforeEach, describe, expect, it, vi } from 'vitest';
import { wire } from '../../testing/wire';
import { codeGroups, Entry, leftText, pairLine } from './entry.svelte';
import { row } from './fixtures';

const offer = { code: '417 902', addresses: ['10.0.0.1:47101', '192.168.1.4:47101'], until: '2026-11-22T05:40:00Z' };
const here = [row({ id: 'me', is_me: true })];

function far(offered: () => unknown = () => offer) {
  const kept = wire({ offer_entry: offered, withdraw_offer: () => null });
  return { asked: () => kept.asked.map((one) => one.command) };
}
beforeEach(() => vi.restoreAllMocks());

describe('letting a station in', () => {
  it('shows the code, and takes it back when the dialog closes', async () => {
    const { asked } = far();
    const entry = new Entry(here);
    await entry.ask();
    expect([entry.offer, entry.busy, entry.fault]).toEqual([offer, false, '']);
    await entry.close();
    await entry.close();
    expect(asked()).toEqual(['offer_entry', 'withdraw_offer']);
  });
  it('leaves a code alone that let somebody in', async () => {
    const { asked } = far();
    const entry = new Entry(here);
    await entry.ask();
    expect(entry.newcomer(here)).toBeUndefined();
    expect(entry.newcomer([...here, row({ id: 'new', name: '西楼' })])?.name).toBe('西楼');
    await entry.close(true);
    expect(asked()).toEqual(['offer_entry']);
  });
  it('a code that comes after the dialog closed is taken back at once', async () => {
    let give: (offer: unknown) => void = () => undefined;
    const { asked } = far(() => new Promise((resolve) => (give = resolve)));
    const entry = new Entry(here);
    const asking = entry.ask();
    await vi.waitFor(() => expect(asked()).toHaveLength(1));
    await entry.close();
    give(offer);
    await asking;
    expect([asked(), entry.offer]).toEqual([['offer_entry', 'withdraw_offer'], null]);
  });
  it('without a network it says what to do, and there is nothing to take back', async () => {
    const { asked } = far(() => {
      throw { kind: 'no_network', detail: '' };
    });
    const entry = new Entry(here);
    await entry.ask();
    expect(entry.fault).toMatch(/网络/);
    await entry.close();
    expect(asked()).toEqual(['offer_entry']);
  });
});

describe('words of it', () => {
  it.each([['417 902', ['417', '902']], ['417-902', ['417', '902']], ['417902', ['417', '902']], ['', []]])('the code %s is read as %j', (code, groups) => expect(codeGroups(code)).toEqual(groups));
  it.each([[245, '4:05'], [60, '1:00'], [0, '0:00'], [-3, '0:00']])('%i seconds are %s', (seconds, text) => expect(leftText(seconds)).toBe(text));
  it('what is typed elsewhere names the code and an address', () => {
    expect(pairLine(offer, '站名', '文件夹')).toBe('stewardctl pair --code "417 902" --to 10.0.0.1:47101 --station 站名 --data 文件夹');
    expect(pairLine({ ...offer, addresses: [] }, 'NAME', 'FOLDER')).toContain('--to …');
  });
});
