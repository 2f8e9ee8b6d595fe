export { infakt } from './capabilities.js';
export { normaliseTaxNumber } from './tax-number.js';
