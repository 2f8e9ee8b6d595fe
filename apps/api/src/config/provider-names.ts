/** Every provider this product connects to; each is also a feature that an account can switch off. */
export const PROVIDERS = ['infakt', 'billingo', 'wfirma', 'fakturownia', 'ksef'] as const;
export type ProviderName = (typeof PROVIDERS)[number];
