// What is in a bundle, and what came of it, as sentences.
import type { BundleTaken, BundleView } from '$ipc/types';
import { lately, listed, t } from '$i18n';

/** Who made it, when, for whom. */
export function originOf(bundle: BundleView, today: string | undefined): string {
  const whom = bundle.addressee === null ? t('bring.for_all') : t('bring.for', { station: bundle.addressee });
  return listed([t('bring.by', { station: bundle.station, at: lately(bundle.made, today) }), whom]);
}

/** How much is in it, and how much of that is new here. */
export function amountOf(bundle: BundleView, done: boolean): string {
  const rest = bundle.new === 0 ? t('bring.nothing_new') : t(done ? 'bring.not_in_force' : 'bring.new', { n: bundle.new });
  return listed([t('bring.changes', { n: bundle.changes }), rest]);
}

/** What is missing to it, a sentence each. */
export function missingTo(bundle: BundleView): string[] {
  const lacking = bundle.lacking.length ? [t('bring.lacking', { of: bundle.parts, parts: listed(bundle.lacking.map(String)) })] : [];
  return [...lacking, ...bundle.needs.map((gap) => t('bring.needs', { station: gap.station || t('bring.unknown_station'), n: gap.changes }))];
}

/** What came in, and what that leaves to do. */
export function resultOf(taken: BundleTaken): { title: string; notes: string[]; open: string } {
  const { bookings, changes, checks, others, clashes, conflicts } = taken.what;
  const kinds = counted({ bookings, changes, checks, others });
  const title = taken.changes === 0 ? t('bring.done_nothing') : t('bring.done', { n: taken.changes });
  const notes = [
    ...(kinds && taken.changes > 0 ? [kinds] : []),
    ...(taken.waiting ? [t('bring.waiting', { n: taken.waiting })] : []),
    ...(taken.set_aside ? [t('bring.set_aside', { n: taken.set_aside })] : []),
  ];
  const open = counted({ clashes, conflicts });
  return { title, notes, open: open && t('bring.open_now', { what: open }) };
}

/** The last name of a path. */
export function fileName(path: string): string {
  return path.split(/[/\\]/u).at(-1) ?? path;
}

const counted = (counts: Record<string, number>) =>
  listed((['bookings', 'changes', 'checks', 'others', 'clashes', 'conflicts'] as const).flatMap((what) => (counts[what] ? [t(`away.${what}`, { n: counts[what] })] : [])));
