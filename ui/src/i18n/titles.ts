// What a meeting is called, when it has no title or one that is not shown.
import { t } from './words.svelte';

/** What stands for words that who looks may not know. */
export const HIDDEN = '•••';

/** A title in words. */
export function titleOf(title: string): string {
  if (title === '') return t('common.untitled');
  return title.includes(HIDDEN) ? title.split(HIDDEN).join(t('level.meeting')) : title;
}
