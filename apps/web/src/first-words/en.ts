export { default as shared } from '../shared/i18n/locales/en.json';
export { default as identity } from '../features/identity/locales/en.json';
