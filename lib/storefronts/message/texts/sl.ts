import type { ContactFormTexts } from './contact-form-texts.ts';

export const sl: ContactFormTexts = {
  title: 'Stik',
  name: 'Ime',
  email: 'E-pošta',
  phone: 'Telefon',
  company: 'Podjetje',
  message: 'Sporočilo',
  optional: 'neobvezno',
  send: 'Pošlji sporočilo',
  sending: 'Pošiljanje…',
  thanks: 'Hvala',
  thanksText: 'Vaše sporočilo je prispelo. Odgovor boste prejeli po e-pošti.',
  note: 'Vnesene podatke uporabimo, da vam odgovorimo, in za nič drugega.',
  linkConsent: 'Poveži mojo izbiro piškotkov s tem sporočilom, da jo bo mogoče najti skupaj z njim',
  leaveEmpty: 'To polje pustite prazno',
  noScript:
    'Vaš brskalnik ne izvaja JavaScripta. Preden se sporočilo posreduje, ga pogleda človek, zato lahko odgovor traja dlje.',
  required: 'Izpolnite to polje.',
  badEmail: 'Vnesite e-poštni naslov, na primer ime@example.com.',
  badText: 'Besedilo je predolgo ali vsebuje znake, ki jih ni mogoče prikazati.',
  fixFields: 'Nič še ni bilo poslano. Preglejte ta polja:',
  limited: 'Od tod je bilo poslanih preveč sporočil. Nič ni bilo poslano; poskusite pozneje.',
  notHuman: 'Nič ni bilo poslano: nismo mogli potrditi, da pošilja človek. Poskusite znova.',
  failed: 'Nič ni bilo poslano. Preverite povezavo in poskusite znova; kar ste vpisali, je še tu.',
};
