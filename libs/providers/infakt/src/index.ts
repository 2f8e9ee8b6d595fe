export { infakt } from './capabilities.js';
export { INFAKT_API_URL, infaktHeaders } from './config.js';
export { normaliseTaxNumber } from './tax-number.js';
