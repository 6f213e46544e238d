import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = (readdirSync(root, { recursive: true }) as string[]).filter((file) => /\.(svelte|ts|css)$/.test(file) && !file.endsWith('.test.ts'));

it('nothing moves for who asked the system for less motion', () => {
  const base = readFileSync(`${root}shared/base.css`, 'utf8');
  expect(base).toMatch(/@media \(prefers-reduced-motion: reduce\) \{ \*, \*::before, \*::after \{ animation: none !important; transition: none !important; \} \}/);
});

it('nothing moves past that rule: no motion that is more important, none made by script', () => {
  const past = files.filter((file) => {
    const text = readFileSync(`${root}${file}`, 'utf8');
    const forced = file !== 'shared/base.css' && /(animation|transition)[^;]*!important/.test(text);
    return forced || /behavior: 'smooth'|\.animate\(|svelte\/(transition|motion|animate)/.test(text);
  });
  expect(past).toEqual([]);
});
