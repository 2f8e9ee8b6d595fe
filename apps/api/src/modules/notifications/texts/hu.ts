import type { NoticeText } from './notice-text.js';
import type { StageKey } from './stage-keys.js';

export const HUNGARIAN: Record<StageKey, NoticeText> = {
  'reminder-before-due': {
    subject: 'Emlékeztető a fizetési határidőre: {{ invoice_numbers }}',
    body: `{{ client.name }}

Tisztelt Partnerünk!

Tisztelettel emlékeztetjük az alábbi számlák fizetési határidejére:

{{ invoice_list }}

Kérjük, szíveskedjen az alábbi összeget átutalni: {{ total_open }}.

{{ payment_details }}

Amennyiben az átutalásról már gondoskodott, kérjük, tekintse levelünket tárgytalannak. Kérdés esetén, vagy ha a számlát nem kapta meg, kérjük, válaszoljon erre az e-mailre.

Üdvözlettel

{{ signature }}`,
  },
  'overdue-notice': {
    subject: 'Lejárt fizetési határidő: {{ invoice_numbers }}, {{ total_open }}',
    body: `{{ client.name }}

Tisztelt Partnerünk!

Nyilvántartásunk szerint {{ today }} napjáig nem érkezett meg az alábbi számlák ellenértéke:

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

Az alábbi számlák a fizetési határidő lejárta után is kiegyenlítetlenek:

{{ invoice_list }}

Felszólítjuk, hogy tartozását ({{ total_open }}) legkésőbb {{ deadline }} napjáig fizesse meg:

{{ payment_details }}

Fenntartjuk a jogot a törvényes késedelmi kamat érvényesítésére az esedékességet követő naptól.

Ha a követelést vitatja, kérjük, a fenti határidőig közölje ennek okát.

Amennyiben időközben fizetett, kérjük, tekintse felszólításunkat tárgytalannak, és küldje el az átutalás igazolását.

Tisztelettel

{{ signature }}`,
  },
  'hand-over-notice': {
    subject: 'Utolsó fizetési felszólítás: {{ invoice_numbers }}, {{ total_open }}',
    body: `{{ client.name }}

Tisztelt Partnerünk!

Korábbi felszólításaink nem vezettek eredményre. Továbbra is kiegyenlítetlenek:

{{ invoice_list }}

Várjuk, hogy tartozását ({{ total_open }}) legkésőbb {{ deadline }} napjáig kiegyenlítse:

{{ payment_details }}

E határidő eredménytelen elteltét követően az ügyet követeléskezelőnek adjuk át. Ez további költségekkel és a törvényes késedelmi kamat érvényesítésével járhat.

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

Kiegyenlítetlen számlák:

{{ invoice_list }}

Fizetendő összesen: {{ total_open }}. Az ügyfélnek megadott fizetési adatok:

{{ payment_details }}

Az átadás előtt kérjük, ellenőrizze még egyszer a befizetéseket. Az ügyfél ezt az üzenetet nem kapta meg.`,
  },
  statement: {
    subject: 'Kiegyenlítetlen számlák kimutatása: {{ invoice_numbers }}',
    body: `{{ client.name }}

Tisztelt Partnerünk!

Nyilvántartásunk rendezése során elküldjük azoknak a számláknak a kimutatását, amelyek {{ today }} napján nálunk kiegyenlítetlenek:

{{ invoice_list }}

Összesen: {{ total_open }}. Átutalási adatok:

{{ payment_details }}

Kérjük, vesse össze saját nyilvántartásával. Ha valamelyik tétel nem világos, nem érkezett meg Önhöz, vagy Önnél másként szerepel, kérjük, válaszoljon erre az e-mailre.

Amennyiben időközben fizetett, köszönjük, és kérjük, tekintse levelünket tárgytalannak.

Üdvözlettel

{{ signature }}`,
  },
};
