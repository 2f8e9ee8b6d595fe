import type { NoticeText } from './notice-text.js';
import type { StageKey } from './stage-keys.js';

export const GERMAN: Record<StageKey, NoticeText> = {
  'reminder-before-due': {
    subject: 'Erinnerung an den Zahlungstermin: {{ invoice_numbers }}',
    body: `{{ client.name }}

Sehr geehrte Damen und Herren,

wir erinnern Sie freundlich an den Zahlungstermin der folgenden {% if invoice_count == "1" %}Rechnung{% else %}Rechnungen{% endif %}:

{{ invoice_list }}

Bitte überweisen Sie {{ total_open }}:

{{ payment_details }}

Falls Sie die Zahlung bereits veranlasst haben, betrachten Sie diese Nachricht bitte als gegenstandslos. Bei Fragen, oder wenn Ihnen die Rechnung nicht vorliegt, geben Sie uns bitte kurz Bescheid.

Mit freundlichen Grüßen

{{ signature }}`,
  },
  'overdue-notice': {
    subject: 'Zahlungserinnerung: {{ invoice_numbers }}, {{ total_open }}',
    body: `{{ client.name }}

Sehr geehrte Damen und Herren,

bis zum {{ today }} konnten wir zu {% if invoice_count == "1" %}folgender Rechnung{% else %}folgenden Rechnungen{% endif %} keinen Zahlungseingang feststellen:

{{ invoice_list }}

Bitte überweisen Sie {{ total_open }} oder teilen Sie uns mit, wann wir mit der Zahlung rechnen können:

{{ payment_details }}

Falls die Rechnung Anlass zu Rückfragen gibt oder Ihnen nicht vorliegt, geben Sie uns bitte Bescheid. Gern senden wir Ihnen eine Kopie.

Falls Sie inzwischen gezahlt haben, danken wir Ihnen und bitten Sie, diese Nachricht als gegenstandslos zu betrachten.

Mit freundlichen Grüßen

{{ signature }}`,
  },
  demand: {
    subject: 'Mahnung: {{ invoice_numbers }}, {{ total_open }}',
    body: `{{ client.name }}

Sehr geehrte Damen und Herren,

{% if invoice_count == "1" %}folgende Rechnung ist{% else %}folgende Rechnungen sind{% endif %} trotz Fälligkeit noch offen:

{{ invoice_list }}

Wir fordern Sie auf, {{ total_open }} bis spätestens {{ deadline }} zu zahlen:

{{ payment_details }}

{{ legal_line }}

Falls Sie die Forderung bestreiten, nennen Sie uns bitte innerhalb dieser Frist den Grund.

Falls Sie inzwischen gezahlt haben, betrachten Sie diese Mahnung bitte als gegenstandslos und senden Sie uns den Zahlungsbeleg.

Mit freundlichen Grüßen

{{ signature }}`,
  },
  'hand-over-notice': {
    subject: 'Letzte Mahnung vor Übergabe an das Inkasso: {{ invoice_numbers }}, {{ total_open }}',
    body: `{{ client.name }}

Sehr geehrte Damen und Herren,

unsere bisherigen Mahnungen blieben ohne Zahlung. Weiterhin offen {% if invoice_count == "1" %}ist{% else %}sind{% endif %}:

{{ invoice_list }}

Wir erwarten {{ total_open }} bis spätestens {{ deadline }}:

{{ payment_details }}

Nach fruchtlosem Ablauf dieser Frist übergeben wir die Angelegenheit an ein Inkassounternehmen. Dadurch können weitere Kosten auf Sie zukommen.

{{ legal_line }}

Falls Sie nicht den vollen Betrag zahlen können, senden Sie uns bitte vor Ablauf der Frist einen schriftlichen Vorschlag zur Ratenzahlung.

Falls Sie inzwischen gezahlt haben, betrachten Sie dieses Schreiben bitte als gegenstandslos und senden Sie uns den Zahlungsbeleg.

Mit freundlichen Grüßen

{{ signature }}`,
  },
  'hand-over': {
    subject: 'Bereit für das Inkasso: {{ client.name }}, {{ invoice_numbers }}',
    body: `Alle Mahnungen an {{ client.name }} sind verschickt. Der Fall kann an das Inkasso übergeben werden.

Kunde: {{ client.name }}
Steuernummer: {{ client.tax_number | default: "keine" }}
Anschrift: {{ client.address | default: "keine" }}

{% if invoice_count == "1" %}Offene Rechnung{% else %}Offene Rechnungen{% endif %}:

{{ invoice_list }}

Insgesamt zu zahlen: {{ total_open }}. Der Kunde wurde gebeten, so zu zahlen:

{{ payment_details }}

Bitte prüfen Sie vor der Übergabe noch einmal den Zahlungseingang. Der Kunde hat diese Nachricht nicht erhalten.`,
  },
  statement: {
    subject: 'Aufstellung offener Rechnungen: {{ invoice_numbers }}',
    body: `{{ client.name }}

Sehr geehrte Damen und Herren,

beim Ordnen unserer Konten senden wir Ihnen {% if invoice_count == "1" %}die Rechnung, die am {{ today }} bei uns offen ist{% else %}die Rechnungen, die am {{ today }} bei uns offen sind{% endif %}:

{{ invoice_list }}

Insgesamt: {{ total_open }}. Bitte zahlen Sie an:

{{ payment_details }}

Bitte vergleichen Sie die Aufstellung mit Ihren Unterlagen. Wenn eine Position unklar ist, Ihnen nicht vorliegt oder bei Ihnen anders gebucht ist, geben Sie uns bitte kurz Bescheid.

Falls Sie inzwischen gezahlt haben, danken wir Ihnen und bitten Sie, diese Nachricht als gegenstandslos zu betrachten.

Mit freundlichen Grüßen

{{ signature }}`,
  },
};
