export { AppShell, CaseListView } from './screens.js';
export { default as shell } from '../features/shell/locales/de.json';
export { default as cases } from '../features/cases/locales/de.json';
