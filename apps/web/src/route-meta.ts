import 'vue-router';
import type { Area } from './shared/i18n/i18n.js';

declare module 'vue-router' {
  interface RouteMeta {
    /** Shown to people who have not signed in. */
    isPublic?: boolean;
    /** The words this screen needs beside the shared ones. */
    areas?: readonly Area[];
    /** The key of the page's title. */
    title?: string;
    /** Only for admins of the account; others see why they cannot come in. */
    isForAdmins?: boolean;
  }
}
