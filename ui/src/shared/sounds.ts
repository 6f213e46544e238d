// Short tones made here, no files: each kind has its own figure, so that it is
// known without looking. Where the system has no audio nothing is heard.

/** A note: hertz, seconds after the beginning, seconds long. */
export type Note = readonly [hertz: number, at: number, long: number];

/** The figures: one soft note; two rising twice; three urgent ones. */
export const FIGURES = {
  reminder: [[660, 0, 0.22]],
  escalation: [[587, 0, 0.16], [784, 0.18, 0.16], [587, 0.45, 0.16], [784, 0.63, 0.22]],
  incident: [[880, 0, 0.14], [659, 0.18, 0.14], [880, 0.36, 0.14], [659, 0.54, 0.14], [880, 0.72, 0.3]],
} as const satisfies Record<string, readonly Note[]>;
export type Figure = keyof typeof FIGURES;

let context: AudioContext | undefined;

/** Sounds a figure, so loud of a hundred. Whether it could. */
export function sound(figure: Figure, volume: number, make: () => AudioContext = () => new AudioContext()): boolean {
  if (volume <= 0) return false;
  try {
    context ??= make();
    // A page that nobody touched yet may have to be woken.
    void context.resume();
    const loud = Math.min(volume, 100) / 100;
    for (const [hertz, at, long] of FIGURES[figure]) tone(context, hertz, context.currentTime + at, long, loud * 0.4);
    return true;
  } catch {
    context = undefined;
    return false;
  }
}

function tone(on: AudioContext, hertz: number, from: number, long: number, loud: number): void {
  const source = on.createOscillator();
  const gain = on.createGain();
  source.type = 'triangle';
  source.frequency.value = hertz;
  // Without a rise and a fall it would crack.
  gain.gain.setValueAtTime(0.0001, from);
  gain.gain.exponentialRampToValueAtTime(loud, from + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.0001, from + long);
  source.connect(gain).connect(on.destination);
  source.start(from);
  source.stop(from + long + 0.02);
}

/** Forgets the audio device, for tests. */
export function silence(): void {
  context = undefined;
}
