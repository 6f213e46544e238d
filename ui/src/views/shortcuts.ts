// Keys that work on every screen: what they call is in the registry of actions.
import { chord, composing, typing } from '$shared/keyboard';
import { actionOf, ZOOM_KEYS, type Action } from './actions';

/** What a key calls anywhere; undefined when it is not ours. */
export function globalKey(event: KeyboardEvent): Action | undefined {
  if (event.defaultPrevented || composing(event)) return undefined;
  return actionOf(chord(event), typing(event.target));
}

/** What a key says about the size of the window; undefined when it says nothing. */
export function zoomKey(event: KeyboardEvent): 1 | -1 | 0 | undefined {
  return ZOOM_KEYS[chord(event)];
}
