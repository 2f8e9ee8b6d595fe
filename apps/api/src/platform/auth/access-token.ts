/** What an access token says; anything else in it is not read. */
export interface AccessClaims {
  /** The user's id. */
  readonly sub: string;
  /** The session's id: ending the session ends its tokens. */
  readonly sid: string;
  /** Issued, valid from and until, in seconds since 1970. */
  readonly iat: number;
  readonly nbf: number;
  readonly exp: number;
}

export const TOKEN_ISSUER = 'invoicetracker';
export const TOKEN_AUDIENCE = 'invoicetracker-api';
export const TOKEN_ALGORITHM = 'HS256';
/** RFC 9068: no token that was made for something else can be taken for an access token. */
export const TOKEN_TYPE = 'at+jwt';
/** Seconds an access token lives. */
export const TOKEN_SECONDS = 600;

/** The signed-in person, as guards and controllers see them. */
export interface SignedIn {
  readonly userId: string;
  readonly sessionId: string;
}
