/** The site passkeys belong to, as WebAuthn names it. A passkey made for it signs for no other. */
export class PasskeySite {
  /** The relying party's id: the host people type. */
  readonly rpId: string;
  /** Where the page must come from. */
  readonly origin: string;

  constructor(publicUrl: string) {
    const url = new URL(publicUrl);
    this.rpId = url.hostname;
    this.origin = url.origin;
  }
}
