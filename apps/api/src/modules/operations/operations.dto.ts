export class HealthView {
  status: 'ok';
}

export class OidcButton {
  /** What the button says. */
  name: string;
}

export class InstanceView {
  name: string;
  isDemo: boolean;
  mailCatcherUrl: string | null;
  docsUrl: string | null;
  /** Single sign-on, where the installation has it. */
  oidc: OidcButton | null;
  /** Whether the product can write to people: invitations and new passwords need it. */
  hasSystemMail: boolean;
}
