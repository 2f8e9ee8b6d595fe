import type { Transaction } from '../database/transaction.js';
import { type ChainedRecord, RECORD_COLUMNS } from './audit-record.js';
import type { ChainReader, Checkpoint, SealedEnd } from './chain-reader.js';
import type { Chain } from './chain.js';

/** Runs one short read in a transaction that may see the chain. */
export type InTransaction = <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;

/** A chain as the database has it, read in short transactions. */
export class StoredChain implements ChainReader {
  constructor(
    private readonly tables: Chain,
    private readonly read: InTransaction,
  ) {}

  get chain(): string {
    return this.tables.name;
  }

  async end(): Promise<{ head: SealedEnd | null; lastSeq: number }> {
    const { heads, entries, key, name } = this.tables;
    const row = await this.read((tx) =>
      tx.one<{ lastSeq: number } & { [Field in keyof SealedEnd]: SealedEnd[Field] | null }>(
        `select h.seq::float8 as seq, h.hash, h.key_id as "keyId", h.mac,
                (select coalesce(max(e.seq), 0) from ${entries} e where e.${key} = $1)::float8 as "lastSeq"
           from (select 1) one left join ${heads} h on h.${key} = $1`,
        [name],
      ),
    );
    const { lastSeq, ...head } = row!;
    return { lastSeq, head: head.seq === null ? null : (head as SealedEnd) };
  }

  after(seq: number, limit: number): Promise<ChainedRecord[]> {
    const { entries, key, name } = this.tables;
    return this.read((tx) =>
      tx.query<ChainedRecord>(
        `select ${RECORD_COLUMNS} from ${entries} where ${key} = $1 and ${entries}.seq > $2 order by ${entries}.seq limit $3`,
        [name, seq, limit],
      ),
    );
  }

  checkpoints(): Promise<Checkpoint[]> {
    const { checkpoints, key, name } = this.tables;
    return this.read((tx) =>
      tx.query<Checkpoint>(
        `select on_day as "onDay", c.seq::float8 as seq, hash, key_id as "keyId", mac from ${checkpoints} c where ${key} = $1 order by c.seq`,
        [name],
      ),
    );
  }
}
