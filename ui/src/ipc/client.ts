// The desk's use cases as plain async functions: the answer, or a thrown
// `Refused` that carries the typed reason.
import { commands } from './bindings';
import type { Refusal, Whole } from './types';

/** The desk said no, and why. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(`refused: ${refusal.kind}`);
    this.name = 'Refused';
  }
}

type Answer<R> = R extends { status: 'ok'; data: infer T } ? T : R extends { status: 'error' } ? never : R;
type Asked<F> = F extends (...args: infer A) => Promise<infer R> ? (...args: A) => Promise<Whole<Answer<R>>> : never;
export type Desk = { [K in keyof typeof commands]: Asked<(typeof commands)[K]> };

/** The value in an answer, or a throw of the refusal in it. */
export function unwrap(answer: unknown): unknown {
  if (answer !== null && typeof answer === 'object' && 'status' in answer) {
    if (answer.status === 'ok' && 'data' in answer) return answer.data;
    if (answer.status === 'error' && 'error' in answer) throw asError(answer.error);
  }
  return answer;
}

function asError(error: unknown): Error {
  if (error !== null && typeof error === 'object' && 'kind' in error) return new Refused(error as Refusal);
  return new Error(typeof error === 'string' ? error : JSON.stringify(error));
}

/** Every use case of the desk. */
export const desk = Object.fromEntries(
  Object.entries(commands).map(([name, command]) => [
    name,
    async (...args: unknown[]) => unwrap(await (command as (...args: unknown[]) => Promise<unknown>)(...args)),
  ]),
) as Desk;
