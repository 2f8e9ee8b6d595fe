export * from './records.js';
export * from './page.js';
export * from './provider.js';
export * from './provider-error.js';
export * from './email-addresses.js';
export * from './http/transport-options.js';
export { createHttpTransport } from './http/http-transport.js';
