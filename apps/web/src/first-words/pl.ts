export { default as shared } from '../shared/i18n/locales/pl.json';
export { default as identity } from '../features/identity/locales/pl.json';
