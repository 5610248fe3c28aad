import type { ContactFormTexts } from './contact-form-texts.ts';

export const lt: ContactFormTexts = {
  title: 'Kontaktai',
  name: 'Vardas',
  email: 'El. paštas',
  phone: 'Telefonas',
  company: 'Įmonė',
  message: 'Žinutė',
  optional: 'neprivaloma',
  send: 'Siųsti žinutę',
  sending: 'Siunčiama…',
  thanks: 'Ačiū',
  thanksText: 'Jūsų žinutė gauta. Atsakymą gausite el. paštu.',
  note: 'Tai, ką įrašote, naudojame Jums atsakyti ir niekam kitam.',
  linkConsent: 'Susieti mano slapukų pasirinkimą su šia žinute, kad jis būtų rastas kartu su ja',
  leaveEmpty: 'Palikite šį lauką tuščią',
  noScript:
    'Jūsų naršyklė nevykdo „JavaScript“. Prieš perduodant Jūsų žinutę peržiūri žmogus, todėl atsakymo gali tekti laukti ilgiau.',
  required: 'Užpildykite šį lauką.',
  badEmail: 'Įrašykite el. pašto adresą, pavyzdžiui, vardas@example.com.',
  badText: 'Per ilgas tekstas arba jame yra ženklų, kurių negalima parodyti.',
  fixFields: 'Dar nieko neišsiųsta. Peržiūrėkite šiuos laukus:',
  limited: 'Iš čia išsiųsta per daug žinučių. Niekas neišsiųsta; bandykite vėliau.',
  notHuman: 'Niekas neišsiųsta: negalėjome patvirtinti, kad siunčia žmogus. Bandykite dar kartą.',
  failed: 'Niekas neišsiųsta. Patikrinkite ryšį ir bandykite dar kartą; tai, ką įrašėte, tebėra čia.',
};
