export class DailyRunRequest {
  /** The day that will be decided. */
  onDay: string;
  /** False when such a run is waiting or running already. */
  isQueued: boolean;
}
