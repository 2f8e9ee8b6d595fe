const ALLOWED = 5;
const LOCKED_MS = 5 * 60_000;

/** After five wrong logins with a key each further one only says how long to wait. */
export class FailedLogins {
  private readonly failures = new Map<string, number[]>();

  constructor(private readonly clock: () => Date) {}

  /** @returns what a wrong login is answered */
  add(key: string): 'AUTH' | 'AUTH FAILED LIMIT WAIT 5 MINUTES' {
    const now = this.clock().getTime();
    const recent = (this.failures.get(key) ?? []).filter((at) => now - at < LOCKED_MS);
    if (this.failures.size > 1000) this.failures.clear();
    this.failures.set(key, [...recent, now]);
    return recent.length < ALLOWED ? 'AUTH' : 'AUTH FAILED LIMIT WAIT 5 MINUTES';
  }
}
