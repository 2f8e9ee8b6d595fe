/** Repeatable chance: the same seed always tells the same story (mulberry32, public domain). */
export class SeededRandom {
  private state: number;

  constructor(...seed: readonly (string | number)[]) {
    this.state = hashOf(seed.join('\u001f'));
  }

  /** evenly distributed in [0, 1) */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** whole number from `from` to `to`, both included */
  integer(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)] as T;
  }

  digits(count: number): string {
    let text = '';
    for (let i = 0; i < count; i += 1) text += this.integer(0, 9);
    return text;
  }

  /** shaped like a random uuid (version 4); different for every `unique`, a whole number below 2^32 */
  uuid(unique: number): string {
    const word = () =>
      Math.floor(this.next() * 4294967296)
        .toString(16)
        .padStart(8, '0');
    // an odd factor maps the 32-bit numbers onto themselves, so two ids never share the first group
    const first = (Math.imul(unique, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
    const hex = first + word() + word() + word();
    const variant = '89ab'[this.integer(0, 3)];
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  }
}

/** FNV-1a over the text, mixed once more so that neighbouring seeds do not look alike. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) | 0;
}
