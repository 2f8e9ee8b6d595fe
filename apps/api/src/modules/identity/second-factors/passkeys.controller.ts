import { Body, Controller, Delete, HttpCode, Param, Patch, Post, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '#describe';

import { type PersonRequest, SessionAnswer } from '../sessions/session-answer.js';
import { ChangePasskey } from './change-passkey.js';
import { PasskeyCheck } from './passkey-check.js';
import {
  NewPasskeyBody,
  PasskeyAnswerBody,
  PasskeyNameBody,
  PasskeyOptionsView,
  PasskeyParams,
  PasskeyQuestionView,
} from './passkeys.dto.js';
import { RegisterPasskey } from './register-passkey.js';
import { FirstRecoveryCodesView } from './second-factors.dto.js';
import { StepUpView } from './step-up.dto.js';
import { StepUp } from './step-up.js';

@ApiTags('identity')
@ApiBearerAuth()
@Controller('me')
export class PasskeysController {
  constructor(
    private readonly register: RegisterPasskey,
    private readonly change: ChangePasskey,
    private readonly check: PasskeyCheck,
    private readonly stepUp: StepUp,
    private readonly answer: SessionAnswer,
  ) {}

  /** What the browser needs to make a passkey for this person. */
  @Post('passkeys/options')
  @HttpCode(200)
  async options(@Req() request: PersonRequest): Promise<PasskeyOptionsView> {
    return { options: await this.register.options(this.answer.personOf(request)) };
  }

  /** Sets a passkey up; the first second factor comes with recovery codes. */
  @Post('passkeys')
  async add(
    @Req() request: PersonRequest,
    @Body() { name, credential }: NewPasskeyBody,
  ): Promise<FirstRecoveryCodesView> {
    const person = this.answer.personOf(request);
    return { recoveryCodes: await this.register.execute(person, name, credential) };
  }

  /** Gives a passkey another name. */
  @Patch('passkeys/:passkeyId')
  @HttpCode(204)
  rename(
    @Req() request: PersonRequest,
    @Param() { passkeyId }: PasskeyParams,
    @Body() { name }: PasskeyNameBody,
  ): Promise<void> {
    return this.change.rename(this.answer.personOf(request), passkeyId, name);
  }

  /** Removes a passkey. */
  @Delete('passkeys/:passkeyId')
  @HttpCode(204)
  remove(@Req() request: PersonRequest, @Param() { passkeyId }: PasskeyParams): Promise<void> {
    return this.change.remove(this.answer.personOf(request), passkeyId);
  }

  /** Asks for a passkey, to prove once more who sits there. */
  @Post('step-up/passkey/options')
  @HttpCode(200)
  ask(@Req() request: PersonRequest): Promise<PasskeyQuestionView> {
    return this.check.ask('passkey-step-up', request.user.userId);
  }

  /** Proves once more who sits there, with a passkey. */
  @Post('step-up/passkey')
  @HttpCode(200)
  async prove(
    @Req() request: PersonRequest,
    @Body() { ticket, credential }: PasskeyAnswerBody,
  ): Promise<StepUpView> {
    const person = this.answer.personOf(request);
    const until = await this.stepUp.withPasskey(person, ticket, credential);
    return { verifiedUntil: until.toISOString() };
  }
}
