import { expect, test } from 'vitest';
import { blankField, blankKind, choicesOf, choicesText, freshKey, kindFault } from './kinds';

test('answers that were there keep their code, new ones get one of their own', () => {
  const before = choicesOf('绿茶/green、红茶/black', []);
  expect(before.map((one) => one.code)).toEqual(['green', 'black']);
  const renamed = choicesOf('龙井/green，普洱、普洱', before);
  expect(renamed.map((one) => one.code)).toEqual(['green', '普洱', '普洱_']);
  expect(choicesText(renamed)).toBe('龙井/green、普洱、普洱');
});

test('a kind without a name, a department or sound fields is not saved', () => {
  const kind = { ...blankKind(10), name: { zh: '机器人', en: '' } };
  expect(kindFault(kind)).toBeNull();
  expect(kindFault(blankKind(10))?.key).toBe('rooms.fault_name');
  expect(kindFault({ ...kind, departments: [] })?.key).toBe('kinds.fault_departments');
  expect(kindFault({ ...kind, fields: [blankField([])] })?.key).toBe('kinds.fault_field');
  const field = { ...blankField([]), name: { zh: '台数', en: '' } };
  expect(kindFault({ ...kind, fields: [field, field] })?.key).toBe('kinds.fault_field');
  expect(kindFault({ ...kind, fields: [{ ...field, shape: { kind: 'choice', choices: [] } }] })?.key).toBe('kinds.fault_choices');
});

test('a fresh key is never one that is taken', () => {
  expect(freshKey([])).toBe('q1');
  expect(freshKey(['a', 'q3'])).toBe('q4');
});
