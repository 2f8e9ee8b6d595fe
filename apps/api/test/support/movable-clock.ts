import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Moves business time for every process that reads the same clock file. */
export class MovableClock {
  private readonly folder = mkdtempSync(join(tmpdir(), 'invoicetracker-clock-'));
  readonly file = join(this.folder, 'clock.json');
  private offsetMs = 0;

  /** Business time becomes this instant, and goes on from there. */
  set(instant: string | Date): void {
    this.offsetMs = new Date(instant).getTime() - Date.now();
    this.write();
  }

  advance(by: { days?: number; hours?: number; minutes?: number }): void {
    this.offsetMs += ((by.days ?? 0) * 24 * 60 + (by.hours ?? 0) * 60 + (by.minutes ?? 0)) * 60_000;
    this.write();
  }

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private write(): void {
    writeFileSync(this.file, JSON.stringify({ offsetMs: this.offsetMs }));
  }
}
