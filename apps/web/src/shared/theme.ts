import { ref, type Ref } from 'vue';
import { readPreference, writePreference } from './preferences.js';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const isTheme = (value: unknown): value is Theme => THEMES.includes(value as Theme);

const stored = readPreference('theme');
export const theme: Ref<Theme> = ref(isTheme(stored) ? stored : 'system');

export function applyTheme(): void {
  const root = document.documentElement;
  if (theme.value === 'system') root.removeAttribute('data-theme');
  else root.setAttribute('data-theme', theme.value);
}

export function chooseTheme(choice: Theme): void {
  theme.value = choice;
  writePreference('theme', choice);
  applyTheme();
}
