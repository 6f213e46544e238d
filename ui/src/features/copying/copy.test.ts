import { describe, expect, it } from 'vitest';
import { t } from '$i18n';
import { spanOf, timeFault } from './copy';

describe('a time that is typed', () => {
  it('is said to be none where it is none, and nothing while the field is empty', () => {
    for (const bad of ['25:00', '9:75', 'soon', '9点']) expect(timeFault(bad), bad).toBe(t('copy.time_bad'));
    for (const good of ['', '  ', '9', '0930', '9：30', '24:00']) expect(timeFault(good), good).toBeUndefined();
  });
});

describe('the span of a copy', () => {
  const was = (start_minute: number, end_minute: number) => ({ start_minute, end_minute });
  it('is of the day, past midnight, or over as many days as before', () => {
    expect(spanOf('9', '11:30', was(540, 690))).toEqual(was(540, 690));
    expect(spanOf('22:00', '00:30', was(1320, 1470))).toEqual(was(1320, 1470));
    expect(spanOf('09:00', '24:00', was(540, 1440))).toEqual(was(540, 1440));
    expect(spanOf('09:00', '09:00', was(540, 540 + 2880))).toEqual(was(540, 540 + 2880));
    expect(spanOf('09:00', '17:00', was(540, 1020 + 2880))).toEqual(was(540, 1020 + 2880));
  });
  it('of a night that is made to end the same day is no day longer', () => expect(spanOf('22:00', '23:00', was(1320, 1470))).toEqual(was(1320, 1380)));
  it('is none while a time is none', () => expect([spanOf('9', 'x', was(0, 60)), spanOf('', '9', was(0, 60))]).toEqual([undefined, undefined]));
});
