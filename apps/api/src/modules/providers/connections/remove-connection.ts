import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import { Invalid, NotFound } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';

/** Takes a connection away that has brought no invoices; with invoices it can only be paused. */
@Injectable()
export class RemoveConnection {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound, or Invalid `has-invoices` */
  execute(scope: AccountScope, connectionId: string): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const before = await tx.one<{ provider: string; name: string; has_invoices: boolean }>(
        `select c.provider, c.name,
                exists (select 1 from invoices i where i.account_id = c.account_id and i.connection_id = c.id) as has_invoices
           from connections c where c.account_id = $1 and c.id = $2 for update of c`,
        [scope.accountId, connectionId],
      );
      if (before === undefined) throw new NotFound('connection');
      if (before.has_invoices) {
        throw new Invalid(
          'has-invoices',
          'Invoices came in through this connection. Pause it instead: they need it to be looked at again.',
        );
      }
      await tx.execute('delete from clients where account_id = $1 and connection_id = $2', [
        scope.accountId,
        connectionId,
      ]);
      await tx.execute('delete from connections where account_id = $1 and id = $2', [
        scope.accountId,
        connectionId,
      ]);
      await audit(tx, scope, this.clock.now(), {
        action: 'connection.removed',
        objectKind: 'connection',
        objectId: connectionId,
        before: { provider: before.provider, name: before.name },
      });
    });
  }
}
