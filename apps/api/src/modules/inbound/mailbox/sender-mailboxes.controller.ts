import { Get } from '@nestjs/common';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { SenderMailboxList } from './mailbox.dto.js';
import { SenderMailboxesQuery } from './sender-mailboxes.query.js';

@InAccount('mailboxes', 'inbound')
export class SenderMailboxesController {
  constructor(private readonly mailboxes: SenderMailboxesQuery) {}

  /** For each sender whether answers to it are read, and how that goes. */
  @Get()
  list(@Scope() scope: AccountScope): Promise<SenderMailboxList> {
    return this.mailboxes.list(scope);
  }
}
