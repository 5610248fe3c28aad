import type { ContactFormTexts } from './contact-form-texts.ts';

export const hr: ContactFormTexts = {
  title: 'Kontakt',
  name: 'Ime',
  email: 'E-pošta',
  phone: 'Telefon',
  company: 'Tvrtka',
  message: 'Poruka',
  optional: 'neobavezno',
  send: 'Pošalji poruku',
  sending: 'Šalje se…',
  thanks: 'Hvala',
  thanksText: 'Vaša poruka je stigla. Odgovor ćete dobiti e-poštom.',
  note: 'Ono što upišete koristimo da vam odgovorimo i ni za što drugo.',
  linkConsent: 'Poveži moj odabir kolačića s ovom porukom kako bi se mogao naći zajedno s njom',
  leaveEmpty: 'Ovo polje ostavite praznim',
  noScript:
    'Vaš preglednik ne izvršava JavaScript. Prije prosljeđivanja poruku pogleda čovjek, pa odgovor može potrajati dulje.',
  required: 'Ispunite ovo polje.',
  badEmail: 'Upišite adresu e-pošte, na primjer ime@example.com.',
  badText: 'Tekst je predug ili sadrži znakove koji se ne mogu prikazati.',
  fixFields: 'Još ništa nije poslano. Pogledajte ova polja:',
  limited: 'Odavde je poslano previše poruka. Ništa nije poslano; pokušajte ponovno kasnije.',
  notHuman: 'Ništa nije poslano: nismo mogli potvrditi da šalje čovjek. Pokušajte ponovno.',
  failed: 'Ništa nije poslano. Provjerite vezu i pokušajte ponovno; ono što ste upisali još je ovdje.',
};
