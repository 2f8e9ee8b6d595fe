import { Injectable } from '@nestjs/common';

import { Clock } from '../../../platform/clock/clock.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { DomainError, NotFound, Stale } from '../../../platform/http/domain-error.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { audit } from '../../../platform/tenancy/audit.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import type { GroupBody, GroupView } from './client-groups.dto.js';

/** Groups of clients, for one policy to be assigned to all of them. A client is in one at most. */
@Injectable()
export class ClientGroups {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly clock: Clock,
  ) {}

  list(scope: AccountScope): Promise<GroupView[]> {
    return this.tenancy.inAccount(scope, (tx) => readGroups(tx, scope.accountId, null));
  }

  /** @throws NotFound for a client, or DomainError `group-name-taken` */
  add(scope: AccountScope, body: GroupBody): Promise<GroupView> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const now = this.clock.wallNow();
      const row = await tx.one<{ id: string }>(
        'insert into client_groups (account_id, name, created_at) values ($1, $2, $3) on conflict do nothing returning id',
        [scope.accountId, body.name, now],
      );
      if (row === undefined) throw nameTaken();
      await writeMembers(tx, scope.accountId, row.id, body.clientIds);
      await audit(tx, scope, now, entry('client-group.added', row.id, { after: body }));
      return readGroup(tx, scope.accountId, row.id);
    });
  }

  /** Running cases stay on the policy they run on. @throws NotFound, Stale, or DomainError `group-name-taken` */
  change(
    scope: AccountScope,
    groupId: string,
    version: number,
    body: GroupBody,
  ): Promise<GroupView> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const before = await readGroup(tx, scope.accountId, groupId);
      const taken = await tx.one(
        'select 1 from client_groups where account_id = $1 and lower(name) = lower($2) and id <> $3',
        [scope.accountId, body.name, groupId],
      );
      if (taken !== undefined) throw nameTaken();
      const touched = await tx.execute(
        'update client_groups set name = $3, version = version + 1 where account_id = $1 and id = $2 and version = $4',
        [scope.accountId, groupId, body.name, version],
      );
      if (touched === 0) throw new Stale();
      await writeMembers(tx, scope.accountId, groupId, body.clientIds);
      await audit(
        tx,
        scope,
        this.clock.wallNow(),
        entry('client-group.changed', groupId, {
          before: { name: before.name, clientIds: before.clients.map(({ id }) => id) },
          after: body,
        }),
      );
      return readGroup(tx, scope.accountId, groupId);
    });
  }

  /** Its assignment goes with it. @throws NotFound */
  remove(scope: AccountScope, groupId: string): Promise<void> {
    return this.tenancy.inAccount(scope, async (tx) => {
      const before = await readGroup(tx, scope.accountId, groupId);
      await tx.execute('delete from client_groups where account_id = $1 and id = $2', [
        scope.accountId,
        groupId,
      ]);
      await audit(
        tx,
        scope,
        this.clock.wallNow(),
        entry('client-group.removed', groupId, { before: { name: before.name } }),
      );
    });
  }
}

async function readGroup(tx: Transaction, accountId: string, groupId: string): Promise<GroupView> {
  const [group] = await readGroups(tx, accountId, groupId);
  if (group === undefined) throw new NotFound('group');
  return group;
}

function readGroups(
  tx: Transaction,
  accountId: string,
  groupId: string | null,
): Promise<GroupView[]> {
  return tx.query<GroupView>(
    `select g.id, g.name, g.version,
            coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name) order by x.name, x.id) from (
              select l.id, l.name from client_group_members m
                join clients l on l.account_id = m.account_id and l.id = m.client_id
               where m.account_id = g.account_id and m.group_id = g.id order by l.name, l.id limit 1000) x), '[]') as clients
       from client_groups g where g.account_id = $1 and ($2::uuid is null or g.id = $2) order by g.name, g.id`,
    [accountId, groupId],
  );
}

/** @throws NotFound for a client of another account */
async function writeMembers(
  tx: Transaction,
  accountId: string,
  groupId: string,
  clientIds: readonly string[],
): Promise<void> {
  const known = await tx.one<{ count: number }>(
    'select count(*)::int as count from clients where account_id = $1 and id = any ($2::uuid[])',
    [accountId, clientIds],
  );
  if (known!.count !== clientIds.length) throw new NotFound('client');
  await tx.execute(
    'delete from client_group_members where account_id = $1 and group_id = $2 and client_id <> all ($3::uuid[])',
    [accountId, groupId, clientIds],
  );
  await tx.execute(
    `insert into client_group_members (account_id, client_id, group_id) select $1, id, $2 from unnest($3::uuid[]) id
     on conflict (account_id, client_id) do update set group_id = excluded.group_id`,
    [accountId, groupId, clientIds],
  );
}

function entry(action: string, objectId: string, what: { before?: object; after?: object }) {
  return { action, objectKind: 'client-group', objectId, ...what };
}

function nameTaken(): DomainError {
  return new DomainError('conflict', 'group-name-taken', 'Another group has this name.');
}
