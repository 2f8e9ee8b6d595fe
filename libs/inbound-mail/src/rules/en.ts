import type { IntentRule } from '../intent.js';

export const ENGLISH: readonly IntentRule[] = [
  {
    intent: 'insolvency',
    says: /insolven|bankruptcy|in administration|liquidat(?:ion|or)|restructuring proceedings|receivership/i,
  },
  {
    intent: 'complaint',
    says: /\bgdpr\b|personal data|data protection|harass|our (?:lawyers?|solicitors?|attorneys?)|formal complaint/i,
  },
  {
    intent: 'stop',
    says: /stop (?:writing|e-?mailing|sending|contacting)|(?:do not|don't) (?:write|contact|e-?mail)|no (?:more|further) (?:e-?mails?|mails?|reminders?|messages?)|unsubscribe|take (?:me|us) off/i,
  },
  {
    intent: 'dispute',
    says: /disput|(?:not|never|don't|do not) (?:received|receive|agree|order(?:ed)?|accept)|incorrect (?:invoice|amount|price)|(?:invoice|amount|price) is (?:wrong|incorrect|too high)|wrong (?:amount|price|invoice)|credit note|defective|faulty|damaged|refuse to pay|(?:will not|won't|not going to) pay/i,
  },
  {
    intent: 'wrong-person',
    says: /no longer (?:works?|employed|with us)|wrong (?:person|address|company|recipient)|not the right (?:person|contact)|(?:please )?(?:send|forward|direct|address) .{0,40}to (?:our|the) (?:accounts?|accounting|finance)|not (?:our|a) customer|by mistake/i,
  },
  {
    intent: 'says-paid',
    says: /(?:have|has|had|was|were|been|already|is) (?:already |been |just )*(?:paid|settled|transferred)|(?:we|i) (?:already )?(?:paid|settled|transferred)|payment (?:was|has been|is already) (?:made|sent|done|executed)|proof of payment|payment confirmation|(?:made|sent) the (?:payment|transfer)/i,
    unless:
      /(?:not|n't|never|will|to) (?:been |be |yet )*(?:paid|settled|transferred)|will (?:have )?be(?:en)? (?:paid|made)|not yet/i,
  },
  {
    intent: 'asks-for-instalments',
    says: /instal?ments|payment plan|in (?:two|three|four|several|monthly) (?:parts|payments|instal?ments)/i,
  },
  {
    intent: 'asks-for-time',
    says: /(?:more|some|extra|additional) time|extension|extend the|defer|(?:could|can|may|would it be possible).{0,40}(?:pay later|later payment|postpone|delay)|bear with us|be patient/i,
  },
  {
    intent: 'promise',
    says: /(?:we|i|they)(?:'ll| will| shall| are going to|'re going to| plan to) .{0,30}(?:pay|settle|transfer|wire)|(?:payment|transfer|invoice|it) (?:will|shall|is going to) .{0,20}(?:be (?:made|sent|paid|settled|transferred|done)|go out|follow|arrive|leave)|scheduled for payment|payment (?:is|has been) scheduled|you (?:will|'ll) (?:have|receive|get) (?:the|your|our) (?:money|payment)/i,
    unless: /(?:will not|won't|not going to|shall not)/i,
  },
  {
    intent: 'absent',
    says: /(?:am|are|is|be|'m|'re) (?:currently )?(?:away|on (?:annual |sick |parental )?(?:leave|holiday|vacation)|out of (?:the )?office)|(?:back|return) (?:in the office |to the office )?on/i,
  },
];
