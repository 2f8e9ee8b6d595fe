import { ProviderError, type SwitchesOffOwnReminders } from '@invoicetracker/provider-kit';
import { XMLBuilder } from 'fast-xml-parser';

import { failureOf } from './http/failure.js';
import { statusCodeOf } from './http/status-code.js';

const xml = new XMLBuilder({ format: false });

/** wFirma reminds the contractors that have `remind` set; an edit changes the fields it names and no others. */
export const ownReminders: SwitchesOffOwnReminders = {
  async switchOffOwnReminders(context, clientExternalId) {
    if (!/^[1-9]\d{0,18}$/.test(clientExternalId)) {
      throw new ProviderError({
        actor: 'bug',
        code: 'reference-unknown',
        message: 'This is no reference to a wFirma contractor.',
      });
    }
    const response = await context.request({
      method: 'POST',
      path: `/contractors/edit/${clientExternalId}`,
      headers: { 'content-type': 'application/xml' },
      body: xml.build({ api: { contractors: { contractor: { remind: 0 } } } }),
    });
    const code = statusCodeOf(response.body);
    if (code === 'OK') return;
    if (code === 'ERROR' || code === 'NOT FOUND') {
      throw new ProviderError({
        actor: 'reject',
        code: 'change-refused',
        message: 'wFirma does not change this contractor.',
      });
    }
    throw failureOf(response);
  },
};
