// How safe the data are, as words.
import type { Restored, SafetyView } from '$ipc/types';
import { bytesText, stamp, t } from '$i18n';
import type { IconName } from '$shared/icons';

/** What the header warns of, the gravest first; null when there is nothing. */
export function warningOf(view: SafetyView | undefined): { kind: 'damaged' | 'critical' | 'low' | 'fault' | 'cut'; tone: 'cinnabar' | 'amber'; icon: IconName } | null {
  if (!view) return null;
  if (view.damaged) return { kind: 'damaged', tone: 'cinnabar', icon: 'alert' };
  if (view.disk?.room === 'critical') return { kind: 'critical', tone: 'cinnabar', icon: 'alert' };
  if (view.disk?.room === 'low') return { kind: 'low', tone: 'amber', icon: 'alert' };
  if (view.fault) return { kind: 'fault', tone: 'amber', icon: 'save' };
  if (view.cut > 0) return { kind: 'cut', tone: 'amber', icon: 'history' };
  return null;
}

/** How much room the disk has, in words; empty when it is not known. */
export function diskText(view: SafetyView): string {
  if (!view.disk) return '';
  const { room, free, total } = view.disk;
  return t(`safety.disk_${room}`, { free: bytesText(free), total: bytesText(total) });
}

/** What came of bringing the data back, a sentence each. */
export function restoredText(done: Restored): string[] {
  return [
    t('safety.restored', { n: done.entries, last: done.last ? stamp(done.last) : '—' }),
    ...(done.regained ? [t('safety.regained', { n: done.regained })] : []),
    done.missing ? t('safety.missing', { n: done.missing }) : t('safety.nothing_missing'),
    ...(done.aside ? [t('safety.aside_at', { folder: done.aside })] : []),
  ];
}
