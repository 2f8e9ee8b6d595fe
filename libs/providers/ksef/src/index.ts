export { ksef } from './capabilities.js';
