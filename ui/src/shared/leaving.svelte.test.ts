import { describe, expect, it, vi } from 'vitest';
import { Leaving, type Unsaved } from './leaving.svelte';

function editor(more: Partial<Unsaved> = {}) {
  const kept = { changed: true };
  const base = {
    name: () => 'Hall',
    dirty: () => kept.changed,
    save: vi.fn(async () => !(kept.changed = false)),
    discard: vi.fn(() => void (kept.changed = false)),
  };
  return Object.assign(kept, base, more as Partial<typeof base>, { fault: more.fault });
}

describe('Leaving', () => {
  it('goes at once when nothing was changed', () => {
    const leaving = new Leaving();
    leaving.guard({ ...editor(), dirty: () => false });
    const go = vi.fn();
    leaving.leave(go);
    expect(go).toHaveBeenCalledOnce();
    expect(leaving.asked).toBeNull();
  });

  it('asks and stays: nothing is lost and nobody goes', () => {
    const leaving = new Leaving();
    const room = editor();
    leaving.guard(room);
    const go = vi.fn();
    leaving.leave(go);
    expect(leaving.asked?.unsaved.name()).toBe('Hall');
    leaving.stay();
    expect([leaving.asked, room.changed, go.mock.calls.length]).toEqual([null, true, 0]);
  });

  it('discards and goes', () => {
    const leaving = new Leaving();
    const room = editor();
    leaving.guard(room);
    const go = vi.fn(() => expect(room.changed).toBe(false));
    leaving.leave(go);
    leaving.discard();
    expect([leaving.asked, go.mock.calls.length, room.save.mock.calls.length]).toEqual([null, 1, 0]);
  });

  it('saves and goes', async () => {
    const leaving = new Leaving();
    const room = editor();
    leaving.guard(room);
    const go = vi.fn(() => expect(room.changed).toBe(false));
    leaving.leave(go);
    await leaving.save();
    expect([leaving.asked, go.mock.calls.length, room.discard.mock.calls.length]).toEqual([null, 1, 0]);
  });

  it('stays when what was to be saved is refused', async () => {
    const leaving = new Leaving();
    leaving.guard(editor({ save: async () => false }));
    const go = vi.fn();
    leaving.leave(go);
    await leaving.save();
    expect([leaving.asked, go.mock.calls.length, leaving.busy]).toEqual([null, 0, false]);
  });

  it('does not save what is not fit to be saved', async () => {
    const leaving = new Leaving();
    const room = editor({ fault: () => 'no name' });
    leaving.guard(room);
    leaving.leave(() => undefined);
    await leaving.save();
    expect(room.save).not.toHaveBeenCalled();
    expect(leaving.asked).not.toBeNull();
  });

  it('does not go twice, nor stay half-way, while it saves', async () => {
    const leaving = new Leaving();
    let done: (saved: boolean) => void = () => undefined;
    const room = editor({ save: () => new Promise((resolve) => (done = resolve)) });
    leaving.guard(room);
    const go = vi.fn();
    leaving.leave(go);
    const saving = leaving.save();
    leaving.stay();
    leaving.discard();
    void leaving.save();
    expect(go).not.toHaveBeenCalled();
    done(true);
    await saving;
    expect(go).toHaveBeenCalledOnce();
    expect(room.discard).not.toHaveBeenCalled();
  });

  it('asks about each editor that holds changes', () => {
    const leaving = new Leaving();
    leaving.guard(editor());
    leaving.guard(editor({ name: () => 'Venue' }));
    const go = vi.fn();
    leaving.leave(go);
    leaving.discard();
    expect([leaving.asked?.unsaved.name(), go.mock.calls.length]).toEqual(['Venue', 0]);
    leaving.discard();
    expect(go).toHaveBeenCalledOnce();
  });

  it('forgets an editor that is gone, and the question about it', () => {
    const leaving = new Leaving();
    const gone = leaving.guard(editor());
    leaving.leave(() => undefined);
    gone();
    expect(leaving.asked).toBeNull();
    const go = vi.fn();
    leaving.leave(go);
    expect(go).toHaveBeenCalledOnce();
  });

  it('closing one thing asks about that alone', () => {
    const leaving = new Leaving();
    leaving.guard(editor());
    const [go, form] = [vi.fn(), editor({ dirty: () => false })];
    leaving.close(form, go);
    expect(go).toHaveBeenCalledOnce();
    leaving.close(editor({ name: () => 'Booking' }), go);
    expect(leaving.asked?.unsaved.name()).toBe('Booking');
  });
});
