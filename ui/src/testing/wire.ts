// The far end of the wire, for tests: answers commands by name, as the shell would.

type Answers = Record<string, (args: Record<string, unknown>) => unknown>;

/** What was asked, in order. */
export interface Wire { asked: { command: string; args: Record<string, unknown> }[] }

/** Puts answers at the far end; what is thrown is a refusal. */
export function wire(answers: Answers): Wire {
  const kept: Wire = { asked: [] };
  const internals = {
    invoke: (command: string, args: Record<string, unknown> = {}) => {
      kept.asked.push({ command, args });
      return new Promise((resolve, reject) => {
        const answer = answers[command];
        if (!answer) return reject(`no command ${command}`);
        try {
          resolve(answer(args));
        } catch (refusal) {
          reject(refusal);
        }
      });
    },
    transformCallback: () => 0,
  };
  (globalThis as Record<string, unknown>).window = { __TAURI_INTERNALS__: internals };
  return kept;
}
