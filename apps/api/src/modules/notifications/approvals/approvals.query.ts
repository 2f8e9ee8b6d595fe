import { Injectable } from '@nestjs/common';

import { decodeCursor, encodeCursor, invalid } from '../../../platform/http/cursor.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { ApprovalListFilter, ApprovalPage } from './approvals.dto.js';
import { readWaiting } from './read-waiting.js';

/** What waits for a person to let it go, each as it would leave. */
@Injectable()
export class ApprovalsQuery {
  constructor(private readonly tenancy: Tenancy) {}

  /** Oldest first. */
  async page(scope: AccountScope, filter: ApprovalListFilter): Promise<ApprovalPage> {
    const after = filter.cursor === undefined ? null : idOf(filter.cursor);
    return this.tenancy.inAccount(scope, async (tx) => {
      const found = await readWaiting(tx, scope, { after, limit: filter.limit + 1 });
      const items = found.slice(0, filter.limit);
      const isMore = found.length > items.length;
      return { items, nextCursor: isMore ? encodeCursor([items.at(-1)!.id]) : null };
    });
  }
}

function idOf(cursor: string): string {
  const [id] = decodeCursor(cursor, 1) as [string];
  if (!UUID.test(id)) throw invalid();
  return id;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
