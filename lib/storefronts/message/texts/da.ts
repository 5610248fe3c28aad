import type { ContactFormTexts } from './contact-form-texts.ts';

export const da: ContactFormTexts = {
  title: 'Kontakt',
  name: 'Navn',
  email: 'E-mail',
  phone: 'Telefon',
  company: 'Virksomhed',
  message: 'Besked',
  optional: 'valgfrit',
  send: 'Send besked',
  sending: 'Sender…',
  thanks: 'Tak',
  thanksText: 'Din besked er kommet frem. Du får svaret pr. e-mail.',
  note: 'Vi bruger det, du skriver, til at svare dig og til intet andet.',
  linkConsent: 'Knyt mit cookievalg til denne besked, så det findes sammen med den',
  leaveEmpty: 'Lad dette felt være tomt',
  noScript:
    'Din browser kører ikke JavaScript. Et menneske ser på din besked, før den sendes videre, så svaret kan tage længere tid.',
  required: 'Udfyld dette felt.',
  badEmail: 'Skriv en e-mailadresse, for eksempel navn@example.com.',
  badText: 'Det er for langt eller indeholder tegn, der ikke kan vises.',
  fixFields: 'Der er ikke sendt noget endnu. Se på disse felter:',
  limited: 'Der er sendt for mange beskeder herfra. Intet blev sendt; prøv igen senere.',
  notHuman: 'Intet blev sendt: Vi kunne ikke bekræfte, at et menneske sender dette. Prøv igen.',
  failed: 'Intet blev sendt. Kontrollér din forbindelse, og prøv igen; det, du skrev, er her stadig.',
};
