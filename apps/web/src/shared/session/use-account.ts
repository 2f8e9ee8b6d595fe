import { computed } from 'vue';
import { useRoute } from 'vue-router';
import type { MembershipView } from '../api/schemas.js';
import { currentUser } from './current-user.js';

export const membershipOf = (accountId: string): MembershipView | undefined =>
  currentUser.value?.memberships.find((membership) => membership.accountId === accountId);

/** The account in the address, and what this person may do in it. */
export function useAccount() {
  const route = useRoute();
  // Kept while the screen is being left: its last requests still belong to the account it showed.
  const accountId = String(route.params['accountId'] ?? '');
  const membership = computed(() => membershipOf(accountId));
  return {
    accountId,
    membership,
    /** Runs syncs, holds and releases cases, handles notices. */
    isWorker: computed(() => ['admin', 'accountant'].includes(membership.value?.role ?? '')),
    /** Changes the settings of the account. */
    isAdmin: computed(() => membership.value?.role === 'admin'),
  };
}
