import type { ContactFormTexts } from './contact-form-texts.ts';

export const sv: ContactFormTexts = {
  title: 'Kontakt',
  name: 'Namn',
  email: 'E-post',
  phone: 'Telefon',
  company: 'Företag',
  message: 'Meddelande',
  optional: 'valfritt',
  send: 'Skicka meddelandet',
  sending: 'Skickar…',
  thanks: 'Tack',
  thanksText: 'Ditt meddelande har kommit fram. Du får svaret via e-post.',
  note: 'Vi använder det du skriver för att svara dig och för inget annat.',
  linkConsent: 'Koppla mitt val om kakor till det här meddelandet, så att det hittas tillsammans med det',
  leaveEmpty: 'Lämna det här fältet tomt',
  noScript:
    'Din webbläsare kör inte JavaScript. En människa tittar på meddelandet innan det skickas vidare, så svaret kan dröja längre.',
  required: 'Fyll i det här fältet.',
  badEmail: 'Ange en e-postadress, till exempel namn@example.com.',
  badText: 'Det är för långt eller innehåller tecken som inte kan visas.',
  fixFields: 'Inget har skickats än. Se över de här fälten:',
  limited: 'För många meddelanden har skickats härifrån. Inget skickades; försök igen senare.',
  notHuman: 'Inget skickades: vi kunde inte bekräfta att en människa skickar detta. Försök igen.',
  failed: 'Inget skickades. Kontrollera anslutningen och försök igen; det du skrev finns kvar.',
};
