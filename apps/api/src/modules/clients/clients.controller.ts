import { Get, Query } from '@nestjs/common';

import { Allow, Scope } from '../../platform/auth/account.guard.js';
import { InAccount } from '../../platform/auth/in-account.js';
import type { AccountScope } from '../../platform/tenancy/account-scope.js';
import { ClientOptionsQuery } from './client-options.query.js';
import { ClientOptions, ClientPickerFilter } from './clients.dto.js';

@InAccount('clients', 'clients')
export class ClientsController {
  constructor(private readonly options: ClientOptionsQuery) {}

  /** The first clients whose name, tax number or address matches, for choosing one. */
  @Get()
  @Allow('admin', 'accountant', 'viewer')
  find(@Scope() scope: AccountScope, @Query() filter: ClientPickerFilter): Promise<ClientOptions> {
    return this.options.find(scope, filter.q ?? '');
  }
}
