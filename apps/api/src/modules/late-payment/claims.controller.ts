import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '#describe';

import { ClaimBody, ClaimResult } from './claims.dto.js';
import { RatesReader } from './contract/rates-reader.js';
import { workOutClaim } from './work-out-claim.js';

@ApiTags('late-payment')
@ApiBearerAuth()
@Controller('late-payment/claims')
export class ClaimsController {
  constructor(private readonly rates: RatesReader) {}

  /** Works out interest, compensation and total of a late payment, with the law behind each figure. Nothing is kept. */
  @Post()
  @HttpCode(200)
  async calculate(@Body() body: ClaimBody): Promise<ClaimResult> {
    return workOutClaim(body, await this.rates.inForce());
  }
}
