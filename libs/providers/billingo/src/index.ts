export { billingo } from './capabilities.js';
