import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = css.split("[data-theme='dark']");

function tokens(text: string): Map<string, string> {
  return new Map([...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\b/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const tones = ['dai', 'cinnabar', 'amber', 'jade', 'plum'];
const words: [string, string][] = [
  ...['paper', 'card', 'rail', 'sunk', 'over'].flatMap((ground): [string, string][] => [['ink', ground], ['ink-2', ground]]),
  ...['paper', 'card', 'rail'].map((ground): [string, string] => ['ink-3', ground]),
  ...tones.flatMap((tone): [string, string][] => [[tone, `${tone}-soft`], ['ink', `${tone}-soft`], ['ink-2', `${tone}-soft`], [tone, 'card']]),
  ['on-dai', 'dai'], ['on-cinnabar', 'cinnabar'], ['amber', 'cinnabar-soft'],
];

describe.each([['light', tokens(light)], ['dark', tokens(dark)]] as const)('%s', (_, theme) => {
  test.each(words)('%s can be read on %s', (ink, ground) => expect(contrast(theme.get(ink) ?? '', theme.get(ground) ?? '')).toBeGreaterThanOrEqual(4.5));
  test.each(['paper', 'card'])('edges of fields show on %s', (ground) => expect(contrast(theme.get('line-strong') ?? '', theme.get(ground) ?? '')).toBeGreaterThanOrEqual(3));
  test('both themes say the same colours', () => expect([...theme.keys()].sort()).toEqual([...tokens(dark).keys()].sort()));
});
