import { Injectable } from '@nestjs/common';

import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { FetchInvoiceDocuments } from '../../providers/contract/fetch-invoice-documents.js';
import { MOST_INVOICE_PDFS } from './invoice-pdfs.js';

/** Sees to it, before a notice is frozen, that the invoices it takes along are there. */
@Injectable()
export class FetchInvoicePdfs {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly documents: FetchInvoiceDocuments,
  ) {}

  /**
   * @param mostAttempts a letter that waits is asked for again so often; then it leaves without, and says so
   * @returns `awaited` when it is worth coming back
   */
  async execute(
    scope: AccountScope,
    noticeId: string,
    mostAttempts: number,
    signal?: AbortSignal,
  ): Promise<'settled' | 'awaited'> {
    const wanted = await this.tenancy.inAccountOnce<{ id: string }>(scope, WANTED, [
      scope.accountId,
      noticeId,
      MOST_INVOICE_PDFS,
    ]);
    if (wanted.length === 0) return 'settled';
    const ids = wanted.map(({ id }) => id);
    return this.documents.execute(scope, noticeId, ids, mostAttempts, signal);
  }
}

/** As `wantedAttachments`: what the plan of one case wants, the letter takes along for all. */
const WANTED = `
  with given as materialized (
    select c.invoice_id, s.attachments
      from notices n
      join notice_cases k on k.account_id = n.account_id and k.notice_id = n.id and k.outcome <> 'dropped'
      join cases c on c.account_id = k.account_id and c.id = k.case_id
      left join stages s on s.account_id = c.account_id and s.policy_id = c.policy_id and s.version = c.policy_version and s.key = n.stage_key
     where n.account_id = $1 and n.id = $2
  )
  select i.id from given g join invoices i on i.account_id = $1 and i.id = g.invoice_id
   where exists (select 1 from given w where 'invoice-pdf' = any (w.attachments)) and i.connection_id is not null and i.removed_on is null
   order by i.due_on, i.number, i.id limit $3`;
