import type { ChainedRecord } from './audit-record.js';
import type { ChainEnd } from './links.js';

/** Where a chain ends, under a code that only the key can make. */
export interface SealedEnd extends ChainEnd {
  readonly keyId: string;
  readonly mac: Buffer;
}

export interface Checkpoint extends SealedEnd {
  /** `YYYY-MM-DD`, UTC. */
  readonly onDay: string;
}

/** Reads one stored chain. */
export interface ChainReader {
  /** The chain's name, as it is in every link. */
  readonly chain: string;
  /** What the chain says about its end, and the highest number there is (0 without entries), both of one moment. */
  end(): Promise<{ head: SealedEnd | null; lastSeq: number }>;
  /** Entries after a number, in order. */
  after(seq: number, limit: number): Promise<ChainedRecord[]>;
  checkpoints(): Promise<Checkpoint[]>;
}
