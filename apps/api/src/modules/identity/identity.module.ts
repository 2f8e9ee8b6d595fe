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
  TOKEN_TYPE,
} from '../../platform/auth/access-token.js';
import { AccessTokenStrategy } from '../../platform/auth/access-token.strategy.js';
import { TokenKeys } from '../../platform/auth/token-keys.js';
import { EgressPolicy } from '../../platform/egress/egress-policy.js';
import { Sealer } from '../../platform/sealing/sealer.js';
import { AdminUsersController } from './admin-users/admin-users.controller.js';
import { AdminUsersQuery } from './admin-users/admin-users.query.js';
import { ChangePerson } from './admin-users/change-person.js';
import { CreateUser } from './create-user.js';
import { EndSession } from './end-session.js';
import { AcceptInvitation } from './invitations/accept-invitation.js';
import { InvitationAnswersController } from './invitations/invitation-answers.controller.js';
import { ChangePassword } from './passwords/change-password.js';
import { ForgotPassword } from './passwords/forgot-password.js';
import { FinishOidc } from './oidc/finish-oidc.js';
import { OidcAttemptCookie } from './oidc/oidc-attempt.js';
import { OidcClient } from './oidc/oidc-client.js';
import { OidcController } from './oidc/oidc.controller.js';
import { PasswordCheck } from './passwords/password-check.js';
import { PasswordsController } from './passwords/passwords.controller.js';
import { ResetPassword } from './passwords/reset-password.js';
import { ChangeEmail } from './profile/change-email.js';
import { MeController } from './profile/me.controller.js';
import { MeQuery } from './profile/me.query.js';
import { RefreshSession } from './refresh-session.js';
import { ChangePasskey } from './second-factors/change-passkey.js';
import { ChangeTotp } from './second-factors/change-totp.js';
import { PasskeyCheck } from './second-factors/passkey-check.js';
import { PasskeySite } from './second-factors/passkey-site.js';
import { PasskeysController } from './second-factors/passkeys.controller.js';
import { RegisterPasskey } from './second-factors/register-passkey.js';
import { RenewRecoveryCodes } from './second-factors/renew-recovery-codes.js';
import { SecondFactorCheck } from './second-factors/second-factor-check.js';
import { SecondFactorQuery } from './second-factors/second-factor.query.js';
import { SecondFactorsController } from './second-factors/second-factors.controller.js';
import { StepUp } from './second-factors/step-up.js';
import { Totp } from './second-factors/totp.js';
import { SessionOpener } from './session-opener.js';
import { OwnSessions } from './sessions/own-sessions.js';
import { SessionAnswer } from './sessions/session-answer.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { AuthController } from './sign-in/auth.controller.js';
import { FinishSignIn } from './sign-in/finish-sign-in.js';
import { PasskeySignInController } from './sign-in/passkey-sign-in.controller.js';
import { SignInThrottle } from './sign-in/sign-in-throttle.js';
import { SignIn } from './sign-in/sign-in.js';
import { Tickets } from './sign-in/tickets.js';

@Module({
  imports: [
    PassportModule,
    JwtModule.registerAsync({
      inject: [SETTINGS],
      useFactory: (settings: Settings) => {
        const [keyid, secret] = new TokenKeys(settings.JWT_KEYS).newest;
        return {
          secret,
          signOptions: {
            algorithm: TOKEN_ALGORITHM,
            header: { alg: TOKEN_ALGORITHM, typ: TOKEN_TYPE },
            keyid,
            issuer: TOKEN_ISSUER,
            audience: TOKEN_AUDIENCE,
            expiresIn: TOKEN_SECONDS,
          },
        };
      },
    }),
  ],
  controllers: [
    AdminUsersController,
    AuthController,
    InvitationAnswersController,
    MeController,
    PasskeySignInController,
    PasskeysController,
    OidcController,
    PasswordsController,
    SecondFactorsController,
    SessionsController,
  ],
  providers: [
    AcceptInvitation,
    AccessTokenStrategy,
    AdminUsersQuery,
    ChangePerson,
    ChangeEmail,
    ChangePasskey,
    ChangePassword,
    ChangeTotp,
    CreateUser,
    EndSession,
    FinishOidc,
    FinishSignIn,
    ForgotPassword,
    MeQuery,
    OwnSessions,
    PasskeyCheck,
    PasswordCheck,
    RefreshSession,
    RegisterPasskey,
    RenewRecoveryCodes,
    ResetPassword,
    SecondFactorCheck,
    SecondFactorQuery,
    SessionOpener,
    SignIn,
    SignInThrottle,
    StepUp,
    Tickets,
    Totp,
    {
      provide: OidcClient,
      inject: [SETTINGS, EgressPolicy],
      useFactory: (settings: Settings, egress: EgressPolicy) => new OidcClient(settings, egress),
    },
    {
      provide: OidcAttemptCookie,
      inject: [SETTINGS, Sealer],
      useFactory: (settings: Settings, sealer: Sealer) =>
        new OidcAttemptCookie(settings.PUBLIC_URL, sealer),
    },
    {
      provide: TokenKeys,
      inject: [SETTINGS],
      useFactory: (settings: Settings) => new TokenKeys(settings.JWT_KEYS),
    },
    {
      provide: PasskeySite,
      inject: [SETTINGS],
      useFactory: (settings: Settings) => new PasskeySite(settings.PUBLIC_URL),
    },
    {
      provide: SessionAnswer,
      inject: [SETTINGS],
      useFactory: (settings: Settings) => new SessionAnswer(settings.PUBLIC_URL),
    },
  ],
  exports: [CreateUser],
})
export class IdentityModule {}
