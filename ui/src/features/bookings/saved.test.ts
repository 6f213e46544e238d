import { expect, test } from 'vitest';
import { NO_FILTER } from './list';
import { applied, asFilter, isShown } from './saved';

const shown = { from: '2026-11-20', to: '2026-11-27', filter: { ...NO_FILTER, state: 'awaiting_approval' as const, words: ' 教育 ' } };

test('what is shown is kept and shown again, on another day too', () => {
  const kept = asFilter(' 待审批 ', shown, '2026-11-22');
  expect([kept.name, kept.from_days, kept.to_days]).toEqual(['待审批', -2, 5]);
  expect(isShown(kept, shown, '2026-11-22')).toBe(true);
  expect(isShown(kept, shown, '2026-11-23')).toBe(false);
  const later = applied(kept, '2026-12-01');
  expect([later.from, later.to, later.narrowed.state, later.narrowed.words]).toEqual(['2026-11-29', '2026-12-06', 'awaiting_approval', '教育']);
});

test('without days it leaves them as they are', () => {
  const kept = asFilter('教育', shown, null);
  expect(applied(kept, '2026-12-01')).toMatchObject({ from: null, to: null });
  expect(isShown(kept, { ...shown, from: '2030-01-01', to: '2030-01-02' }, '2026-12-01')).toBe(true);
});
