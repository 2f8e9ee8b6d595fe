/**
 * The frame and the list of cases, the first that somebody at work sees. One module leads to both, because the bundler
 * writes a file of its own for each module that is loaded later, were it only a line.
 */
export { default as AppShell } from './features/shell/views/AppShell.vue';
export { default as CaseListView } from './features/cases/views/CaseListView.vue';
