import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';

import type { SignedIn } from '../../../platform/auth/access-token.js';
import { CurrentUser } from '../../../platform/auth/request-parameters.js';
import { MeBody, MeView } from '../identity.dto.js';
import { MeQuery } from './me.query.js';

@ApiTags('identity')
@ApiBearerAuth()
@Controller('me')
export class MeController {
  constructor(private readonly me: MeQuery) {}

  /** The signed-in person and the accounts they belong to. */
  @Get()
  show(@CurrentUser() user: SignedIn): Promise<MeView> {
    return this.me.show(user);
  }

  /** Changes the person's own name, language or time zone. */
  @Patch()
  change(@CurrentUser() user: SignedIn, @Body() body: MeBody): Promise<MeView> {
    return this.me.change(user, body);
  }
}
