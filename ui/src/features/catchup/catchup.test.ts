import { afterEach, describe, expect, it } from 'vitest';
import type { Board, BoardMeeting, CatchUp } from '$ipc/types';
import { lang } from '$i18n';
import { joined, seenText, stageText } from './catchup';

const catching = (over: Partial<CatchUp> = {}): CatchUp => ({ from: '总台', stage: 'copying', percent: 41, seen_at: '2026-11-22T05:35:00Z', can_book: true, is_copy_spoilt: false, ...over });
const board = (ids: string[], from = 480): Board => ({ date: '2026-11-22', from_minute: from, to_minute: 1080, rooms: [], meetings: ids.map((id) => ({ id }) as BoardMeeting), decisions: [], counts: {} as Board['counts'] });
afterEach(() => lang.set('zh'));

describe('a long catch-up', () => {
  it('says how far it is and whose day is shown', () => {
    expect(stageText(catching())).toBe('正在从“总台”取整份副本：41%');
    expect(seenText(catching(), '2026-11-22')).toBe('下面是“总台” 13:35 看到的');
    expect(seenText(catching({ seen_at: null }), '2026-11-22')).toBe('');
  });
  it('a copy that was thrown away is told', () => expect(stageText(catching({ stage: 'pulling', is_copy_spoilt: true }))).toMatch(/补齐：41% · .*丢弃/));
  it.each(['preparing', 'copying', 'proving', 'pulling'] as const)('%s has words in both languages', (stage) => {
    for (const language of ['zh', 'en'] as const) {
      lang.set(language);
      expect(stageText(catching({ stage }))).not.toMatch(/\{\w+\}|catchup/);
    }
  });
  it('what was booked here meanwhile is drawn with it, once', () => {
    const both = joined(board(['a', 'b']), board(['b', 'own'], 420));
    expect(both.meetings.map((one) => one.id)).toEqual(['a', 'b', 'own']);
    expect(both.from_minute).toBe(420);
  });
  it('another day here is not mixed in', () => expect(joined(board(['a']), { ...board(['own']), date: '2026-11-23' }).meetings).toHaveLength(1));
});
