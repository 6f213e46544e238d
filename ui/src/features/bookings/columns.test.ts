import { afterEach, describe, expect, it } from 'vitest';
import type { FollowUp } from '$ipc/types';
import { lang, t } from '$i18n';
import { measures } from './columns';
import { STATES } from './list';
import { followUpMark } from './looks';

// In rem: a bold letter of the window's fonts is at most this wide, a Chinese
// sign is a square; a tag has a margin and a line at either side.
const LETTER = 0.6;
const SMALL = 0.857;
const tagWidth = (text: string) => SMALL * [...text].reduce((sum, sign) => sum + (/[\u2e80-\uffef]/u.test(sign) ? 1 : LETTER), 0) + 1.02;
const lineHeight = 1.6 * SMALL + 0.15;

/** Lines that tags take side by side in a width. */
function lines(widths: readonly number[], width: number): number {
  let [count, used] = [1, 0];
  for (const one of widths) {
    if (used > 0 && used + 0.3 + one > width) [count, used] = [count + 1, 0];
    used += (used > 0 ? 0.3 : 0) + one;
  }
  return count;
}

const open: FollowUp[] = [
  { kind: 'approval' }, { kind: 'no_room' }, { kind: 'too_many', heads: 1200, seats: 1000 }, { kind: 'short_notice', lead_minutes: 1440 },
  { kind: 'outside_opening' }, { kind: 'incomplete', missing: ['title', 'headcount', 'organiser', 'contact'] },
];
const severities = ['information', 'warns', 'blocks'] as const;

afterEach(() => lang.set('zh'));

describe.each(['zh', 'en'] as const)('tags in the list: %s', (language) => {
  const size = measures(language);

  it('a state fits its column', () => {
    lang.set(language);
    for (const state of STATES) expect(tagWidth(t(`state.${state}`)), state).toBeLessThanOrEqual(size.state);
  });

  it('a clash, what is open and how much more fit theirs, in the lines a row has', () => {
    lang.set(language);
    for (const severity of severities) {
      for (const follow of open) {
        const widths = [t(`severity.${severity}`), followUpMark(follow)].map(tagWidth);
        // `+3` stands behind what is open.
        const [clash = 0, last = 0] = widths;
        expect(Math.max(clash, last + 0.3 + 2 * LETTER), `${severity} ${follow.kind}`).toBeLessThanOrEqual(size.marks);
        expect(lines([clash, last + 0.3 + 2 * LETTER], size.marks) * lineHeight, `${severity} ${follow.kind}`).toBeLessThanOrEqual(size.row);
      }
    }
  });

  // 1440 pixels less the rail and the margins, at the letters of that window.
  it('nothing scrolls sideways at 1440 pixels', () => expect(size.least).toBeLessThanOrEqual(1440 / 14 - 5.2 - 2.3 - 1.2));
});
