import { Body, Get, Put } from '@nestjs/common';

import { InAccount } from '../../../platform/auth/in-account.js';
import { Scope } from '../../../platform/auth/request-parameters.js';
import type { AccountScope } from '../../../platform/tenancy/account-scope.js';
import { FeatureList } from './features.dto.js';
import { SwitchFeatures } from './switch-features.js';

@InAccount('features', 'accounts')
export class FeaturesController {
  constructor(private readonly features: SwitchFeatures) {}

  /** What the account uses of the product. */
  @Get()
  list(@Scope() scope: AccountScope): Promise<FeatureList> {
    return this.features.list(scope);
  }

  /** Switches features; from the next request on what is off is not there. */
  @Put()
  change(@Scope() scope: AccountScope, @Body() body: FeatureList): Promise<FeatureList> {
    return this.features.execute(scope, body.items);
  }
}
