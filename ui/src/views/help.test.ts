import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { dictionaries } from '$i18n';
import { FIRST_TABS, helpOf } from './help';
import { ofMeeting, ofSettings, parse, screens, type Screen } from './router.svelte';

const here = fileURLToPath(new URL('.', import.meta.url));
const every: readonly Screen[] = [...screens, ...ofMeeting, ...ofSettings];

describe('help in place', () => {
  it.each(every)('%s says what it is for and what one does, in both languages', (screen) => {
    expect(parse(`#/${screen}`).screen).toBe(screen);
    const { what, todo } = helpOf(screen, []);
    for (const words of [dictionaries.zh, dictionaries.en]) {
      expect(words[what], what).toBeTruthy();
      expect(words[todo], todo).toBeTruthy();
      // Read at a glance, not a manual.
      expect(words[what].length + words[todo].length).toBeLessThan(260);
    }
  });

  it('every tab of every screen has a line of its own', () => {
    const views = readdirSync(here).filter((file) => file.endsWith('.svelte'));
    let seen = 0;
    for (const file of views) {
      const found = /const TABS = \[(.*?)\] as const/.exec(readFileSync(`${here}${file}`, 'utf8'));
      if (!found?.[1]) continue;
      const screen = file.replace('.svelte', '').toLowerCase() as Screen;
      const tabs = found[1].split(',').map((one) => one.trim().replaceAll("'", ''));
      for (const tab of tabs) expect(helpOf(screen, [tab]).tab, `${screen} ${tab}`).not.toBeNull();
      expect(FIRST_TABS[screen], screen).toBe(tabs[0]);
      seen += 1;
    }
    expect(seen).toBeGreaterThan(5);
  });
});
