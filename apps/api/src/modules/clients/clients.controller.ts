import { Get, Query } from '@nestjs/common';

import { Scope } from '../../platform/auth/request-parameters.js';
import { InAccount } from '../../platform/auth/in-account.js';
import type { AccountScope } from '../../platform/tenancy/account-scope.js';
import { ClientOptionsQuery } from './client-options.query.js';
import { ClientOptions, ClientPickerFilter } from './clients.dto.js';

@InAccount('clients', 'clients')
export class ClientsController {
  constructor(private readonly options: ClientOptionsQuery) {}

  /** The first clients whose name, tax number or address matches, for choosing one. */
  @Get()
  find(@Scope() scope: AccountScope, @Query() filter: ClientPickerFilter): Promise<ClientOptions> {
    return this.options.find(scope, filter.q ?? '');
  }
}
