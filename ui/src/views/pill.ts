// The truth about now in a few words, for the header: alone on purpose, in
// step with all, some out of sight, or cut off. Cut off is no alarm: the desk
// works on. What somebody must look at is one.
import type { StationsView } from '$ipc/types';
import { lately, t } from '$i18n';
import type { IconName } from '$shared/icons';
import type { Tone } from '$shared/tones';
import { markOf } from '../features/stations/words';

export interface Pill { text: string; tone: Tone; icon: IconName; kind: 'alone' | 'no_network' | 'offline' | 'in_step' | 'in_sight' | 'alarm' | 'unknown' }

function standing(view: StationsView, today: string | undefined): Pill {
  const { others, in_sight, in_step, alone_since } = view;
  const works = (text: string) => `${text} · ${t('mesh.works_on')}`;
  if (others === 0) return { kind: 'alone', text: t('mesh.alone'), tone: 'jade', icon: 'desk' };
  if (!view.on_network) return { kind: 'no_network', text: works(t('mesh.no_network')), tone: 'amber', icon: 'offline' };
  if (in_sight === 0) {
    const text = alone_since ? t('mesh.offline_since', { time: lately(alone_since, today) }) : t('mesh.offline');
    return { kind: 'offline', text: works(text), tone: 'amber', icon: 'offline' };
  }
  if (in_step === others) return { kind: 'in_step', text: t('mesh.in_step', { n: in_step, all: others }), tone: 'jade', icon: 'checks' };
  return { kind: 'in_sight', text: t('mesh.in_sight', { n: in_sight, all: others, step: in_step }), tone: in_sight === others ? 'dai' : 'amber', icon: 'swap' };
}

/** How this station stands with the others. */
export function pillOf(view: StationsView, today: string | undefined): Pill {
  const pill = standing(view, today);
  const alarms = view.stations.filter((one) => markOf(one) === 'alarm').length;
  return alarms ? { kind: 'alarm', text: `${pill.text} · ${t('mesh.alarm', { n: alarms })}`, tone: 'cinnabar', icon: 'alert' } : pill;
}

/** What is not known now is not said: the last answer is no truth about now. */
export function pillNow(asked: { data: StationsView | undefined; error: unknown }, today: string | undefined): Pill | undefined {
  if (asked.error !== undefined) return { kind: 'unknown', text: t('mesh.unknown'), tone: 'amber', icon: 'alert' };
  return asked.data && pillOf(asked.data, today);
}
