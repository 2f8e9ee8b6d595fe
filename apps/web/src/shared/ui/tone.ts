/** What a state means to the reader, apart from its words. */
export type Tone = 'good' | 'warning' | 'danger' | 'info' | 'quiet';
