export { wfirma } from './capabilities.js';
