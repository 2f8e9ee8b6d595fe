import { Matches } from 'class-validator';

export class TotpCodeBody {
  /** Six digits, as the app shows them. */
  @Matches(/^\d{6}$/, { message: 'must be six digits' })
  code: string;
}

export class TotpSetupView {
  /** The seed in base32, for typing where no QR code can be read. */
  secret: string;
  /** What the QR code says. */
  otpauthUrl: string;
}

export class FirstRecoveryCodesView {
  /** With somebody's first second factor; null when there are codes already. */
  recoveryCodes: string[] | null;
}

export class RecoveryCodesView {
  recoveryCodes: string[];
}

export class TotpView {
  isOn: boolean;
  since: string | null;
}

export class PasskeyView {
  id: string;
  name: string;
  createdAt: string;
  lastUsedAt: string | null;
}

export class SecondFactorView {
  totp: TotpView;
  passkeys: PasskeyView[];
  recoveryCodesLeft: number;
  /** An account or the installation lets this person in only with a second factor. */
  isRequired: boolean;
}
