export { default as shared } from '../shared/i18n/locales/hu.json';
export { default as identity } from '../features/identity/locales/hu.json';
