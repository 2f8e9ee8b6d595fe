/** 300 GET and 150 other requests in 60 seconds from one address, then 429; who goes on is blocked with 403. */
const WINDOW_MS = 60_000;
const LIMITS = { read: 300, write: 150 } as const;
const EXCESSES_UNTIL_BLOCK = 30;
const BLOCK_MS = 5 * 60_000;

export type RateVerdict = 'pass' | 'too-many' | 'blocked';

export class RateLimit {
  private readonly addresses = new Map<string, AddressRecord>();

  /** @param nowMs from a clock that only goes forward */
  judge(address: string, method: string, nowMs: number): RateVerdict {
    const record = this.addresses.get(address) ?? {
      read: [],
      write: [],
      excesses: 0,
      blockedUntil: 0,
    };
    this.addresses.set(address, record);
    if (nowMs < record.blockedUntil) return 'blocked';
    const kind = method === 'GET' ? 'read' : 'write';
    const recent = record[kind];
    while (recent.length > 0 && (recent[0] as number) <= nowMs - WINDOW_MS) recent.shift();
    if (recent.length < LIMITS[kind]) {
      recent.push(nowMs);
      if (recent.length === 1) record.excesses = 0;
      return 'pass';
    }
    record.excesses += 1;
    if (record.excesses >= EXCESSES_UNTIL_BLOCK) record.blockedUntil = nowMs + BLOCK_MS;
    return 'too-many';
  }

  forget(): void {
    this.addresses.clear();
  }
}

interface AddressRecord {
  readonly read: number[];
  readonly write: number[];
  excesses: number;
  blockedUntil: number;
}
