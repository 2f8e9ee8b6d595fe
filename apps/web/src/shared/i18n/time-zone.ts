import { ref } from 'vue';

/** The time zone of the account shown: every clock on the screen is the account's, not the browser's. */
export const shownTimeZone = ref('Europe/Warsaw');
