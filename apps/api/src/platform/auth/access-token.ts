/** What an access token says; anything else in it is not read. */
export interface AccessClaims {
  /** The user's id. */
  readonly sub: string;
  /** The session's id: ending the session ends its tokens. */
  readonly sid: string;
}

export const TOKEN_ISSUER = 'invoicetracker';
export const TOKEN_AUDIENCE = 'invoicetracker-api';
export const TOKEN_ALGORITHM = 'HS256';
/** Seconds an access token lives. */
export const TOKEN_SECONDS = 600;

/** The signed-in person, as guards and controllers see them. */
export interface SignedIn {
  readonly userId: string;
  readonly sessionId: string;
}
