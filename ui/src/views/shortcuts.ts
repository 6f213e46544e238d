// Keys that work on every screen: what they call is in the registry of actions.
import { chord, composing, typing } from '$shared/keyboard';
import { actionOf, type Action } from './actions';

/** What a key calls anywhere; undefined when it is not ours. */
export function globalKey(event: KeyboardEvent): Action | undefined {
  if (event.defaultPrevented || composing(event)) return undefined;
  return actionOf(chord(event), typing(event.target));
}
