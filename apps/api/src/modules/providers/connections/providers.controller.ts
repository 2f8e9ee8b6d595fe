import { Get } from '@nestjs/common';

import { PROVIDERS } from '../../../config/provider-names.js';
import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { Tenancy } from '../../../platform/tenancy/tenancy.js';
import { CONNECTORS } from '../provider-registry.js';
import type { ProviderList } from './providers.dto.js';

@InAccount('providers', 'providers')
export class ProvidersController {
  constructor(private readonly tenancy: Tenancy) {}

  /** The invoicing systems that can be connected, and what each asks for. */
  @Get()
  async list(@Scope() scope: AccountScope): Promise<ProviderList> {
    const off = await this.tenancy.inAccount(scope, (tx) =>
      tx.query<{ feature: string }>(
        'select feature from account_features where account_id = $1 and not is_on',
        [scope.accountId],
      ),
    );
    const isOff = new Set(off.map(({ feature }) => feature));
    return {
      items: PROVIDERS.map((name) => {
        const { title, country, credentials, helpUrl } = CONNECTORS[name].description;
        return {
          name,
          title,
          country,
          credentials: credentials.map((field) => ({ ...field, example: field.example ?? null })),
          helpUrl,
          isOn: !isOff.has(name),
        };
      }),
    };
  }
}
