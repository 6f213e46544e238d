import { describe, expect, it } from 'vitest';
import type { BulletinInfo } from '$ipc/types';
import { Bulletin } from './bulletin.svelte';

const settled = () => new Promise((done) => setTimeout(done));
const info = (edition: number, date = '2026-03-02'): BulletinInfo => ({ date, number: `N-${edition}`, pages: 5, meetings: 3, edition });

function made() {
  const asked: string[] = [];
  let edition = 0;
  const it = new Bulletin({
    layOut: (date, language) => {
      asked.push(`${date} ${language}`);
      return Promise.resolve(info(++edition, date));
    },
    page: (of, page) => {
      asked.push(`page ${of}.${page}`);
      return page === 4 ? Promise.reject(new Error('no')) : Promise.resolve(`<svg>${page}</svg>`);
    },
  });
  return { asked, it };
}

describe('Bulletin', () => {
  it('fetches each page once, and a failed one again when it is wanted again', async () => {
    const { asked, it: paper } = made();
    await paper.show('2026-03-02', 'zh');
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
    await paper.show('2026-03-02', 'zh');
    paper.age();
    expect(paper.stale).toBe(true);
    await paper.renew();
    expect([paper.stale, paper.info?.edition, paper.pages.size]).toEqual([false, 2, 0]);
  });

  it('keeps the old pages while the same day is laid out again, not another day\u2019s', async () => {
    const { it: paper } = made();
    await paper.show('2026-03-02', 'zh');
    paper.want([1]);
    await settled();
    const again = paper.renew();
    expect(paper.pages.size).toBe(1);
    await again;
    const other = paper.show('2026-03-03', 'zh');
    expect(paper.info).toBeUndefined();
    await other;
  });

  it('puts no page of an old edition into a new one', async () => {
    let give: (svg: string) => void = () => undefined;
    let edition = 0;
    const paper = new Bulletin({ layOut: () => Promise.resolve(info(++edition)), page: () => new Promise((done) => (give = done)) });
    await paper.show('2026-03-02', 'zh');
    paper.want([1]);
    await paper.renew();
    give('<svg>old</svg>');
    await settled();
    expect(paper.pages.get(1)).toBeUndefined();
  });

  it('says what stands in the way', async () => {
    const paper = new Bulletin({ layOut: () => Promise.reject(new Error('fonts')), page: () => Promise.reject(new Error('unused')) });
    await paper.show('2026-03-02', 'zh');
    expect([paper.error instanceof Error, paper.busy, paper.info]).toEqual([true, false, undefined]);
  });
});
