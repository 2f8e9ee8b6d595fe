export { fakturownia } from './capabilities.js';
