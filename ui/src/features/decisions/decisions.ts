// What needs a person.
import type { Decision } from '$ipc/types';

/** Cards shown before "all". */
export const FIRST = 6;

/** Two that cannot both be. */
export function grave(decision: Decision): boolean {
  return decision.kind === 'clash' && decision.clash.severity === 'blocks';
}

/** The meeting that is opened to decide: of a clash, the one that has offers. */
export function meetingOf(decision: Decision): string {
  return decision.kind === 'clash' ? decision.clash.second.id : decision.meeting.id;
}

/** Names a decision among the others. */
export function keyOf(decision: Decision): string {
  if (decision.kind === 'clash') return `clash ${decision.clash.key.kind} ${decision.clash.key.first} ${decision.clash.key.second}`;
  if (decision.kind === 'notice') return `notice ${decision.meeting.id}`;
  return decision.kind === 'follow_up' ? `follow ${decision.meeting.id} ${decision.follow_up.kind}` : `conflict ${decision.meeting.id} ${decision.field}`;
}
