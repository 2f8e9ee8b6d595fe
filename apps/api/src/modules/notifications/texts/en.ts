import type { NoticeText } from './notice-text.js';
import type { StageKey } from './stage-keys.js';

export const ENGLISH: Record<StageKey, NoticeText> = {
  'reminder-before-due': {
    subject: 'Due date reminder: {{ invoice_numbers }}',
    body: `{{ client.name }}

Dear Sir or Madam,

This is a friendly reminder of the due date of {% if invoice_count == "1" %}this invoice{% else %}these invoices{% endif %}:

{{ invoice_list }}

Please transfer {{ total_open }}:

{{ payment_details }}

If you have already arranged the payment, please ignore this message. If you have a question or the invoice has not reached you, please let us know.

Kind regards

{{ signature }}`,
  },
  'overdue-notice': {
    subject: 'Overdue: {{ invoice_numbers }}, {{ total_open }}',
    body: `{{ client.name }}

Dear Sir or Madam,

As of {{ today }} we have not received payment for {% if invoice_count == "1" %}this invoice{% else %}these invoices{% endif %}:

{{ invoice_list }}

Please pay {{ total_open }}, or tell us when we can expect it:

{{ payment_details }}

If something is wrong with the invoice, or it has not reached you, please let us know. We will gladly send a copy.

If you have already paid, thank you, and please ignore this message.

Kind regards

{{ signature }}`,
  },
  demand: {
    subject: 'Payment demand: {{ invoice_numbers }}, {{ total_open }}',
    body: `{{ client.name }}

Dear Sir or Madam,

{% if invoice_count == "1" %}The following invoice remains unpaid after its due date{% else %}The following invoices remain unpaid after their due dates{% endif %}:

{{ invoice_list }}

We ask you to pay {{ total_open }} by {{ deadline }}:

{{ payment_details }}

{{ legal_line }}

If you dispute the claim, please give us the reason before that date.

If you have already paid, please disregard this demand and send us the confirmation of the transfer.

Yours faithfully

{{ signature }}`,
  },
  'hand-over-notice': {
    subject: 'Notice of intended hand-over: {{ invoice_numbers }}, {{ total_open }}',
    body: `{{ client.name }}

Dear Sir or Madam,

Our earlier letters have brought no payment. {% if invoice_count == "1" %}This invoice is still open{% else %}These invoices are still open{% endif %}:

{{ invoice_list }}

We expect {{ total_open }} by {{ deadline }} at the latest:

{{ payment_details }}

If the payment does not arrive by then, we will hand the matter over to a debt collector. This may cause further costs for you.

{{ legal_line }}

If you cannot pay in full, please send us a written proposal for instalments before that date.

If you have already paid, please disregard this letter and send us the confirmation of the transfer.

Yours faithfully

{{ signature }}`,
  },
  'hand-over': {
    subject: 'Ready for the collector: {{ client.name }}, {{ invoice_numbers }}',
    body: `All reminders to {{ client.name }} have been sent. The case is ready to be handed over to the collector.

Client: {{ client.name }}
Tax number: {{ client.tax_number | default: "none" }}
Address: {{ client.address | default: "none" }}

{% if invoice_count == "1" %}Unpaid invoice{% else %}Unpaid invoices{% endif %}:

{{ invoice_list }}

Total to be paid: {{ total_open }}. The client was asked to pay to:

{{ payment_details }}

Please check for a payment once more before the hand-over. The client has not received this message.`,
  },
  statement: {
    subject: 'Statement of open invoices: {{ invoice_numbers }}',
    body: `{{ client.name }}

Dear Sir or Madam,

While putting our accounts in order, we are sending you {% if invoice_count == "1" %}the invoice that is{% else %}the invoices that are{% endif %} open with us as of {{ today }}:

{{ invoice_list }}

In all: {{ total_open }}. To be paid to:

{{ payment_details }}

Please compare this with your own records. If an item is unclear, has not reached you or stands differently in your books, please let us know.

If you have already paid, thank you, and please ignore this message.

Kind regards

{{ signature }}`,
  },
};
