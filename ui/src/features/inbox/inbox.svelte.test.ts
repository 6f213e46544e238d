import { beforeEach, describe, expect, it } from 'vitest';
import type { InboxEntry } from '$ipc/types';
import { toasts } from '$shared/toasts.svelte';
import { wire } from '../../testing/wire';
import { Inbox, keyOf } from './inbox.svelte';

const version = (text: string) => ({ text, by: '林晓', station: '东楼', at: '2026-11-22T02:12:00Z', offline: true });
const entry = (id: string, ...texts: string[]): InboxEntry => ({ kind: 'meeting', id, title: `会 ${id}`, field: 'headcount', versions: texts.map(version) });

function opened(entries: InboxEntry[], now: () => InboxEntry[] = () => entries) {
  const far = wire({ inbox: now, decide: () => null });
  const decided = () => far.asked.filter((one) => one.command === 'decide').map((one) => one.args);
  return { inbox: new Inbox(() => entries), entries, decided };
}
const lastSaid = () => toasts.items.at(-1)?.tone;
beforeEach(() => (toasts.items = []));

describe('the inbox', () => {
  it('takes the version that was read, and goes on to the next', async () => {
    const { inbox, entries, decided } = opened([entry('a', '60', '80'), entry('b', '1', '2')]);
    inbox.move(0);
    await inbox.take(entries[0]!, 1);
    expect(decided()).toEqual([{ record: 'a', field: 'headcount', version: 1 }]);
    expect([inbox.at, lastSaid(), inbox.busy]).toEqual([keyOf(entries[1]!), 'good', '']);
  });
  it('decides nothing that changed since it was read', async () => {
    const shown = [entry('a', '60', '80')];
    for (const now of [[entry('a', '60', '70', '80')], []]) {
      const { inbox, decided } = opened(shown, () => now);
      await inbox.take(shown[0]!, 1);
      expect([decided(), lastSaid()]).toEqual([[], 'bad']);
    }
  });
  it('takes no version that is not there, and one at a time', async () => {
    const { inbox, entries, decided } = opened([entry('a', '60', '80')]);
    await inbox.take(entries[0]!, 2);
    const first = inbox.take(entries[0]!, 0);
    await inbox.take(entries[0]!, 1);
    await first;
    expect(decided().map((one) => one.version)).toEqual([0]);
  });
  it('says what the desk refuses', async () => {
    const entries = [entry('a', '60', '80')];
    wire({
      inbox: () => entries,
      decide: () => {
        throw { kind: 'unknown', detail: 'a headcount' };
      },
    });
    await new Inbox(() => entries).take(entries[0]!, 0);
    expect(lastSaid()).toBe('bad');
  });
  it('the keys stay within the list, and at the first when theirs is gone', () => {
    const { inbox, entries } = opened([entry('a', '1', '2'), entry('b', '1', '2')]);
    expect([inbox.current?.id, inbox.move(1), inbox.current?.id, inbox.move(1), inbox.move(-5)]).toEqual(['a', 1, 'b', 1, 0]);
    inbox.at = keyOf(entries[1]!);
    entries.pop();
    expect(inbox.current?.id).toBe('a');
    expect(opened([]).inbox.current).toBeUndefined();
  });
});
