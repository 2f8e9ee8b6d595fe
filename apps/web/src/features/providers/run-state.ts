import type { SyncRunView } from '../../shared/api/schemas.js';
import type { Tone } from '../../shared/ui/tone.js';

export const isLive = (run: SyncRunView | null | undefined): boolean =>
  run?.state === 'queued' || run?.state === 'running';

/** The colour a run's state is shown in; `paused` goes on by itself, so it is no alarm. */
export const RUN_TONES: Readonly<Record<SyncRunView['state'], Tone>> = {
  queued: 'info',
  running: 'info',
  succeeded: 'good',
  paused: 'warning',
  failed: 'danger',
  cancelled: 'quiet',
};

/** Whether the next run goes on where this one stopped, because a person or the requests ended it early. */
export const goesOn = (run: SyncRunView | null | undefined): boolean =>
  run?.state === 'paused' || run?.state === 'cancelled';

/** How far a run is, 0 to 1; null until the provider has said how much there is to read. */
export function progressOf(run: SyncRunView): number | null {
  if (run.total === null || run.total === 0) return null;
  return Math.min(1, run.seen / run.total);
}
