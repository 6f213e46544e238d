// Ways out of clashes in words.
import type { StepView } from '$ipc/types';
import { dateText, nameOf, spanText } from '$i18n/format';
import { listed } from '$i18n/sentences';
import { titleOf } from '$i18n/titles';
import { t } from '$i18n/words.svelte';

/** One change of a way out, in words. */
export function stepText(step: StepView): string {
  const title = step.meeting.title ? titleOf(step.meeting.title) : step.meeting.number;
  switch (step.step) {
    case 'move': {
      const where = step.rooms.length ? t('remedy.room', { rooms: listed(step.rooms.map(nameOf)), seats: step.seats }) : '';
      const when = step.when ? `${step.when.date === step.meeting.when.date ? '' : `${dateText(step.when.date, 'short')} `}${spanText(step.when.start_minute, step.when.end_minute)}` : '';
      return t('remedy.move', { title, to: [where, when].filter(Boolean).join(' · ') });
    }
    case 'hand':
      return t('remedy.hand', { title, from: step.duty.name, to: step.to, task: step.duty.task });
    case 'retime':
      return t('remedy.retime', { title, name: step.duty.name, when: spanText(step.when.start_minute, step.when.end_minute) });
    case 'take_off':
      return t('remedy.off', { title, name: step.duty.name, task: step.duty.task });
  }
}
