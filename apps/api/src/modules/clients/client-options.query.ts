import { Injectable } from '@nestjs/common';

import { likePattern } from '../../platform/database/like-pattern.js';
import type { AccountScope } from '../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import type { ClientOption, ClientOptions } from './clients.dto.js';

const SHOWN = 20;

/** Clients to choose from: the first few by name that match what was typed. */
@Injectable()
export class ClientOptionsQuery {
  constructor(private readonly tenancy: Tenancy) {}

  find(scope: AccountScope, typed: string): Promise<ClientOptions> {
    return this.tenancy.inAccount(scope, async (tx) => ({
      items: await tx.query<ClientOption>(
        typed === ''
          ? `select id, name, tax_number as "taxNumber" from clients where account_id = $1 order by name, id limit ${SHOWN}`
          : `select l.id, l.name, l.tax_number as "taxNumber" from clients l
              where l.account_id = $1 and l.id in (select client_id from search_clients($2)) order by l.name, l.id limit ${SHOWN}`,
        typed === '' ? [scope.accountId] : [scope.accountId, likePattern(typed)],
      ),
    }));
  }
}
