/** The palette's tones, for whatever carries one. */
export type Tone = 'plain' | 'dai' | 'cinnabar' | 'amber' | 'jade' | 'plum';
