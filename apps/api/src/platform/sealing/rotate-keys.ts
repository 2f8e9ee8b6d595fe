import { Injectable } from '@nestjs/common';

import { Clock } from '../clock/clock.js';
import { auditInstance } from '../tenancy/audit.js';
import { Tenancy } from '../tenancy/tenancy.js';
import { placeIn, SEALED_COLUMNS, type SealedColumn } from './sealed-columns.js';
import { CannotUnseal, Sealer } from './sealer.js';

/** Before every id. */
const NIL = '00000000-0000-0000-0000-000000000000';

export interface Rotation {
  readonly keyId: string;
  /** Values now under the newest key that were not before. */
  resealed: number;
  /** Values that somebody changed between reading and writing: they are under the newest key by that. */
  changedMeanwhile: number;
  /** Rows whose value no key opens, as `table.column/id`. */
  readonly unreadable: string[];
}

interface SealedRow {
  readonly owner: string;
  readonly id: string;
  readonly row_id: string;
  readonly value: string;
}

/**
 * Seals everything anew under the newest key, in small transactions, while the product runs. Stopped or
 * killed at any moment, every value is under one key or the other, and both open it; the next call goes on
 * with what is left.
 */
@Injectable()
export class RotateKeys {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  /**
   * @param batch values a transaction
   * @param onBatch told after each batch how far it has come
   */
  async execute(batch: number, onBatch: (rotation: Rotation) => void): Promise<Rotation> {
    const rotation: Rotation = {
      keyId: this.sealer.newestKeyId,
      resealed: 0,
      changedMeanwhile: 0,
      unreadable: [],
    };
    for (const column of SEALED_COLUMNS) await this.rotate(column, batch, rotation, onBatch);
    await this.tenancy.withoutScope((tx) =>
      auditInstance(tx, this.clock.wallNow(), {
        actor: { kind: 'command' },
        action: 'keys.rotated',
        objectKind: 'sealing-key',
        objectId: rotation.keyId,
        after: { resealed: rotation.resealed, unreadable: rotation.unreadable.length },
      }),
    );
    return rotation;
  }

  private async rotate(
    column: SealedColumn,
    batch: number,
    rotation: Rotation,
    onBatch: (rotation: Rotation) => void,
  ): Promise<void> {
    for (let last = { owner: NIL, id: NIL }; ;) {
      const rows = await this.read(column, last, batch);
      if (rows.length === 0) return;
      const renewed = rows.flatMap((row) => {
        const value = this.renew(column, row);
        if (value === null) rotation.unreadable.push(`${column.table}.${column.column}/${row.id}`);
        return value === null ? [] : [{ ...row, renewed: value }];
      });
      const written = await this.write(column, renewed);
      rotation.resealed += written;
      rotation.changedMeanwhile += renewed.length - written;
      last = rows.at(-1)!;
      onBatch(rotation);
    }
  }

  private read(
    column: SealedColumn,
    after: { owner: string; id: string },
    limit: number,
  ): Promise<SealedRow[]> {
    return this.tenancy.withoutScope((tx) =>
      tx.query<SealedRow>(
        'select * from system_sealed_values($1, $2, $3, $4, $5, $6, $7, $8, $9)',
        [
          column.table,
          column.column,
          column.owner,
          column.id,
          column.row,
          this.sealer.newestKeyId,
          after.owner,
          after.id,
          limit,
        ],
      ),
    );
  }

  private renew(column: SealedColumn, row: SealedRow): string | null {
    const place = placeIn(column, row);
    try {
      return this.sealer.seal(this.sealer.unseal(row.value, place), place);
    } catch (error) {
      if (error instanceof CannotUnseal) return null;
      throw error;
    }
  }

  private async write(
    column: SealedColumn,
    rows: readonly (SealedRow & { renewed: string })[],
  ): Promise<number> {
    const row = await this.tenancy.withoutScope((tx) =>
      tx.one<{ written: number }>(
        'select system_reseal($1, $2, $3, $4, $5, $6, $7, $8) as written',
        [
          column.table,
          column.column,
          column.owner,
          column.id,
          rows.map(({ owner }) => owner),
          rows.map(({ id }) => id),
          rows.map(({ value }) => value),
          rows.map(({ renewed }) => renewed),
        ],
      ),
    );
    return row!.written;
  }
}
