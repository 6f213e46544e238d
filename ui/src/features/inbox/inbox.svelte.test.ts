import { beforeEach, describe, expect, it } from 'vitest';
import type { InboxEntry, RemedyView } from '$ipc/types';
import { toasts } from '$shared/toasts.svelte';
import { wire } from '../../testing/wire';
import { Inbox, keyOf } from './inbox.svelte';

const version = (text: string) => ({ name: `s/1/${text}`, text, by: '林晓', station: '东楼', station_id: 's', at: '2026-11-22T02:12:00Z', offline: true });
const entry = (id: string, ...texts: string[]): InboxEntry => ({ kind: 'field', field: { record_kind: 'meeting', id, meeting: id, title: `会 ${id}`, field: 'headcount', versions: texts.map(version), writable: 'number' } });
const ended = (...edits: string[]): InboxEntry => ({ kind: 'ended', ended: { record_kind: 'meeting', id: 'm', meeting: 'm', title: '会', field: 'standing', end: version('cancelled'), edits: edits.map((text) => ({ field: 'slot', version: version(text) })) } });
const clash = { kind: 'clash', clash: { key: { kind: 'room', first: 'a', second: 'b' } } } as unknown as InboxEntry;
const way = { remedy: { kind: 'other_room', steps: [] }, steps: [] } satisfies RemedyView;

function opened(entries: InboxEntry[], now: () => InboxEntry[] = () => entries) {
  const far = wire({ inbox: now, decide: () => null, decide_ended: () => null, note_refused: () => null, resolve: () => null, tolerate: () => null });
  const asked = (command: string) => far.asked.filter((one) => one.command === command).map((one) => one.args);
  return { inbox: new Inbox(() => entries), entries, asked };
}
const lastSaid = () => toasts.items.at(-1)?.tone;
beforeEach(() => (toasts.items = []));

describe('the inbox', () => {
  it('takes the version that was read by its name, and goes on to the next', async () => {
    const { inbox, entries, asked } = opened([entry('a', '60', '80'), entry('b', '1', '2')]);
    inbox.move(0);
    await inbox.take(entries[0]!, 1);
    expect(asked('decide')).toEqual([{ record: 'a', field: 'headcount', choice: { take: 'version', name: 's/1/80' } }]);
    expect([inbox.at, lastSaid(), inbox.busy]).toEqual([keyOf(entries[1]!), 'good', '']);
  });
  it('writes a third value', async () => {
    const { inbox, entries, asked } = opened([entry('a', '60', '80')]);
    expect(await inbox.write(entries[0]!, '75')).toBe(true);
    expect(asked('decide')[0]?.choice).toEqual({ take: 'write', text: '75' });
  });
  it('notes what a station wrote and might not, unless there is more of it by now', async () => {
    const refused = (count: number) => ({ kind: 'refused', refused: { station: 's', station_name: '东楼', count, unsigned_count: 0, aside: 0, at: null } }) as unknown as InboxEntry;
    const shown = [refused(1)];
    const { inbox, asked } = opened(shown);
    await inbox.note(shown[0]!, ' 已核对 ');
    expect(asked('note_refused')).toEqual([{ station: 's', note: '已核对' }]);
    const later = opened(shown, () => [refused(2)]);
    await later.inbox.note(shown[0]!, '');
    expect([later.asked('note_refused'), lastSaid()]).toEqual([[], 'bad']);
  });
  it('decides nothing that changed since it was read', async () => {
    const shown = [entry('a', '60', '80')];
    for (const now of [[entry('a', '60', '70', '80')], []]) {
      const { inbox, asked } = opened(shown, () => now);
      await inbox.take(shown[0]!, 1);
      expect([asked('decide'), lastSaid()]).toEqual([[], 'bad']);
    }
    const { inbox, asked } = opened([ended('一')], () => [ended('一', '二')]);
    await inbox.end(ended('一'), true);
    expect([asked('decide_ended'), lastSaid()]).toEqual([[], 'bad']);
  });
  it('takes no version that is not there', async () => {
    const { inbox, entries, asked } = opened([entry('a', '60', '80')]);
    await inbox.take(entries[0]!, 2);
    expect(asked('decide')).toEqual([]);
  });
  it('settles a clash and what ended', async () => {
    const { inbox, asked } = opened([clash, ended('一')]);
    inbox.armed = 0;
    await inbox.resolve(clash, way, ' 商定 ');
    expect([asked('resolve'), inbox.armed]).toEqual([[{ key: { kind: 'room', first: 'a', second: 'b' }, remedy: way.remedy, why: '商定' }], null]);
    await inbox.end(ended('一'), false);
    expect(asked('decide_ended')).toEqual([{ kind: 'meeting', record: 'm', keep: false }]);
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
  it('what was armed for one entry is not taken for another', () => {
    const { inbox, entries } = opened([clash, ended('一')]);
    inbox.goTo(entries[0]!);
    inbox.armed = 1;
    inbox.move(1);
    expect(inbox.armed).toBeNull();
  });
  it('the keys stay within the list, and at the first when theirs is gone', () => {
    const { inbox, entries } = opened([entry('a', '1', '2'), entry('b', '1', '2')]);
    const id = () => (inbox.current?.kind === 'field' ? inbox.current.field.id : undefined);
    expect([id(), inbox.move(1), id(), inbox.move(1), inbox.move(-5)]).toEqual(['a', 1, 'b', 1, 0]);
    inbox.at = keyOf(entries[1]!);
    entries.pop();
    expect(id()).toBe('a');
    expect(opened([]).inbox.current).toBeUndefined();
  });
});
