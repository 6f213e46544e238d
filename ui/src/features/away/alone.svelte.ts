// The hint of the outage pack: when it is worth saying, and what was read.

/** How long a station is alone before that is more than a start or a short gap, milliseconds. */
const A_WHILE = 2 * 60_000;

/** Since when a station was alone when the hint was last read. */
export const hinted = $state<{ since: string }>({ since: '' });

/** Whether it has been alone for a while. */
export function isWorthAHint(since: string, now: number): boolean {
  return now - Date.parse(since) >= A_WHILE;
}
