import type { NoticeText } from './notice-text.js';
import type { StageKey } from './stage-keys.js';

export const POLISH: Record<StageKey, NoticeText> = {
  'reminder-before-due': {
    subject: 'Przypomnienie o terminie płatności: {{ invoice_numbers }}',
    body: `{{ client.name }}

Szanowni Państwo,

uprzejmie przypominamy o terminie płatności {% if invoice_count == "1" %}następującej faktury{% else %}następujących faktur{% endif %}:

{{ invoice_list }}

Prosimy o przelew kwoty {{ total_open }}:

{{ payment_details }}

Jeżeli przelew został już zlecony, prosimy pominąć tę wiadomość. W razie pytań lub braku faktury prosimy o krótką wiadomość.

Z poważaniem

{{ signature }}`,
  },
  'overdue-notice': {
    subject: 'Upłynął termin płatności: {{ invoice_numbers }}, {{ total_open }}',
    body: `{{ client.name }}

Szanowni Państwo,

do dnia {{ today }} nie odnotowaliśmy zapłaty za {% if invoice_count == "1" %}następującą fakturę{% else %}następujące faktury{% endif %}:

{{ invoice_list }}

Prosimy o zapłatę kwoty {{ total_open }} albo o odpowiedź, kiedy możemy się jej spodziewać:

{{ payment_details }}

Jeżeli faktura budzi zastrzeżenia lub do Państwa nie dotarła, prosimy o informację. Chętnie prześlemy kopię.

Jeżeli płatność została już wysłana, dziękujemy i prosimy pominąć tę wiadomość.

Z poważaniem

{{ signature }}`,
  },
  demand: {
    subject: 'Wezwanie do zapłaty: {{ invoice_numbers }}, {{ total_open }}',
    body: `{{ client.name }}

Szanowni Państwo,

pomimo upływu terminu płatności {% if invoice_count == "1" %}następująca należność pozostaje niezapłacona{% else %}następujące należności pozostają niezapłacone{% endif %}:

{{ invoice_list }}

Wzywamy do zapłaty kwoty {{ total_open }} w terminie do {{ deadline }}:

{{ payment_details }}

{{ legal_line }}

Jeżeli należność jest kwestionowana, prosimy o podanie powodu przed upływem tego terminu.

Jeżeli płatność została już dokonana, prosimy uznać wezwanie za bezprzedmiotowe i przesłać potwierdzenie przelewu.

Z poważaniem

{{ signature }}`,
  },
  'hand-over-notice': {
    subject: 'Zapowiedź przekazania sprawy do windykacji: {{ invoice_numbers }}, {{ total_open }}',
    body: `{{ client.name }}

Szanowni Państwo,

dotychczasowe wezwania nie doprowadziły do zapłaty. Do uregulowania {% if invoice_count == "1" %}pozostaje{% else %}pozostają{% endif %}:

{{ invoice_list }}

Oczekujemy zapłaty kwoty {{ total_open }} najpóźniej do {{ deadline }}:

{{ payment_details }}

Po bezskutecznym upływie tego terminu przekażemy sprawę podmiotowi zajmującemu się windykacją należności. Może to oznaczać dla Państwa dodatkowe koszty.

{{ legal_line }}

Jeżeli zapłata w całości nie jest możliwa, prosimy o pisemną propozycję spłaty w ratach przed tym terminem.

Jeżeli płatność została już dokonana, prosimy uznać to pismo za bezprzedmiotowe i przesłać potwierdzenie przelewu.

Z poważaniem

{{ signature }}`,
  },
  'hand-over': {
    subject: 'Do przekazania windykatorowi: {{ client.name }}, {{ invoice_numbers }}',
    body: `Wszystkie przypomnienia zostały wysłane. Sprawa klienta {{ client.name }} jest gotowa do przekazania windykatorowi.

Klient: {{ client.name }}
NIP: {{ client.tax_number | default: "brak" }}
Adres: {{ client.address | default: "brak" }}

{% if invoice_count == "1" %}Niezapłacona faktura{% else %}Niezapłacone faktury{% endif %}:

{{ invoice_list }}

Łącznie do zapłaty: {{ total_open }}. Dane do przelewu, które otrzymał klient:

{{ payment_details }}

Przed przekazaniem proszę sprawdzić, czy nie wpłynęła zapłata. Klient nie otrzymał tej wiadomości.`,
  },
  statement: {
    subject: 'Zestawienie nierozliczonych faktur: {{ invoice_numbers }}',
    body: `{{ client.name }}

Szanowni Państwo,

porządkując rozliczenia, przesyłamy {% if invoice_count == "1" %}informację o fakturze, która na dzień {{ today }} jest u nas nierozliczona{% else %}zestawienie faktur, które na dzień {{ today }} są u nas nierozliczone{% endif %}:

{{ invoice_list }}

Razem: {{ total_open }}. Dane do przelewu:

{{ payment_details }}

Prosimy o porównanie z własnymi zapisami. Jeżeli któraś pozycja jest niejasna, do Państwa nie dotarła lub jest u Państwa zaksięgowana inaczej, prosimy o krótką wiadomość.

Jeżeli płatność została już wysłana, dziękujemy i prosimy pominąć tę wiadomość.

Z poważaniem

{{ signature }}`,
  },
};
