import { Body, Controller, Delete, Get, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '#describe';

import { type PersonRequest, SessionAnswer } from '../sessions/session-answer.js';
import { ChangeTotp } from './change-totp.js';
import { RenewRecoveryCodes } from './renew-recovery-codes.js';
import { SecondFactorQuery } from './second-factor.query.js';
import {
  FirstRecoveryCodesView,
  RecoveryCodesView,
  SecondFactorView,
  TotpCodeBody,
  TotpSetupView,
} from './second-factors.dto.js';
import { StepUpBody, StepUpView } from './step-up.dto.js';
import { StepUp } from './step-up.js';

@ApiTags('identity')
@ApiBearerAuth()
@Controller('me')
export class SecondFactorsController {
  constructor(
    private readonly query: SecondFactorQuery,
    private readonly totp: ChangeTotp,
    private readonly recoveryCodes: RenewRecoveryCodes,
    private readonly stepUp: StepUp,
    private readonly answer: SessionAnswer,
  ) {}

  /** What the person has set up besides the password. */
  @Get('second-factor')
  show(@Req() request: PersonRequest): Promise<SecondFactorView> {
    return this.query.show(request.user.userId);
  }

  /** Begins to set up an authenticator app. It counts once a code of it has been confirmed. */
  @Post('totp')
  @HttpCode(200)
  begin(@Req() request: PersonRequest): Promise<TotpSetupView> {
    return this.totp.begin(this.answer.personOf(request));
  }

  /** Confirms an authenticator app with a code of it. */
  @Post('totp/confirm')
  @HttpCode(200)
  async confirm(
    @Req() request: PersonRequest,
    @Body() body: TotpCodeBody,
  ): Promise<FirstRecoveryCodesView> {
    return { recoveryCodes: await this.totp.confirm(this.answer.personOf(request), body.code) };
  }

  /** Removes the authenticator app. */
  @Delete('totp')
  @HttpCode(204)
  remove(@Req() request: PersonRequest): Promise<void> {
    return this.totp.remove(this.answer.personOf(request));
  }

  /** Makes new recovery codes; the old ones end. */
  @Post('recovery-codes')
  @HttpCode(200)
  async renew(@Req() request: PersonRequest): Promise<RecoveryCodesView> {
    return { recoveryCodes: await this.recoveryCodes.execute(this.answer.personOf(request)) };
  }

  /** Proves once more who sits there: with a code for those who have a second factor, else with the password. */
  @Post('step-up')
  @HttpCode(200)
  async prove(@Req() request: PersonRequest, @Body() body: StepUpBody): Promise<StepUpView> {
    const until = await this.stepUp.execute(this.answer.personOf(request), body);
    return { verifiedUntil: until.toISOString() };
  }
}
