/** What has to happen in lives before they mean something. */
const EVENTS = [
  'payment',
  'part payment',
  'reversal',
  'dispute',
  'dispute settled',
  'promise',
  'promise kept',
  'promise broken',
  'plan of instalments',
  'plan kept',
  'plan broken',
  'letter about an instalment',
  'stop',
  'money in hand',
  'letters apart',
  'edited policy',
  'holiday',
  'downtime',
  'letter',
] as const;
export type LifeEvent = (typeof EVENTS)[number];

/** Counts what happens in the lives of firms, so that nobody has to believe that it does. */
export class LifeTally {
  readonly zones = new Set<string>();
  private readonly counts = new Map<LifeEvent, number>();

  note(event: LifeEvent, times = 1): void {
    this.counts.set(event, (this.counts.get(event) ?? 0) + times);
  }

  /** What has never happened. */
  missing(): LifeEvent[] {
    return EVENTS.filter((event) => (this.counts.get(event) ?? 0) === 0);
  }

  toString(): string {
    const counts = EVENTS.map((event) => `${event} ${this.counts.get(event) ?? 0}`);
    return `${counts.join(', ')}; ${this.zones.size} time zones`;
  }
}
