import { afterEach, describe, expect, it, vi } from 'vitest';
import { desk } from '$ipc';
import { Refused } from '$ipc/client';
import { isCode, Joining } from './joining.svelte';

afterEach(() => vi.restoreAllMocks());

describe('joining a venue', () => {
  it.each([['482 193', true], ['482193', true], ['４８２ １９３', true], ['48219', false], ['', false]])('%s is a code: %s', (text, is) => expect(isCode(text)).toBe(is));

  it('the only one who offers is taken, but never over what was typed', async () => {
    vi.spyOn(desk, 'findHosts').mockResolvedValue([{ addresses: ['10.0.0.1:4000'] }]);
    const joining = new Joining();
    await joining.look();
    expect(joining.address).toBe('10.0.0.1:4000');
    joining.address = '10.0.0.9:1';
    await joining.look();
    expect(joining.address).toBe('10.0.0.9:1');
  });

  it('of several none is chosen for a person', async () => {
    vi.spyOn(desk, 'findHosts').mockResolvedValue([{ addresses: ['10.0.0.1:1'] }, { addresses: ['10.0.0.2:1'] }]);
    const joining = new Joining();
    await joining.look();
    expect([joining.address, joining.hosts.length]).toEqual(['', 2]);
  });

  it('where nothing can be heard, an address can be typed', async () => {
    vi.spyOn(desk, 'findHosts').mockRejectedValue(new Refused({ kind: 'no_network', detail: '' }));
    const joining = new Joining();
    await joining.look();
    expect([joining.looked, joining.fault]).toEqual([true, '']);
  });

  it('a wrong code says so, and keeps what was typed', async () => {
    vi.spyOn(desk, 'joinVenue').mockRejectedValue(new Refused({ kind: 'pairing', detail: { code: 'wrong_code', detail: '' } }));
    const joining = new Joining();
    Object.assign(joining, { name: '东楼', code: '123 456', address: '10.0.0.1:4000' });
    await joining.run();
    expect(joining.fault).toMatch(/配对码不对/);
    expect([joining.name, joining.code, joining.joined]).toEqual(['东楼', '123 456', null]);
  });

  it('asks nothing before all is filled in', async () => {
    const join = vi.spyOn(desk, 'joinVenue');
    await new Joining().run();
    expect(join).not.toHaveBeenCalled();
  });
});
