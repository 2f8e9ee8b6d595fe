import { ApiProperty } from '#describe';

import { type ProviderName, PROVIDERS } from '../../../config/provider-names.js';

export class CredentialFieldView {
  /** The name to send it under. */
  name: string;
  /** Typed into a field that hides it, and never shown again. */
  isSecret: boolean;
  /** A regular expression that the whole value matches. */
  pattern: string;
  /** What one looks like. */
  example: string | null;
}

export class ProviderView {
  @ApiProperty({ enum: PROVIDERS })
  name: ProviderName;
  /** As its vendor writes it. */
  title: string;
  /** ISO 3166-1 alpha-2 of the country whose firms use it. */
  country: string;
  credentials: CredentialFieldView[];
  /** The vendor's page that says where the key is found. */
  helpUrl: string;
  /** False: this account has it switched off. */
  isOn: boolean;
}

export class ProviderList {
  items: ProviderView[];
}
