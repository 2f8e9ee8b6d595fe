export { default as shared } from '../shared/i18n/locales/de.json';
export { default as identity } from '../features/identity/locales/de.json';
export { default as shell } from '../features/shell/locales/de.json';
export { default as cases } from '../features/cases/locales/de.json';
