/**
 * Which modules travel together. Left to itself the bundler cuts the first screen into a dozen small
 * files; a visitor should fetch one for the sign-in and one more for the work.
 */
const START = [
  // the ground everything stands on
  /\/node_modules\/(@vue|vue|vue-router|vue-i18n|@intlify|openapi-fetch)\//,
  /\/libs\/api-client\//,
  /\/src\/(main|bootstrap|router|route-guard|route-meta|start-problem|App)\b/,
  /\/src\/features\/[a-z]+\/[a-z]+\.routes\.ts/,
  // the sign-in page and what it uses
  /\/src\/features\/identity\/(views\/SignInView|components\/(Entry|LanguageSelect|SecondFactor)|safe-next|use-sign-in)/,
  /\/src\/shared\/(api|session|preferences|theme)\b/,
  /\/src\/shared\/i18n\/[a-z0-9-]+\.ts/,
  /\/src\/shared\/composables\/use-action/,
  /\/src\/shared\/ui\/(AppIcon|icon-paths|FormField|ProblemState|AlonePage|BrandMark|NoteBox|ToastHost|toasts|use-problem-words|tokens|base|controls|theme)/,
];
/** Not for the sign-in, although they lie in those folders. */
const NOT_START = /\/(use-format|use-account|use-today|time-zone|stages)\.ts/;

/** The frame, the list of cases and the parts that every further screen uses. */
const WORK = [
  /\/libs\/money\//,
  /\/src\/work-screens\/screens/,
  /\/src\/features\/shell\/(views\/AppShell|components|navigation|use-active)/,
  /\/src\/features\/cases\/(views\/CaseListView|use-case-list|use-case-words|case-filters|what-next)/,
  /\/src\/features\/cases\/components\/(CaseTable|CaseCards|CaseList|CaseFilterChips|DaysPastDue|NextStep|SortHeader)/,
  /\/src\/shared\/(ui|composables|i18n|session|stages)/,
];
/** Parts that only some screens use, or that bring Element Plus along. */
const NOT_WORK =
  /\/(ElementLocale|element-theme|ModalDialog|ConfirmDialog|InstantText|SwitchLine|locales)/;

/** The name of the file a module goes into; null leaves it to the bundler. */
export function chunkOf(moduleId: string): string | null {
  const id = moduleId.replace(/\\/g, '/');
  if (START.some((test) => test.test(id)) && !NOT_START.test(id)) return 'start';
  if (WORK.some((test) => test.test(id)) && !NOT_WORK.test(id)) return 'work';
  return null;
}
