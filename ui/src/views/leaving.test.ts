import { beforeEach, describe, expect, it, vi } from 'vitest';

/** A window with a hash and a history, as far as the router needs one. */
function stage() {
  const stack = ['#/rooms/rooms/a'];
  const heard: (() => void)[] = [];
  const location = {
    get hash() { return stack.at(-1) ?? ''; },
    set hash(to: string) { stack.push(to); },
  };
  const history = {
    get length() { return stack.length; },
    replaceState: (_: unknown, __: string, to: string) => void stack.splice(-1, 1, to),
    pushState: (_: unknown, __: string, to: string) => void stack.push(to),
    back: () => { stack.pop(); for (const tell of heard) tell(); },
  };
  vi.stubGlobal('window', { location, history, addEventListener: (_: string, tell: () => void) => heard.push(tell) });
  return { stack, history };
}

async function opened(dirty: boolean) {
  const far = stage();
  vi.resetModules();
  const { router } = await import('./router.svelte');
  const { leaving } = await import('$shared/leaving.svelte');
  const unsaved = { changed: dirty, name: () => 'A', dirty: () => unsaved.changed, save: async () => !(unsaved.changed = false), discard: () => void (unsaved.changed = false) };
  leaving.guard(unsaved);
  return { ...far, router, leaving, unsaved };
}

beforeEach(() => vi.unstubAllGlobals());

describe('the router, before changes that are not saved', () => {
  it.each([
    ['another screen', ['today'], 'today'],
    ['another tab', ['rooms', 'venue'], 'rooms'],
    ['another room', ['rooms', 'rooms', 'b'], 'rooms'],
  ] as const)('asks before %s, and goes when told', async (_, [screen, ...args], shown) => {
    const { router, leaving } = await opened(true);
    router.go(screen, ...args);
    expect([router.screen, router.args]).toEqual(['rooms', ['rooms', 'a']]);
    leaving.discard();
    expect([router.screen, router.args]).toEqual([shown, args]);
  });
  it('asks before a step without history too', async () => {
    const { router, leaving, stack } = await opened(true);
    router.replace('today');
    expect(stack).toEqual(['#/rooms/rooms/a']);
    leaving.stay();
    expect([router.screen, stack]).toEqual(['rooms', ['#/rooms/rooms/a']]);
  });
  it('saves, then goes', async () => {
    const { router, leaving, unsaved } = await opened(true);
    router.go('today');
    await leaving.save();
    expect([router.screen, unsaved.changed]).toEqual(['today', false]);
  });
  it('does not ask where it already is, nor when nothing was changed', async () => {
    const { router, leaving } = await opened(true);
    router.go('rooms', 'rooms', 'a');
    expect(leaving.asked).toBeNull();
    const other = await opened(false);
    other.router.go('today');
    expect([other.router.screen, other.leaving.asked]).toEqual(['today', null]);
  });
  it('a step back of the window itself is undone until it is answered', async () => {
    const { router, leaving, unsaved, history, stack } = await opened(false);
    router.go('rooms', 'rooms', 'b');
    unsaved.changed = true;
    history.back();
    expect([router.args, stack.at(-1)]).toEqual([['rooms', 'b'], '#/rooms/rooms/b']);
    leaving.discard();
    expect([router.args, stack.at(-1)]).toEqual([['rooms', 'a'], '#/rooms/rooms/a']);
  });
});
