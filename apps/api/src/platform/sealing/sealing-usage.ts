import { Injectable } from '@nestjs/common';

import { Tenancy } from '../tenancy/tenancy.js';

/** How many values of a column a key holds. */
export interface SealedCount {
  readonly table: string;
  readonly column: string;
  readonly keyId: string;
  readonly values: number;
}

/** Which master keys are in use, and where. */
@Injectable()
export class SealingUsage {
  constructor(private readonly tenancy: Tenancy) {}

  all(): Promise<SealedCount[]> {
    return this.tenancy.withoutScope((tx) =>
      tx.query<SealedCount>(
        `select table_name as "table", column_name as "column", key_id as "keyId", sealed_values::float8 as "values"
           from system_sealed_usage()`,
      ),
    );
  }
}
