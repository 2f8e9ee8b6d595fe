import type { NoticeText } from './notice-text.js';
import type { StageKey } from './stage-keys.js';

export const HUNGARIAN: Record<StageKey, NoticeText> = {
  'reminder-before-due': {
    subject: 'Emlékeztető a fizetési határidőre: {{ invoice_numbers }}',
    body: `{{ client.name }}

Tisztelt Partnerünk!

Tisztelettel emlékeztetjük az alábbi {% if invoice_count == "1" %}számla{% else %}számlák{% endif %} fizetési határidejére:

{{ invoice_list }}

Kérjük, szíveskedjen az alábbi összeget átutalni: {{ total_open }}.

{{ payment_details }}

Amennyiben az átutalásról már gondoskodott, kérjük, tekintse levelünket tárgytalannak. Kérdés esetén, vagy ha a számlát nem kapta meg, kérjük, jelezze nekünk.

Üdvözlettel

{{ signature }}`,
  },
  'overdue-notice': {
    subject: 'Lejárt fizetési határidő: {{ invoice_numbers }}, {{ total_open }}',
    body: `{{ client.name }}

Tisztelt Partnerünk!

Nyilvántartásunk szerint {{ today }} napjáig nem érkezett meg az alábbi {% if invoice_count == "1" %}számla{% else %}számlák{% endif %} ellenértéke:

{{ invoice_list }}

Kérjük, egyenlítse ki tartozását ({{ total_open }}), vagy jelezze, mikor várhatjuk a fizetést:

{{ payment_details }}

Ha a számlával kapcsolatban észrevétele van, vagy azt nem kapta meg, kérjük, jelezze. Szívesen küldünk másolatot.

Amennyiben időközben fizetett, köszönjük, és kérjük, tekintse levelünket tárgytalannak.

Üdvözlettel

{{ signature }}`,
  },
  demand: {
    subject: 'Fizetési felszólítás: {{ invoice_numbers }}, {{ total_open }}',
    body: `{{ client.name }}

Tisztelt Partnerünk!

Az alábbi {% if invoice_count == "1" %}számla a fizetési határidő lejárta után is kiegyenlítetlen{% else %}számlák a fizetési határidő lejárta után is kiegyenlítetlenek{% endif %}:

{{ invoice_list }}

Felszólítjuk, hogy tartozását ({{ total_open }}) legkésőbb {{ deadline }} napjáig fizesse meg:

{{ payment_details }}

{{ legal_line }}

Ha a követelést vitatja, kérjük, a fenti határidőig közölje ennek okát.

Amennyiben időközben fizetett, kérjük, tekintse felszólításunkat tárgytalannak, és küldje el az átutalás igazolását.

Tisztelettel

{{ signature }}`,
  },
  'hand-over-notice': {
    subject: 'Utolsó fizetési felszólítás: {{ invoice_numbers }}, {{ total_open }}',
    body: `{{ client.name }}

Tisztelt Partnerünk!

Korábbi felszólításaink nem vezettek eredményre. Továbbra is {% if invoice_count == "1" %}kiegyenlítetlen az alábbi számla{% else %}kiegyenlítetlenek az alábbi számlák{% endif %}:

{{ invoice_list }}

Várjuk, hogy tartozását ({{ total_open }}) legkésőbb {{ deadline }} napjáig kiegyenlítse:

{{ payment_details }}

E határidő eredménytelen elteltét követően az ügyet követeléskezelőnek adjuk át. Ez Önnek további költségekkel járhat.

{{ legal_line }}

Ha a teljes összeget nem tudja megfizetni, kérjük, a határidőig írásban tegyen javaslatot részletfizetésre.

Amennyiben időközben fizetett, kérjük, tekintse levelünket tárgytalannak, és küldje el az átutalás igazolását.

Tisztelettel

{{ signature }}`,
  },
  'hand-over': {
    subject: 'Átadható a követeléskezelőnek: {{ client.name }}, {{ invoice_numbers }}',
    body: `{{ client.name }} ügyfélnek minden emlékeztetőt elküldtünk. Az ügy átadható a követeléskezelőnek.

Ügyfél: {{ client.name }}
Adószám: {{ client.tax_number | default: "nincs" }}
Cím: {{ client.address | default: "nincs" }}

{% if invoice_count == "1" %}Kiegyenlítetlen számla{% else %}Kiegyenlítetlen számlák{% endif %}:

{{ invoice_list }}

Fizetendő összesen: {{ total_open }}. Az ügyfélnek megadott fizetési adatok:

{{ payment_details }}

Az átadás előtt kérjük, ellenőrizze még egyszer a befizetéseket. Az ügyfél ezt az üzenetet nem kapta meg.`,
  },
  statement: {
    subject: 'Kiegyenlítetlen számlák kimutatása: {{ invoice_numbers }}',
    body: `{{ client.name }}

Tisztelt Partnerünk!

Nyilvántartásunk rendezése során elküldjük {% if invoice_count == "1" %}annak a számlának az adatait, amely {{ today }} napján nálunk kiegyenlítetlen{% else %}azoknak a számláknak a kimutatását, amelyek {{ today }} napján nálunk kiegyenlítetlenek{% endif %}:

{{ invoice_list }}

Összesen: {{ total_open }}. Átutalási adatok:

{{ payment_details }}

Kérjük, vesse össze saját nyilvántartásával. Ha valamelyik tétel nem világos, nem érkezett meg Önhöz, vagy Önnél másként szerepel, kérjük, jelezze nekünk.

Amennyiben időközben fizetett, köszönjük, és kérjük, tekintse levelünket tárgytalannak.

Üdvözlettel

{{ signature }}`,
  },
};
