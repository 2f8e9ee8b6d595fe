import { useRoute } from 'vue-router';

/** Tells which main screen is open: a case belongs to the cases, a page of the settings to those. */
export function useActiveScreen(): (name: string) => boolean {
  const route = useRoute();
  return (name) => route.path.split('/')[3] === name;
}
