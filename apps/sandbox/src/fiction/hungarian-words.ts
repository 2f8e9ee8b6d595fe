/** Raw material for Hungarian names and addresses. All of it is common; no combination is meant to be a real firm or person. */
export const HUNGARIAN_TRADES = [
  'Asztalos',
  'Építő',
  'Nyomda',
  'Szállítmányozó',
  'Pékség',
  'Kertépítő',
  'Könyvelő',
  'Gépészeti',
  'Csomagoló',
  'Vendéglátó',
  'Villanyszerelő',
  'Hűtéstechnika',
  'Bútor',
  'Autójavító',
  'Kereskedelmi',
] as const;

export const HUNGARIAN_BRANDS = [
  'Dunagép',
  'Tisza-Fa',
  'Őrség',
  'Füredi',
  'Mátra',
  'Zöldhűtő',
  'Bükk',
  'Körös',
  'Napfény',
  'Szikla',
  'Gyöngyös',
  'Tűzkő',
  'Révész',
  'Hajnal',
  'Búzavirág',
  'Kékestető',
  'Sárköz',
  'Ördögárok',
] as const;

export const HUNGARIAN_LEGAL_FORMS = ['Kft.', 'Kft.', 'Kft.', 'Kft.', 'Bt.', 'Zrt.'] as const;

export const HUNGARIAN_FIRST_NAMES = [
  'Anna',
  'Katalin',
  'Erzsébet',
  'Zsuzsanna',
  'Ágnes',
  'Éva',
  'Tünde',
  'László',
  'István',
  'József',
  'Zoltán',
  'Gábor',
  'Ferenc',
  'Győző',
  'Ödön',
] as const;

export const HUNGARIAN_LAST_NAMES = [
  'Nagy',
  'Kovács',
  'Tóth',
  'Szabó',
  'Horváth',
  'Varga',
  'Kiss',
  'Molnár',
  'Németh',
  'Farkas',
  'Balogh',
  'Papp',
  'Lakatos',
  'Juhász',
  'Mészáros',
  'Őze',
] as const;

/** town and one of its postal codes */
export const HUNGARIAN_TOWNS = [
  ['Budapest', '1052'],
  ['Budapest', '1117'],
  ['Győr', '9021'],
  ['Szeged', '6720'],
  ['Debrecen', '4025'],
  ['Pécs', '7621'],
  ['Miskolc', '3530'],
  ['Kecskemét', '6000'],
  ['Nyíregyháza', '4400'],
  ['Székesfehérvár', '8000'],
  ['Hódmezővásárhely', '6800'],
  ['Sopron', '9400'],
  ['Eger', '3300'],
] as const;

export const HUNGARIAN_STREETS = [
  'Váci utca',
  'Baross Gábor út',
  'Kárász utca',
  'Piac utca',
  'Petőfi Sándor utca',
  'Kossuth Lajos utca',
  'Rákóczi út',
  'Dózsa György út',
  'Széchenyi tér',
  'Ady Endre utca',
  'Fő utca',
  'Jókai utca',
  'Arany János utca',
  'Bem rakpart',
] as const;

/** name, unit, lowest and highest net price of one in minor units (whole forints), VAT symbol */
export const HUNGARIAN_PRODUCTS = [
  ['Könyvelési díj', 'hó', 2500000, 9500000, '27'],
  ['Havi előfizetés', 'db', 490000, 3990000, '27'],
  ['Tanácsadás', 'óra', 1200000, 3500000, '27'],
  ['Belföldi szállítás', 'db', 3500000, 24000000, '27'],
  ['Tölgyfa munkalap', 'db', 6500000, 21000000, '27'],
  ['Szerelési munka', 'óra', 900000, 1800000, '27'],
  ['Szórólap nyomtatása', 'ezer db', 1500000, 3900000, '27'],
  ['Pékáru', 'kg', 60000, 140000, '18'],
  ['Szakkönyv', 'db', 350000, 1250000, '5'],
  ['Szakmai képzés', 'fő', 3900000, 15000000, 'AAM'],
  ['Klímakarbantartás', 'db', 1800000, 6500000, '27'],
  ['A4-es papír', 'csomag', 140000, 220000, '27'],
] as const;
