/** The language a client is first written to, by country; a person may change it later. */
export function clientLanguage(country: string): 'pl' | 'hu' | 'de' | 'en' {
  switch (country) {
    case 'PL':
      return 'pl';
    case 'HU':
      return 'hu';
    case 'DE':
    case 'AT':
      return 'de';
    default:
      return 'en';
  }
}
