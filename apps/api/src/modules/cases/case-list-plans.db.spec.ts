import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Firm } from '../../../test/factories/firm.js';
import { insertManyCases } from '../../../test/support/million-cases.js';
import { Product } from '../../../test/support/product.js';
import { systemScope } from '../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../platform/tenancy/tenancy.js';
import { buildCaseListQuery } from './case-list.query.js';
import { CaseListFilter } from './cases.dto.js';

const CASES = 1_000_000;
const TODAY = '2026-06-01';

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  Plans?: PlanNode[];
}

describe(`the list of cases at ${CASES} cases`, () => {
  let product: Product;
  let firm: Firm;
  let tenancy: Tenancy;

  beforeAll(async () => {
    product = await Product.start();
    firm = await Firm.make(product);
    await insertManyCases(product.owner, firm.accountId, CASES);
    tenancy = await product.get(Tenancy);
  }, 600_000);
  afterAll(() => product.close());

  const nodes = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodes)];

  const planOf = async (
    filter: Partial<CaseListFilter>,
  ): Promise<{ text: string; plan: PlanNode[] }> => {
    const query = buildCaseListQuery(
      firm.accountId,
      Object.assign(new CaseListFilter(), filter),
      TODAY,
    );
    const rows = await tenancy.inAccount(systemScope(firm.accountId), (tx) =>
      tx.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        `explain (analyze, format json) ${query.text}`,
        query.parameters,
      ),
    );
    return { text: query.text, plan: nodes(rows[0]!['QUERY PLAN'][0].Plan) };
  };

  const sorts = ['daysPastDue', 'number', 'amount', 'client', 'nextOn'].flatMap((sort) => [
    sort,
    `-${sort}`,
  ]);
  const deepCursor: Record<string, unknown[]> = {
    daysPastDue: ['2026-01-15', '80000000-0000-0000-0000-000000000000'],
    number: ['FV/500000/2026', '80000000-0000-0000-0000-000000000000'],
    amount: ['500000', '80000000-0000-0000-0000-000000000000'],
    client: ['Klient 30000', '80000000-0000-0000-0000-000000000000'],
    nextOn: ['2026-07-01', '80000000-0000-0000-0000-000000000000'],
  };
  const cursorOf = (sort: string) =>
    Buffer.from(JSON.stringify([sort, ...deepCursor[sort.replace('-', '')]!])).toString(
      'base64url',
    );

  it.each(
    sorts.flatMap(
      (sort) =>
        [
          [sort, 'first', undefined],
          [sort, 'deep', cursorOf(sort)],
        ] as const,
    ),
  )(
    'reads the %s page (%s) from an index, without offset or sorting',
    async (sort, _page, cursor) => {
      const { text, plan } = await planOf({ sort, ...(cursor === undefined ? {} : { cursor }) });
      const types = plan.map((node) => node['Node Type']);
      expect(text.toLowerCase()).not.toContain('offset');
      expect(types).not.toContain('Seq Scan');
      expect(types).not.toContain('Sort');
      const read = Math.max(...plan.map((node) => node['Actual Rows'] * node['Actual Loops']));
      expect(read).toBeLessThanOrEqual(101);
    },
  );

  it.each<[string, Partial<CaseListFilter>]>([
    ['a stage', { stage: 'demand' }],
    ['no stage yet', { stage: 'none' }],
    ['a client', { client: '9f3b0f5d-51b2-4b0f-8d4f-111111111111' }],
    ['an amount', { minAmount: '9999.00' }],
    ['days past due', { minDaysPastDue: 300 }],
    ['due dates', { dueFrom: '2026-01-01', dueTo: '2026-01-02' }],
    ['a currency', { currency: 'EUR' }],
    ['a next day', { nextUntil: '2026-06-02', sort: 'nextOn' }],
    ['a number typed in part', { q: '99999/2026' }],
    ['an address typed in part', { q: 'klient4711@' }],
  ])('filters by %s without a sequential scan', async (_name, filter) => {
    const { plan } = await planOf(filter);
    expect(plan.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
  });

  it('finds a text through its index, inside the function that filters the account', async () => {
    const rows = await tenancy.inAccount(systemScope(firm.accountId), (tx) =>
      tx.query<{ case_id: string }>('select case_id from search_cases($1)', ['%fv/4711/%']),
    );
    expect(rows).toHaveLength(1);
    const plan = await product.owner.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `explain (format json) select c.id from cases c where c.account_id = '${firm.accountId}' and c.search_text like '%fv/4711/%'`,
    );
    expect(JSON.stringify(plan.rows[0])).toContain('cases_search');
  });
});
