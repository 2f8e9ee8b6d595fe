export { default as shared } from '../shared/i18n/locales/en.json';
export { default as identity } from '../features/identity/locales/en.json';
export { default as shell } from '../features/shell/locales/en.json';
export { default as cases } from '../features/cases/locales/en.json';
