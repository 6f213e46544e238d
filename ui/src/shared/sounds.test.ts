import { afterEach, describe, expect, it, vi } from 'vitest';
import { FIGURES, silence, sound, type Figure } from './sounds';

function device() {
  const heard: number[] = [];
  const gain = { gain: { setValueAtTime: vi.fn(), exponentialRampToValueAtTime: vi.fn() }, connect: (to: unknown) => to };
  const made = {
    currentTime: 0,
    destination: {},
    resume: () => Promise.resolve(),
    createGain: () => gain,
    createOscillator: () => {
      const source = { type: '', frequency: { value: 0 }, connect: (to: unknown) => to, start: () => heard.push(source.frequency.value), stop: vi.fn() };
      return source;
    },
  };
  return { heard, gain, make: () => made as unknown as AudioContext };
}
afterEach(silence);

describe('sounds', () => {
  it('have a figure of their own each, the graver the longer', () => {
    const lengths = (['reminder', 'escalation', 'incident'] as const).map((figure) => FIGURES[figure].length);
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
    expect(new Set(lengths).size).toBe(3);
  });

  it.each(Object.keys(FIGURES) as Figure[])('%s is heard note by note', (figure) => {
    const { heard, make } = device();
    expect(sound(figure, 60, make)).toBe(true);
    expect(heard).toEqual(FIGURES[figure].map(([hertz]) => hertz));
  });

  it('are as loud as they are set, and not at all when off', () => {
    const { heard, gain, make } = device();
    expect(sound('reminder', 0, make)).toBe(false);
    expect(heard).toEqual([]);
    sound('reminder', 50, make);
    expect(gain.gain.exponentialRampToValueAtTime).toHaveBeenCalledWith(0.2, expect.any(Number));
  });

  it('come to nothing where the system has no audio', () => {
    expect(sound('incident', 60, () => { throw new Error('no device'); })).toBe(false);
  });
});
