// What a chip says beyond its text.
import type { Assumption, Chip } from '$ipc/types';
import { lengthText, t } from '$i18n';
import type { Tone } from '$shared/tones';

/** An assumption as words. */
export function assumptionText(assumption: Assumption): string {
  switch (assumption.kind) {
    case 'part_of_day':
      return t('assume.part_of_day', { part: t(`part.${assumption.detail}`) });
    case 'usual_length':
      return t('assume.usual_length', { length: lengthText(assumption.detail) });
    case 'upper_of_range':
      return t('assume.upper_of_range', { n: assumption.detail });
    default:
      return t(`assume.${assumption.kind}`);
  }
}

/** What is said below a chip: what is wrong, else what was assumed. */
export function noteOf(chip: Chip): string {
  if (chip.problem) return t(`problem.${chip.problem}`);
  if (chip.ambiguous) return t('quick.choose_room');
  return chip.assumed.map(assumptionText).join(' · ');
}

/** The colour of a chip; dashes and words say the same. */
export function toneOf(chip: Chip): Tone {
  if (chip.kind === 'unread' || (chip.problem && chip.problem !== 'past')) return 'cinnabar';
  if (chip.ambiguous || chip.problem) return 'amber';
  return chip.assumed.length > 0 ? 'amber' : 'dai';
}
