import type { CredentialField } from './credentials.js';
import type { RequestLimits } from './request-limits.js';

/** What is known about a provider before anybody connects to it. */
export interface ProviderDescription {
  /** as in addresses, settings and features: `infakt` */
  readonly name: string;
  /** as its vendor writes it: `inFakt` */
  readonly title: string;
  /** ISO 3166-1 alpha-2 of the country whose firms use it */
  readonly country: string;
  readonly credentials: readonly CredentialField[];
  /** The vendor's own page that says where the key is found. */
  readonly helpUrl: string;
  /** Where its API lives unless the operator says otherwise; `{name}` stands for a credential (see `ProviderAccess`). */
  readonly baseUrl: string;
  readonly limits: RequestLimits;
  /** Whether the vendor documents those limits, or they are our careful guess. */
  readonly areLimitsDocumented: boolean;
  /**
   * false: it has documents as they were issued and never hears of a payment, so reading one again proves nothing about
   * what is owed. Left out: it knows.
   */
  readonly learnsOfPayments?: false;
}
