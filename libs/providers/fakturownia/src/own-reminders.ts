import { ProviderError, type SwitchesOffOwnReminders } from '@invoicetracker/provider-kit';

import { failureOf } from './http/failure.js';

/** Fakturownia reminds every client of whom it is not told otherwise; the switch is a field of the client. */
export const ownReminders: SwitchesOffOwnReminders = {
  async switchOffOwnReminders(context, clientExternalId) {
    if (!/^\d{1,19}$/.test(clientExternalId)) {
      throw new ProviderError({
        actor: 'bug',
        code: 'reference-unknown',
        message: 'This is no reference to a Fakturownia client.',
      });
    }
    const response = await context.request({
      method: 'PUT',
      path: `/clients/${clientExternalId}.json`,
      body: { client: { disable_auto_reminders: true } },
    });
    if (response.status === 200) return;
    if (response.status === 404 || response.status === 422) {
      throw new ProviderError({
        actor: 'reject',
        code: 'change-refused',
        message: 'Fakturownia does not change this client.',
        status: response.status,
      });
    }
    throw failureOf(response);
  },
};
