import { computed, ref, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRoute } from 'vue-router';
import type { ByHandOutcome } from '../../shared/api/schemas.js';
import { useResource } from '../../shared/composables/use-resource.js';
import { toastDone } from '../../shared/ui/toasts.js';

export const STATES = ['to_do', 'done', 'cancelled'] as const;
export type ListState = (typeof STATES)[number];

interface ListQuery {
  readonly state: ListState;
  readonly limit: number;
  readonly mine?: 'true';
  readonly case?: string;
  readonly cursor?: string;
}

interface Page<Row> {
  readonly items: Row[];
  readonly nextCursor: string | null;
}

const PAGE_ROWS = 50;

/** One of the two lists as the address describes it: its page, and what is chosen of it. */
export function useByHandList<Row extends { readonly id: string }>(
  read: (query: ListQuery, signal: AbortSignal) => Promise<Page<Row>>,
) {
  const { t } = useI18n();
  const route = useRoute();
  const cursors = ref<string[]>([]);
  const chosen = ref<string[]>([]);

  const state = computed(
    (): ListState => STATES.find((one) => one === route.query['state']) ?? 'to_do',
  );
  const isMine = computed(() => route.query['mine'] === 'true');
  const caseId = computed(() => {
    const asked = route.query['case'];
    return typeof asked === 'string' ? asked : null;
  });
  watch([state, isMine, caseId], () => (cursors.value = []));

  const page = useResource(
    () => [state.value, isMine.value, caseId.value, cursors.value.at(-1)].join(' '),
    (_, signal) => {
      chosen.value = [];
      const cursor = cursors.value.at(-1);
      return read(
        {
          state: state.value,
          limit: PAGE_ROWS,
          ...(isMine.value && { mine: 'true' as const }),
          ...(caseId.value && { case: caseId.value }),
          ...(cursor && { cursor }),
        },
        signal,
      );
    },
  );

  /** Says how many were done, and why the others were not. */
  async function tell(outcomes: readonly ByHandOutcome[], doneKey: string): Promise<void> {
    const done = outcomes.filter(({ isDone }) => isDone).length;
    const reasons = [...new Set(outcomes.flatMap(({ reason }) => (reason ? [reason] : [])))];
    const why = reasons.map((reason) => t(`by-hand.whyNot.${reason}`)).join(' ');
    toastDone([t(doneKey, { n: done }, done), why].join(' ').trim());
    await page.reload();
  }

  return { state, isMine, caseId, page, cursors, chosen, tell };
}
