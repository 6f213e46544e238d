// How a station stands, as one line in plain words with a mark of its own
// shape: the list, the picture and its titles say the same.
import type { SelfTestStep, StationRow } from '$ipc/types';
import { lately, listed, t, wordFor } from '$i18n';
import type { IconName } from '$shared/icons';
import type { Tone } from '$shared/tones';

/** The ways a station can stand. */
export type Stand = 'me' | 'equal' | 'catching' | 'alarm' | 'offline' | 'retired' | 'revoked';

/** How each way looks: never by colour alone. */
export const looks: Record<Stand, { tone: Tone; icon: IconName }> = {
  me: { tone: 'dai', icon: 'desk' },
  equal: { tone: 'jade', icon: 'checks' },
  catching: { tone: 'amber', icon: 'swap' },
  alarm: { tone: 'cinnabar', icon: 'alert' },
  offline: { tone: 'plain', icon: 'offline' },
  retired: { tone: 'plain', icon: 'close' },
  revoked: { tone: 'plain', icon: 'lock' },
};

const DISAGREE = ['unequal', 'stuck'];
/** Contacts that say that all went as it should. */
const SMOOTH = ['met', 'parted', 'equal', ...DISAGREE];

/** What was last found between the two, when somebody must look at it. */
function disagreement(row: StationRow): 'unequal' | 'stuck' | undefined {
  const last = row.contacts.find((contact) => contact.what === 'equal' || DISAGREE.includes(contact.what));
  return last && last.what !== 'equal' ? (last.what as 'unequal' | 'stuck') : undefined;
}

/** The way a station stands. */
export function standOf(row: StationRow): Stand {
  if (row.is_me) return 'me';
  if (row.state !== 'active') return row.state;
  if (!row.in_sight) return 'offline';
  if (row.in_step) return 'equal';
  return disagreement(row) ? 'alarm' : 'catching';
}

/** Whether a station's clock must be set by somebody. */
export function clockAlarm(row: StationRow): boolean {
  return row.clock === 'alarm';
}

/** How a station is marked: a clock that must be set needs somebody however
 *  well all else stands. */
export function markOf(row: StationRow): Stand {
  return row.state === 'active' && row.in_sight && clockAlarm(row) ? 'alarm' : standOf(row);
}

/** How far its clock is off, in words; empty when it is right. */
export function clockText(row: StationRow): string {
  if (row.clock === 'fine') return '';
  const n = Math.round(Math.abs(row.clock_ahead) / 60);
  const off = t(row.clock_ahead > 0 ? 'line.clock_fast' : 'line.clock_slow', { n });
  return clockAlarm(row) ? t('line.clock_alarm', { off }) : off;
}

/** What happened with a station; a kind that nobody gave words to stays as it is. */
export function contactText(what: string): string {
  return wordFor('contact', what);
}

function mainText(row: StationRow, stand: Stand, today: string | undefined): string[] {
  switch (stand) {
    case 'me':
      return [t('line.me')];
    case 'equal':
      return [row.equal_at ? t('line.equal', { at: lately(row.equal_at, today) }) : t('line.equal_now')];
    case 'alarm':
      return [t(disagreement(row) === 'stuck' ? 'line.stuck' : 'line.unequal')];
    case 'catching': {
      const counts = [row.not_there > 0 && t('line.not_there', { n: row.not_there }), row.not_here > 0 && t('line.not_here', { n: row.not_here })];
      const said = counts.filter((one) => one !== false);
      return said.length ? said : [t('line.comparing')];
    }
    case 'offline': {
      const last = row.contacts[0]?.what;
      return [
        row.seen_at ? t('line.offline', { at: lately(row.seen_at, today) }) : t('line.offline_never'),
        // Turned away is no going out of sight: it says what to look at.
        last !== undefined && !SMOOTH.includes(last) ? t('line.turned_away', { why: contactText(last) }) : '',
        row.not_there > 0 && row.seen_at ? t('line.offline_owing', { n: row.not_there }) : '',
      ];
    }
    case 'retired':
    case 'revoked':
      return [t(`line.${stand}`), row.why, row.unvouched > 0 ? t('line.unvouched', { n: row.unvouched }) : ''];
  }
}

/** How a station stands: one line. `today` is the local day. */
export function lineOf(row: StationRow, today: string | undefined): string {
  return [...mainText(row, standOf(row), today), clockText(row)].filter(Boolean).join(' · ');
}

/** One step of "why not connected?" as a line of the checklist. */
export interface Checked { good: boolean; text: string; todo: string }

/** A step in words, with what to do when it failed. */
export function checkedOf(step: SelfTestStep): Checked {
  const made = (good: boolean, text: string, todo = ''): Checked => ({ good, text, todo });
  switch (step.step) {
    case 'off':
      return made(false, t('test.off'), t('test.off_do'));
    case 'listening':
      return step.addresses.length
        ? made(true, t('test.listening', { addresses: listed(step.addresses) }))
        : made(false, t('test.not_listening'), t('test.not_listening_do'));
    case 'discovery':
      if (step.finding === 'works') return made(true, t('test.discovery'));
      return step.finding === 'off' ? made(true, t('test.discovery_off')) : made(false, t('test.no_discovery'), t('test.no_discovery_do'));
    case 'station':
      return reached(step, made);
  }
}

function reached(step: Extract<SelfTestStep, { step: 'station' }>, made: (good: boolean, text: string, todo?: string) => Checked): Checked {
  const { name, reach } = step;
  switch (reach) {
    case 'connected':
      return made(true, t('test.connected', { name }));
    case 'no_address':
    case 'silent':
    case 'refused':
      return made(false, t(`test.${reach}`, { name }), t(`test.${reach}_do`, { addresses: listed(step.addresses) }));
    default:
      return made(false, t('test.reach_other', { name, reach }), t('test.reach_other_do'));
  }
}
