export { default as shared } from '../shared/i18n/locales/de.json';
export { default as identity } from '../features/identity/locales/de.json';
