import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '#describe';
import type { FastifyRequest } from 'fastify';

import { type PersonRequest, SessionAnswer } from '../sessions/session-answer.js';
import { ChangePassword } from './change-password.js';
import { ForgotPassword } from './forgot-password.js';
import { ChangePasswordBody, ForgotPasswordBody, ResetPasswordBody } from './passwords.dto.js';
import { ResetPassword } from './reset-password.js';

@ApiTags('identity')
@Controller()
export class PasswordsController {
  constructor(
    private readonly forgot: ForgotPassword,
    private readonly reset: ResetPassword,
    private readonly change: ChangePassword,
    private readonly answer: SessionAnswer,
  ) {}

  /** Mails a link to set another password, if somebody here has the address. The answer does not say. */
  @Post('auth/forgot-password')
  @HttpCode(202)
  forgotPassword(
    @Body() { email }: ForgotPasswordBody,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.forgot.execute(email, this.answer.originOf(request));
  }

  /** Sets another password with a mailed link. It signs nobody in. */
  @Post('auth/reset-password')
  @HttpCode(204)
  resetPassword(
    @Body() { token, newPassword }: ResetPasswordBody,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.reset.execute(token, newPassword, this.answer.originOf(request));
  }

  /** Changes the person's own password; every other session ends. */
  @ApiBearerAuth()
  @Post('me/password')
  @HttpCode(204)
  changePassword(@Body() body: ChangePasswordBody, @Req() request: PersonRequest): Promise<void> {
    const person = this.answer.personOf(request);
    return this.change.execute(person, body.currentPassword, body.newPassword);
  }
}
