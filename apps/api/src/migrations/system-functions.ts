import type { QueryRunner } from 'typeorm';

import { RUNTIME_ROLE, SYSTEM_ROLE } from './tenant-table.js';

/**
 * Makes functions run as the system role, and lets the run-time role call them and nobody else.
 *
 * @param signatures as `name(type, type)`
 */
export async function systemFunctions(
  queryRunner: QueryRunner,
  signatures: readonly string[],
): Promise<void> {
  for (const signature of signatures) {
    await queryRunner.query(`
      alter function ${signature} owner to ${SYSTEM_ROLE};
      revoke execute on function ${signature} from public;
      grant execute on function ${signature} to ${RUNTIME_ROLE};`);
  }
}
