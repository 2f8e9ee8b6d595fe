import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../test/factories/firm.js';
import { Product } from '../../../test/support/product.js';
import { type AccountScope, systemScope } from '../tenancy/account-scope.js';
import { audit, auditInstance } from '../tenancy/audit.js';
import { Tenancy } from '../tenancy/tenancy.js';
import { AuditKeys } from './audit-keys.js';
import { chainOlderEntries } from './chain-older-entries.js';
import { chainOfAccount, INSTANCE_CHAIN } from './chain.js';
import { StoredChain } from './stored-chain.js';
import { verifyChain } from './verify-chain.js';

const AT = new Date('2026-06-01T10:00:00.123Z');

let product: Product;
let tenancy: Tenancy;
let keys: AuditKeys;
beforeAll(async () => {
  product = await Product.start();
  tenancy = await product.get(Tenancy);
  keys = await product.get(AuditKeys);
});
afterAll(() => product.close());

const write = (scope: AccountScope, count: number, isFailing = false) =>
  tenancy.inAccount(scope, async (tx) => {
    for (let index = 0; index < count; index += 1) {
      await audit(tx, scope, AT, {
        action: 'case.held',
        objectKind: 'case',
        objectId: `case-${index}`,
        before: { zeta: 1, alpha: [1.5, 1e21, -0, 5e-324, 'ż\0\uD800'], none: null },
        after: { nested: { b: true, a: '€' } },
      });
    }
    if (isFailing) throw new Error('half way');
  });

const verdict = (accountId: string) =>
  verifyChain(
    new StoredChain(chainOfAccount(accountId), (work) =>
      tenancy.inAccount(systemScope(accountId), work),
    ),
    keys,
  );

describe('the stored audit chain', () => {
  let firm: Firm;
  let scope: AccountScope;
  beforeEach(async () => {
    firm = await Firm.make(product, 'Kronika');
    scope = systemScope(firm.accountId);
  });

  it('O01 verifies what it stored, whatever the entries say', async () => {
    const { entries } = await verdict(firm.accountId);
    await write(scope, 3);
    await write(scope, 1);
    expect(await verdict(firm.accountId)).toMatchObject({ entries: entries + 4, problem: null });
  });

  it('O01 has no gap and no twin when many write at once and some fail', async () => {
    const { entries } = await verdict(firm.accountId);
    const results = await Promise.allSettled(
      Array.from({ length: 60 }, (_unused, index) => write(scope, 2, index % 5 === 0)),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(48);
    expect(await verdict(firm.accountId)).toMatchObject({
      entries: entries + 96,
      problem: null,
    });
  });

  it('O02 says who it was, by the name at that moment, and from where', async () => {
    const userId = await product.user('zofia');
    const actor = {
      kind: 'user' as const,
      userId,
      requestId: 'r-1',
      ip: '192.0.2.7',
      userAgent: 'Firefox',
    };
    await write({ accountId: firm.accountId, actor }, 1);
    const [row] = await firm.rows(
      'select actor_kind, actor_id, actor_name, ip, user_agent, request_id from audit_entries where account_id = $1 order by seq desc limit 1',
    );
    expect(row).toEqual({
      actor_kind: 'user',
      actor_id: userId,
      actor_name: 'zofia',
      ip: '192.0.2.7',
      user_agent: 'Firefox',
      request_id: 'r-1',
    });
    await product.owner.query("update users set name = 'Zofia Nowak' where id = $1", [userId]);
    expect((await verdict(firm.accountId)).problem).toBeNull();
  });

  it('O01 gives the run-time role no way to change or remove an entry', async () => {
    for (const statement of [
      "update audit_entries set action = 'x'",
      'delete from audit_entries',
      'truncate audit_entries',
      'delete from audit_heads',
      "update audit_checkpoints set on_day = '2020-01-01'",
      'delete from audit_checkpoints',
      "update instance_audit_entries set action = 'x'",
      'delete from instance_audit_entries',
      'delete from instance_audit_heads',
    ]) {
      await expect(tenancy.inAccount(scope, (tx) => tx.execute(statement))).rejects.toThrow(
        'permission denied',
      );
    }
  });

  const attacks: [string, string, { seq: number; kind: string }][] = [
    ['changed', "set after = '{}' where seq = 4", { seq: 4, kind: 'changed' }],
    ['reordered', 'set seq = 10 - seq where seq in (4, 6)', { seq: 4, kind: 'reordered' }],
  ];
  it.each(attacks)(
    'O01 finds entries %s by a superuser',
    async (_name, statement, { seq, kind }) => {
      await write(scope, 8);
      // In two steps where a number would be taken twice for a moment.
      await product.owner.query(
        `alter table audit_entries drop constraint audit_entries_pkey, add primary key (account_id, seq) deferrable initially deferred`,
      );
      await product.owner.query(
        `update audit_entries ${statement.replace('where', 'where account_id = $1 and')}`,
        [firm.accountId],
      );
      expect((await verdict(firm.accountId)).problem).toEqual({ seq, kind });
    },
  );

  it('O01 finds entries removed, cut off and inserted by a superuser', async () => {
    await write(scope, 8);
    const all = (await verdict(firm.accountId)).entries;
    const attacked = async (sql: string) => {
      const client = await product.owner.connect();
      try {
        await client.query('begin');
        await client.query(sql, [firm.accountId]);
        await client.query('commit');
      } finally {
        client.release();
      }
      return (await verdict(firm.accountId)).problem;
    };
    const copy = (seq: string) =>
      `insert into audit_entries (account_id, seq, hash, key_id, at, actor_kind, action, object_kind)
       select account_id, ${seq}, hash, key_id, at, actor_kind, action, object_kind from audit_entries where account_id = $1 and seq = 2`;
    expect(await attacked(copy(`${all + 1}`))).toEqual({ seq: all + 1, kind: 'inserted' });
    expect(
      await attacked(`delete from audit_entries where account_id = $1 and seq > ${all - 2}`),
    ).toEqual({ seq: all - 1, kind: 'cut' });
    expect(
      await attacked(
        `update audit_heads h set seq = e.seq, hash = e.hash from audit_entries e
          where h.account_id = $1 and e.account_id = $1 and e.seq = ${all - 2}`,
      ),
    ).toEqual({ seq: all - 2, kind: 'head-moved' });
    expect(await attacked('delete from audit_entries where account_id = $1 and seq = 3')).toEqual({
      seq: 3,
      kind: 'removed',
    });
    expect(await attacked('delete from audit_entries where account_id = $1')).toEqual({
      seq: 0,
      kind: 'head-moved',
    });
    expect(await attacked('delete from audit_heads where account_id = $1')).toEqual({
      seq: 1,
      kind: 'cut',
    });
  });

  it('chains what an older version has written, once, and nothing that lost its link later', async () => {
    const late = await Firm.make(product, 'Dawna');
    const insert = (accountId: string) =>
      product.owner.query(
        `insert into audit_entries (account_id, seq, at, actor_kind, action, object_kind)
         select $1, coalesce(max(seq), 0) + 1, now(), 'command', 'member.added', 'user' from audit_entries where account_id = $1`,
        [accountId],
      );
    await product.owner.query('alter table audit_entries drop constraint audit_entries_chained');
    await product.owner.query('delete from audit_heads where account_id = $1', [late.accountId]);
    await product.owner.query('delete from audit_entries where account_id = $1', [late.accountId]);
    await insert(late.accountId);
    await insert(late.accountId);
    await insert(firm.accountId);
    await product.owner.query(
      'alter table audit_entries add constraint audit_entries_chained check (hash is not null and key_id is not null) not valid',
    );
    expect(await chainOlderEntries(product.database.ownerUrl, keys)).toBe(2);
    expect(await verdict(late.accountId)).toMatchObject({ entries: 2, problem: null });
    const own = await verdict(firm.accountId);
    expect(own.problem).toEqual({ seq: own.entries + 1, kind: 'inserted' });
    await product.owner.query('delete from audit_entries where hash is null');
    expect(await chainOlderEntries(product.database.ownerUrl, keys)).toBe(0);
  });
});

describe("the installation's audit chain", () => {
  const note = (action: string) =>
    tenancy.withoutScope((tx) =>
      auditInstance(tx, AT, {
        actor: { kind: 'anonymous', ip: '192.0.2.9', userAgent: 'x'.repeat(1000) },
        action,
        objectKind: 'user',
        objectId: null,
      }),
    );

  it('O01 is a chain of its own that any transaction may write to', async () => {
    const firm = await Firm.make(product, 'Obok');
    const scope = systemScope(firm.accountId);
    await Promise.all(Array.from({ length: 20 }, () => note('sign-in.failed')));
    await tenancy.inAccount(scope, async (tx) => {
      await auditInstance(tx, AT, {
        actor: scope.actor,
        action: 'account.suspended',
        objectKind: 'account',
        objectId: firm.accountId,
      });
      await audit(tx, scope, AT, {
        action: 'account.suspended',
        objectKind: 'account',
        objectId: firm.accountId,
      });
    });
    const chain = new StoredChain(INSTANCE_CHAIN, (work) => tenancy.asInstance(work));
    expect(await verifyChain(chain, keys)).toMatchObject({ entries: 21, problem: null });
    await product.owner.query('update instance_audit_entries set ip = null where seq = 3');
    expect((await verifyChain(chain, keys)).problem).toEqual({ seq: 3, kind: 'changed' });
  });

  it('shows nothing of itself outside the scope of the installation', async () => {
    await note('sign-in.failed');
    for (const table of ['entries', 'checkpoints', 'checks']) {
      expect(
        await tenancy.withoutScope((tx) => tx.query(`select * from instance_audit_${table}`)),
      ).toEqual([]);
    }
  });
});
