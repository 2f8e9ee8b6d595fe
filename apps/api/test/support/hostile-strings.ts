const CONTROL = [
  '\r\n',
  '\n',
  '\r',
  '\0',
  '\x0b',
  '\x0c',
  '\x1b',
  '\x7f',
  '\x85',
  '\u2028',
  '\u2029',
  '\u202e',
];

const PAYLOADS = [
  'Bcc: victim@example.org',
  'X-Evil: yes',
  '\r\n<script>alert(1)</script>',
  '.\r\nMAIL FROM:<a@b>',
];

/** 60 texts with which people try to break out of a mail header, a line, or a page. */
export const HOSTILE_STRINGS: readonly string[] = [
  ...CONTROL.flatMap((control) => PAYLOADS.map((payload) => `Kowalski${control}${payload}`)),
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "';--<svg/onload=alert(1)>",
  '</td></table><iframe src=//evil.example>',
  '<a href="https://evil.example">pay here</a>',
  '{{ firm.legal_name }}',
  '{% for i in (1..99999) %}x{% endfor %}',
  '=?utf-8?B?DQpCY2M6IHZpY3RpbQ==?=',
  'a@b.example>, <victim@example.org',
  '\ue001\ue002\ue000',
  '\ud800 alone',
  '&lt;script&gt; &#x0d;&#x0a;',
];
