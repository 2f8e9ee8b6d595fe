import type { Configuration } from 'openid-client';

import type { Settings } from '../../../config/env.js';
import type { EgressPolicy } from '../../../platform/egress/egress-policy.js';
import { NotFound } from '../../../platform/http/domain-error.js';

/** What a browser takes along to the identity provider and has to bring back. */
export interface OidcChallenge {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Who the identity provider says it is. Issuer and subject are the identity; the rest describes it. */
export interface OidcPerson {
  readonly issuer: string;
  readonly subject: string;
  /** Null unless the identity provider has verified it. */
  readonly verifiedEmail: string | null;
  readonly name: string | null;
}

const TIMEOUT_SECONDS = 10;

/** Speaks to the installation's identity provider: code flow with PKCE, state and nonce (RFC 9700, 2.1.1). */
export class OidcClient {
  private discovered: Configuration | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly egress: EgressPolicy,
  ) {}

  get isOn(): boolean {
    return this.settings.OIDC_ISSUER !== undefined;
  }

  /** @returns where the browser goes, and what it must bring back. @throws NotFound without single sign-on */
  async begin(): Promise<{ redirectUrl: string; challenge: OidcChallenge }> {
    const configuration = await this.configuration();
    const oidc = await library();
    const challenge = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
    };
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.redirectUri(),
      scope: 'openid email profile',
      state: challenge.state,
      nonce: challenge.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(challenge.verifier),
      code_challenge_method: 'S256',
    });
    return { redirectUrl: url.href, challenge };
  }

  /**
   * Exchanges what came back for a person; every check is the library's.
   *
   * @param query the callback's query as it arrived, `?` included
   * @throws whatever the library finds wrong: the caller refuses the sign-in
   */
  async finish(query: string, challenge: OidcChallenge): Promise<OidcPerson> {
    const configuration = await this.configuration();
    const oidc = await library();
    const tokens = await oidc.authorizationCodeGrant(
      configuration,
      new URL(`${this.redirectUri()}${query}`),
      {
        pkceCodeVerifier: challenge.verifier,
        expectedState: challenge.state,
        expectedNonce: challenge.nonce,
        idTokenExpected: true,
      },
    );
    const claims = tokens.claims()!;
    const described =
      claims['email'] === undefined &&
      configuration.serverMetadata().userinfo_endpoint !== undefined
        ? await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub)
        : claims;
    return {
      issuer: claims.iss,
      subject: claims.sub,
      verifiedEmail:
        described['email_verified'] === true && typeof described['email'] === 'string'
          ? described['email']
          : null,
      name: typeof described['name'] === 'string' ? described['name'] : null,
    };
  }

  private redirectUri(): string {
    return `${this.settings.PUBLIC_URL.replace(/\/$/, '')}/api/v1/auth/oidc/callback`;
  }

  /** Asks once; a failure is asked again at the next sign-in. */
  private async configuration(): Promise<Configuration> {
    const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = this.settings;
    if (OIDC_ISSUER === undefined || OIDC_CLIENT_ID === undefined)
      throw new NotFound('single sign-on');
    const oidc = await library();
    this.discovered ??= await oidc.discovery(
      new URL(OIDC_ISSUER),
      OIDC_CLIENT_ID,
      OIDC_CLIENT_SECRET,
      undefined,
      {
        timeout: TIMEOUT_SECONDS,
        execute: OIDC_ISSUER.startsWith('http:') ? [oidc.allowInsecureRequests] : [],
        [oidc.customFetch]: (url, options) => this.fetch(url, options as RequestInit),
      },
    );
    return this.discovered;
  }

  /** Every address the identity provider names goes through the one egress policy. */
  private async fetch(address: string, options: RequestInit): Promise<Response> {
    const url = new URL(address);
    const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
    await this.egress.check(url.hostname, port);
    return fetch(url, { ...options, redirect: 'error' });
  }
}

/** Loaded with the first sign-in through it: most installations have no identity provider. */
function library() {
  return import('openid-client');
}
