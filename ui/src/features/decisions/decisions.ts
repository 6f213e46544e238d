// What needs a person.
import type { Decision } from '$ipc/types';

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
    default:
      return false;
  }
}

/** What is opened to decide: of a clash, the meeting that has offers; of the
 *  report to the client, its screen. */
export function targetOf(decision: Decision): { screen: 'meeting' | 'bulletin'; at: string } {
  switch (decision.kind) {
    case 'clash':
      return { screen: 'meeting', at: decision.clash.second.id };
    case 'approval':
      return { screen: 'meeting', at: decision.awaited.meeting.id };
    case 'not_ready':
      return { screen: 'meeting', at: decision.late.meeting.id };
    case 'report':
      return { screen: 'bulletin', at: 'report' };
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
    default:
      return `${decision.kind} ${targetOf(decision).at}`;
  }
}
