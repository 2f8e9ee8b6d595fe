import type { IntentRule } from '../intent.js';

export const HUNGARIAN: readonly IntentRule[] = [
  {
    intent: 'insolvency',
    says: /felszámolás|csődeljárás|csődvédel|fizetésképtelen|végelszámolás|szerkezetátalakítás/i,
  },
  {
    intent: 'complaint',
    says: /\bgdpr\b|személyes adat|adatvédel|\bnaih\b|zaklat|ügyvéd|panasz/i,
  },
  {
    intent: 'stop',
    says: /ne (?:írjanak|küldjenek|keressenek|zavarjanak)|(?:hagyják|fejezzék) abba|(?:több|további) (?:levelet|üzenetet|emlékeztetőt) ne|leiratkoz/iu,
  },
  {
    intent: 'dispute',
    says: /reklamáci|vitat(?:juk|om)|kifogás|nem (?:értünk|értek) egyet|(?:hibás|téves|rossz) (?:\p{L}+ )?(?:számla|összeg|ár)|(?:számla|összeg|ár) (?:hibás|téves|rossz|nem helyes)|nem (?:kaptuk|kaptam) meg|nem (?:rendeltük|rendeltem|teljesített)|(?:hibás|sérült) (?:áru|termék|teljesítés)|jóváír|stornó|sztornó|helyesbít|nem fogjuk (?:ki)?fizetni|nem fizet(?:jük|em|ünk)/iu,
  },
  {
    intent: 'wrong-person',
    says: /már nem (?:dolgozik|nálunk|itt)|nem (?:hozzám|hozzánk|rám|ránk) tartoz|téves (?:cím|címzett|személy)|rossz (?:cím|helyre)|nem én (?:vagyok|foglalkozom)|(?:forduljanak|küldjék|írjanak) .{0,50}(?:könyvelés|pénzügy)|nem vagyunk .{0,20}ügyfele/iu,
  },
  {
    intent: 'says-paid',
    says: /(?:ki|be|el)?fizettük|(?:ki|be)fizettem|(?:át|el)utalt(?:uk|am|ák)|utaltuk|(?:már )?(?:kifizetésre|átutalásra|rendezésre) került|rendezt(?:ük|em)|(?:kifizetve|kiegyenlít(?:ve|ettük|ettem))|(?:utalási?|fizetési) (?:igazolás|bizonylat)|teljesítettük/iu,
    unless: /nem (?:fizettük|utaltuk|rendeztük|került)|még nem/iu,
  },
  {
    intent: 'asks-for-instalments',
    says: /részlet(?:fizetés|ekben|re)|(?:két|három|négy|több) (?:részletben|részben)/iu,
  },
  {
    intent: 'asks-for-time',
    says: /haladék|halasztás|türelm|(?:több|egy kis) idő|határidő.{0,20}(?:hosszabbít|módosít)|később (?:tud|szeret).{0,20}fizet/iu,
  },
  {
    intent: 'promise',
    says: /(?:ki|be|át|el)?(?:fizetjük|fizetem|fizetni fogjuk|fogjuk (?:ki)?fizetni|utaljuk|utalom|utalni fogjuk|fogjuk utalni)(?!\p{L})|rendezzük|rendezem|rendezni fogjuk|kiegyenlítjük|(?:az? )?(?:utalás|fizetés|összeg|számla) .{0,40}(?:megtörténik|indul|érkezik|fog|kerül (?:ki)?(?:fizet|utal|rendez))|indítjuk (?:az )?utalás/iu,
    unless: /nem (?:fogjuk|fizetjük|utaljuk|rendezzük)/iu,
  },
  {
    intent: 'absent',
    says: /szabadságon (?:vagyok|van|leszek)|távol (?:vagyok|leszek)|betegállomány|nem vagyok (?:az )?irodá/iu,
  },
];
