import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '#describe';

import type { SignedIn } from '../../../platform/auth/access-token.js';
import { CurrentUser } from '../../../platform/auth/request-parameters.js';
import { OwnSessions } from './own-sessions.js';
import { SessionEntry, SessionParams } from './sessions.dto.js';

@ApiTags('identity')
@ApiBearerAuth()
@Controller('me/sessions')
export class SessionsController {
  constructor(private readonly sessions: OwnSessions) {}

  /** Where the person is signed in. */
  @Get()
  list(@CurrentUser() user: SignedIn): Promise<SessionEntry[]> {
    return this.sessions.list(user);
  }

  /** Signs the person out of every other session. */
  @Delete()
  @HttpCode(204)
  endOthers(@CurrentUser() user: SignedIn): Promise<void> {
    return this.sessions.endOthers(user);
  }

  /** Ends one session; its access token is refused from the next request on. */
  @Delete(':sessionId')
  @HttpCode(204)
  end(@CurrentUser() user: SignedIn, @Param() { sessionId }: SessionParams): Promise<void> {
    return this.sessions.end(user, sessionId);
  }
}
