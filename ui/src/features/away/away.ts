// What came in after a time alone, as sentences.
import type { WhileAway } from '$ipc/types';
import { lately, listed, t } from '$i18n';

/** What is open now; a later count than the one of the moment of meeting again. */
export interface OpenNow { clashes: number; conflicts: number }

const said = (counts: Record<string, number>) =>
  listed((['bookings', 'changes', 'checks', 'others', 'clashes', 'conflicts'] as const).flatMap((what) => (counts[what] ? [t(`away.${what}`, { n: counts[what] })] : [])));

/** From when to when, and what came in. */
export function cameIn(away: WhileAway, today: string | undefined): string {
  const { bookings, changes, checks, others } = away;
  return t('away.text', { from: lately(away.from, today), until: lately(away.until, today), what: said({ bookings, changes, checks, others }) });
}

/** What a person has to decide now. */
export function openNow(open: OpenNow): string {
  return isOpen(open) ? t('away.open', { what: said({ clashes: open.clashes, conflicts: open.conflicts }) }) : t('away.all_settled');
}

/** Whether there is anything to decide. */
export function isOpen(open: OpenNow): boolean {
  return open.clashes + open.conflicts > 0;
}
