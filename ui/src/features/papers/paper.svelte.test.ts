import { describe, expect, it } from 'vitest';
import type { PaperInfo } from '$ipc/types';
import { Paper, type Wanted } from './paper.svelte';

const settled = () => new Promise((done) => setTimeout(done));
const day = (date: string): Wanted => ({ kind: 'bulletin', date, language: 'zh' });
const info = (edition: number, date = '2026-03-02'): PaperInfo => ({ date, number: `N-${edition}`, pages: 5, meetings: 3, edition });

function made() {
  const asked: string[] = [];
  let edition = 0;
  const it = new Paper({
    layOut: (wanted) => {
      if (wanted.kind === 'other') return wanted.lay();
      asked.push(`${wanted.kind === 'bulletin' ? wanted.date : `${wanted.hours} h`} ${wanted.language}`);
      return Promise.resolve(info(++edition, wanted.kind === 'bulletin' ? wanted.date : '2026-03-02'));
    },
    page: (of, page) => {
      asked.push(`page ${of}.${page}`);
      return page === 4 ? Promise.reject(new Error('no')) : Promise.resolve(`<svg>${page}</svg>`);
    },
  });
  return { asked, it };
}

describe('Paper', () => {
  it('fetches each page once, and a failed one again when it is wanted again', async () => {
    const { asked, it: paper } = made();
    await paper.show(day('2026-03-02'));
    paper.want([1, 2]);
    paper.want([2, 4]);
    await settled();
    paper.want([1, 2, 4]);
    expect(asked).toEqual(['2026-03-02 zh', 'page 1.1', 'page 1.2', 'page 1.4', 'page 1.4']);
    expect(paper.pages.get(1)).toEqual({ state: 'here', address: `data:image/svg+xml;base64,${btoa('<svg>1</svg>')}` });
  });

  it('knows that it is old after a change, and not before it is laid out', async () => {
    const { it: paper } = made();
    paper.age();
    expect(paper.stale).toBe(false);
    await paper.show(day('2026-03-02'));
    paper.age();
    expect(paper.stale).toBe(true);
    await paper.renew();
    expect([paper.stale, paper.info?.edition, paper.pages.size]).toEqual([false, 2, 0]);
  });

  it('keeps the old pages while the same day is laid out again, not another day\u2019s', async () => {
    const { it: paper } = made();
    await paper.show(day('2026-03-02'));
    paper.want([1]);
    await settled();
    const again = paper.renew();
    expect(paper.pages.size).toBe(1);
    await again;
    const other = paper.show(day('2026-03-03'));
    expect(paper.info).toBeUndefined();
    await other;
  });

  it('drops a day\u2019s pages for the outage pack, and that of other hours for another', async () => {
    const { asked, it: paper } = made();
    await paper.show(day('2026-03-02'));
    const pack = paper.show({ kind: 'outage', hours: 24, language: 'en' });
    expect(paper.info).toBeUndefined();
    await pack;
    const longer = paper.show({ kind: 'outage', hours: 48, language: 'en' });
    expect(paper.info).toBeUndefined();
    await longer;
    expect(asked).toEqual(['2026-03-02 zh', '24 h en', '48 h en']);
  });

  it('puts no page of an old edition into a new one', async () => {
    let give: (svg: string) => void = () => undefined;
    let edition = 0;
    const paper = new Paper({ layOut: () => Promise.resolve(info(++edition)), page: () => new Promise((done) => (give = done)) });
    await paper.show(day('2026-03-02'));
    paper.want([1]);
    await paper.renew();
    give('<svg>old</svg>');
    await settled();
    expect(paper.pages.get(1)).toBeUndefined();
  });

  it('says what stands in the way', async () => {
    const paper = new Paper({ layOut: () => Promise.reject(new Error('fonts')), page: () => Promise.reject(new Error('unused')) });
    await paper.show(day('2026-03-02'));
    expect([paper.error instanceof Error, paper.busy, paper.info]).toEqual([true, false, undefined]);
  });
});
