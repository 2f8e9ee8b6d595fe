import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';

import type { Settings } from '../../config/env.js';
import { SETTINGS } from '../../config/settings.token.js';
import {
  TOKEN_ALGORITHM,
  TOKEN_AUDIENCE,
  TOKEN_ISSUER,
  TOKEN_SECONDS,
} from '../../platform/auth/access-token.js';
import { AccessTokenStrategy } from '../../platform/auth/access-token.strategy.js';
import { AuthController } from './auth.controller.js';
import { CreateUser } from './create-user.js';
import { EndSession } from './end-session.js';
import { AcceptInvitation } from './invitations/accept-invitation.js';
import { InvitationAnswersController } from './invitations/invitation-answers.controller.js';
import { MeQuery } from './me.query.js';
import { RefreshCookie } from './refresh-cookie.js';
import { RefreshSession } from './refresh-session.js';
import { SessionOpener } from './session-opener.js';
import { SignIn } from './sign-in.js';

@Module({
  imports: [
    PassportModule,
    JwtModule.registerAsync({
      inject: [SETTINGS],
      useFactory: (settings: Settings) => ({
        secret: Buffer.from(settings.JWT_SECRET, 'base64'),
        signOptions: {
          algorithm: TOKEN_ALGORITHM,
          issuer: TOKEN_ISSUER,
          audience: TOKEN_AUDIENCE,
          expiresIn: TOKEN_SECONDS,
        },
      }),
    }),
  ],
  controllers: [AuthController, InvitationAnswersController],
  providers: [
    AcceptInvitation,
    AccessTokenStrategy,
    CreateUser,
    EndSession,
    MeQuery,
    RefreshSession,
    SessionOpener,
    SignIn,
    {
      provide: RefreshCookie,
      inject: [SETTINGS],
      useFactory: (settings: Settings) => new RefreshCookie(settings.PUBLIC_URL),
    },
  ],
  exports: [CreateUser],
})
export class IdentityModule {}
