import { useI18n } from 'vue-i18n';

/** The name of a table of rates in the language shown; one that this version does not know by the name it came with. */
export function useTableWords(): (table: string, name?: string) => string {
  const { t, te } = useI18n();
  return (table, name = table) =>
    te(`claims.tables.${table}`) ? t(`claims.tables.${table}`) : name;
}
