/**
 * The frame and the list of cases, the first that somebody at work sees. They come in one file with their words, a file
 * for each language beside this one, because every file more is a trip to the server more.
 */
export { default as AppShell } from '../features/shell/views/AppShell.vue';
export { default as CaseListView } from '../features/cases/views/CaseListView.vue';
