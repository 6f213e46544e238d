// What needs a person.
import type { Decision } from '$ipc/types';
import { stamp } from '$i18n/format';
import { t } from '$i18n/words.svelte';

/** Cards shown before "all". */
export const FIRST = 6;

/** Two that cannot both be, and what is past its time. */
export function grave(decision: Decision): boolean {
  switch (decision.kind) {
    case 'clash':
      return decision.clash.severity === 'blocks';
    case 'approval':
      return decision.awaited.late || decision.awaited.standing === 'refused';
    case 'not_ready':
      return decision.late.progress === 'escalated';
    case 'report':
      return decision.open.late;
    case 'incident':
      return decision.incident.late || decision.incident.gravity === 'grave';
    case 'call':
      return true;
    case 'delivery':
      return decision.late.meetings.length > 0;
    case 'held':
      return decision.hold.lapsed;
    default:
      return false;
  }
}

/** Where a decision is made. */
export interface Target { screen: 'meeting' | 'bulletin' | 'duty' | 'stock'; at: string }

/** What is opened to decide: of a clash, the meeting that has offers; of the
 *  report to the client, its screen; of what comes up and what is bought, the
 *  desk's and the stock's. */
export function targetOf(decision: Decision): Target {
  switch (decision.kind) {
    case 'clash':
      return { screen: 'meeting', at: decision.clash.second.id };
    case 'approval':
      return { screen: 'meeting', at: decision.awaited.meeting.id };
    case 'not_ready':
      return { screen: 'meeting', at: decision.late.meeting.id };
    case 'waiting':
      return { screen: 'meeting', at: decision.waiting.meeting.id };
    case 'report':
      return { screen: 'bulletin', at: 'report' };
    case 'incident':
      return { screen: 'duty', at: 'incidents' };
    case 'call':
      return { screen: 'duty', at: 'hotline' };
    case 'shift':
      return { screen: 'duty', at: 'shift' };
    case 'delivery':
      return { screen: 'stock', at: 'buy' };
    default:
      return { screen: 'meeting', at: decision.meeting.id };
  }
}

/** Names a decision among the others. */
export function keyOf(decision: Decision): string {
  switch (decision.kind) {
    case 'clash':
      return `clash ${decision.clash.key.kind} ${decision.clash.key.first} ${decision.clash.key.second}`;
    case 'follow_up':
      return `follow ${decision.meeting.id} ${decision.follow_up.kind}`;
    case 'conflict':
      return `conflict ${decision.meeting.id} ${decision.field}`;
    case 'report':
      return `report ${decision.open.first} ${decision.open.what.what}`;
    case 'incident':
      return `incident ${decision.incident.id}`;
    case 'call':
      return `call ${decision.call.id}`;
    case 'shift':
      return `shift ${decision.sheet.id}`;
    case 'delivery':
      return `delivery ${decision.late.purchase}`;
    default:
      return `${decision.kind} ${targetOf(decision).at}`;
  }
}

/** What came up at the desk, in a few words. */
export function duringText(decision: Extract<Decision, { kind: 'incident' | 'call' | 'shift' }>): string {
  if (decision.kind === 'shift') return t('shift.card', { number: decision.sheet.number });
  if (decision.kind === 'call') return t('call.card', { number: decision.call.number, said: decision.call.said });
  const { gravity, state, late, due } = decision.incident;
  const grade = t(`incident.${gravity}`);
  if (state !== 'to_report') return t('incident.card_open', { gravity: grade });
  return late ? t('incident.card_late', { gravity: grade }) : t('incident.card_report', { gravity: grade, when: due ? stamp(due) : '' });
}
