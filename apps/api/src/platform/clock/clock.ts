import { readFileSync } from 'node:fs';

/**
 * The only place that reads the time.
 *
 * There are two clocks on purpose. `now()` is business time: days, stages, freshness, sending hours.
 * In the demo and in tests it can be moved, for all processes together, through the clock file.
 * `wallNow()` is real time: tokens, leases, request limits. Moving the calendar a week ahead must
 * neither sign people out nor take a lease away from a living worker.
 */
export class Clock {
  constructor(private readonly clockFile: string | null) {}

  /** Business time as an instant. */
  now(): Date {
    return new Date(Date.now() + this.offsetMs());
  }

  /** Real time as an instant. */
  wallNow(): Date {
    return new Date();
  }

  /** A real instant, such as the end of a pause, as the calendar that people read shows it. */
  onCalendar(wall: Date): Date {
    return new Date(wall.getTime() + this.offsetMs());
  }

  private offsetMs(): number {
    if (this.clockFile === null) return 0;
    try {
      return (JSON.parse(readFileSync(this.clockFile, 'utf8')) as { offsetMs: number }).offsetMs;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
      throw error;
    }
  }
}
