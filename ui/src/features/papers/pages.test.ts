import { describe, expect, it } from 'vitest';
import { A4, GAP, pageHeight, pageInSight, pageTop, pageWidth, pagesWanted, svgAddress } from './pages';

const ground = { width: 1000, height: 700 };

describe('pageWidth', () => {
  it('fills the width', () => expect(pageWidth('width', ground)).toBe(1000 - 2 * GAP));
  it('shows a whole page', () => expect(pageHeight(pageWidth('page', ground))).toBeLessThanOrEqual(700 - 2 * GAP + 1));
  it('is true to size', () => expect(pageWidth('full', ground)).toBe(A4.width));
  it('never vanishes on a tiny ground', () => expect(pageWidth('page', { width: 10, height: 10 })).toBeGreaterThan(100));
});

describe('pages in sight', () => {
  const width = 500;
  it.each([1, 2, 7])('page %i is in sight where it begins', (page) => {
    expect(pageInSight(pageTop(page, width), pageHeight(width), width, 9)).toBe(page);
  });
  it('stays within the paper', () => {
    expect(pageInSight(1e6, 700, width, 9)).toBe(9);
    expect(pageInSight(0, 0, width, 9)).toBe(1);
  });
  it('wants what is in sight and a neighbour', () => {
    expect(pagesWanted(0, 700, width, 9)).toEqual([1, 2]);
    const middle = pagesWanted(pageTop(5, width), 700, width, 9);
    expect(middle).toContain(4);
    expect(middle).toContain(6);
    expect(middle.length).toBeLessThanOrEqual(4);
  });
  it('wants nothing of an empty paper', () => expect(pagesWanted(0, 700, width, 0)).toEqual([]));
});

describe('svgAddress', () => {
  it('carries Chinese and large pages whole', () => {
    const svg = `<svg>${'每日服务通知'.repeat(5000)}</svg>`;
    const bytes = Uint8Array.from(atob(svgAddress(svg).split(',')[1] ?? ''), (c) => c.charCodeAt(0));
    expect(new TextDecoder().decode(bytes)).toBe(svg);
  });
});
