import { expect, it, vi } from 'vitest';
import type { Settings } from '$ipc';
import { wire } from '../testing/wire';

it('keeps both of two changes made before the first was saved', async () => {
  vi.stubGlobal('document', { documentElement: { dataset: {} } });
  const release: (() => void)[] = [];
  const far = wire({ save_settings: () => new Promise((done) => release.push(() => done(null))) });
  Object.assign(window, { matchMedia: () => ({ matches: false }) });
  const { station } = await import('./station.svelte');

  const changes = [station.change({ language: 'en' }), station.change({ theme: 'dark' })];
  for (const change of changes) {
    await vi.waitFor(() => expect(release).not.toHaveLength(0));
    release.shift()?.();
    await change;
  }

  const saved = far.asked.at(-1)?.args.settings as Settings;
  expect(saved).toMatchObject({ language: 'en', theme: 'dark' });
  expect(station.settings).toMatchObject({ language: 'en', theme: 'dark' });
});
