export { infakt } from './capabilities.js';
