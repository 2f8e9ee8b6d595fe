export { AppShell, CaseListView } from './screens.js';
export { default as shell } from '../features/shell/locales/en.json';
export { default as cases } from '../features/cases/locales/en.json';
