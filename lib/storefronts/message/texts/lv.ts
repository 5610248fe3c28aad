import type { ContactFormTexts } from './contact-form-texts.ts';

export const lv: ContactFormTexts = {
  title: 'Saziņa',
  name: 'Vārds',
  email: 'E-pasts',
  phone: 'Tālrunis',
  company: 'Uzņēmums',
  message: 'Ziņa',
  optional: 'nav obligāti',
  send: 'Nosūtīt ziņu',
  sending: 'Sūta…',
  thanks: 'Paldies',
  thanksText: 'Jūsu ziņa ir saņemta. Atbildi saņemsiet pa e-pastu.',
  note: 'Ievadīto izmantojam, lai Jums atbildētu, un ne citam nolūkam.',
  linkConsent: 'Saistīt manu sīkdatņu izvēli ar šo ziņu, lai to varētu atrast kopā ar to',
  leaveEmpty: 'Atstājiet šo lauku tukšu',
  noScript:
    'Jūsu pārlūks neizpilda JavaScript. Pirms pārsūtīšanas Jūsu ziņu apskata cilvēks, tāpēc atbilde var aizņemt ilgāku laiku.',
  required: 'Lūdzu, aizpildiet šo lauku.',
  badEmail: 'Ievadiet e-pasta adresi, piemēram, vards@example.com.',
  badText: 'Tas ir pārāk garš vai satur rakstzīmes, ko nevar parādīt.',
  fixFields: 'Nekas vēl nav nosūtīts. Lūdzu, pārbaudiet šos laukus:',
  limited: 'No šejienes nosūtīts pārāk daudz ziņu. Nekas netika nosūtīts; lūdzu, mēģiniet vēlāk.',
  notHuman: 'Nekas netika nosūtīts: nevarējām apstiprināt, ka sūta cilvēks. Lūdzu, mēģiniet vēlreiz.',
  failed: 'Nekas netika nosūtīts. Pārbaudiet savienojumu un mēģiniet vēlreiz; ievadītais ir saglabājies.',
};
