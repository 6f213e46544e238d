// Amounts as they are typed and shown, and a fee as it is edited.
import type { FeeDraft, FeeLineDraft, FeeLineView, FeeSheetView, FeeStage } from '$ipc/types';
import type { Tone } from '$shared/tones';

/** `1,200.50`, of fen. */
export function yuan(fen: number): string {
  const all = Math.abs(fen);
  const whole = Math.floor(all / 100).toString().replace(/\B(?=(\d{3})+$)/gu, ',');
  return `${fen < 0 ? '-' : ''}${whole}.${String(all % 100).padStart(2, '0')}`;
}

/** An amount as it is typed, in fen; undefined for what is none. The desk reads
 *  it anew: this is for the sum under the lines. */
export function fenOf(text: string): number | undefined {
  const plain = text.normalize('NFKC').trim().replace(/^[¥￥]/u, '').replace(/元$/u, '').replaceAll(',', '').trim();
  if (plain === '') return 0;
  const [, sign, whole = '', part = ''] = /^(-?)(\d{1,12})(?:\.(\d{1,2}))?$/u.exec(plain) ?? [];
  if (whole === '') return undefined;
  const fen = Number(whole) * 100 + Number(part.padEnd(2, '0'));
  return sign === '-' ? -fen : fen;
}

/** What the lines come to; undefined while one of them is no amount. */
export function subtotal(lines: readonly FeeLineDraft[]): number | undefined {
  let sum = 0;
  for (const line of lines) {
    const price = fenOf(line.price);
    if (price === undefined || !Number.isInteger(line.quantity)) return undefined;
    sum += price * line.quantity;
  }
  return sum;
}

/** Lines as they are typed. */
export function lineDrafts(lines: readonly FeeLineView[]): FeeLineDraft[] {
  return lines.map(({ group, name, unit, quantity, price, note }) => ({ group, name: { ...name }, unit: { ...unit }, quantity, price: yuan(price), note }));
}

/** A fee that was written down, to be changed. */
export function draftOf(sheet: FeeSheetView): FeeDraft {
  return { lines: lineDrafts(sheet.lines), discount: sheet.discount === 0 ? '' : yuan(sheet.discount), discount_why: sheet.discount_why };
}

/** The colour of a stage. */
export function stageTone(stage: FeeStage, late: boolean): Tone {
  if (stage === 'paid') return 'jade';
  return late || stage === 'apart' ? 'cinnabar' : 'amber';
}
