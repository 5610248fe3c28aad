import type { StorefrontTexts } from './storefront-texts.ts';

export const hr: StorefrontTexts = {
  skip: 'Prijeđi na sadržaj',
  offers: 'Što nudimo',
  contact: 'Kontakt',
  address: 'Adresa',
  hours: 'Radno vrijeme',
  email: 'E-pošta',
  phone: 'Telefon',
  openAt: 'Otvori na {host}',
  back: 'Natrag: {name}',
  imprint: {
    representedBy: 'Zastupnik',
    register: 'Upis u registar',
    vatId: 'PDV identifikacijski broj',
    responsible: 'Odgovornost za sadržaj',
  },
  privacy: {
    intro: 'Ova stranica govori što se događa s vašim podacima kada posjetite stranicu „{name}”.',
    controller: 'Tko je voditelj obrade',
    visit: 'Kada nas posjetite',
    visitText:
      'Da bi vam poslao ovu stranicu, poslužitelj upotrebljava vašu IP adresu i ono što mu javlja vaš preglednik, ne dulje nego što to zahtijevaju odgovor i sigurnost poslužitelja. Pravna je osnova naš legitimni interes za sigurnu stranicu (članak 6. stavak 1. točka (f) GDPR-a).',
    form: 'Kada nam pišete',
    formText:
      'Ono što unesete u obrazac za kontakt upotrebljavamo kako bismo vam odgovorili. Poruku čuvamo najviše ovoliko mjeseci: {months}. Pravna je osnova naš legitimni interes da vam odgovorimo ili radnje prije sklapanja ugovora koje zatražite (članak 6. stavak 1. točke (b) i (f) GDPR-a).',
    botText:
      'Kako ga ne bi slali programi, obrazac upotrebljava Turnstile društva Cloudflare, koji provjerava vašu IP adresu i obilježja preglednika. Pravna je osnova naš legitimni interes za zaštitu od zlouporabe (članak 6. stavak 1. točka (f) GDPR-a).',
    choices: 'Kolačići i vaš izbor',
    choicesText:
      'Ništa od trećih strana ne učitava se prije nego što to dopustite. Vaš se izbor čuva u kolačiću hf_consent (broj dana: {days}) i, bez imena i adrese, kao dokaz (broj godina: {years}; članak 7. stavak 1. GDPR-a). Možete ga u svakom trenutku promijeniti ili povući pod „{settings}”.',
    services: 'Usluge trećih strana',
    noServices: 'Ova stranica ne upotrebljava usluge trećih strana.',
    servicesText: 'Te se usluge upotrebljavaju samo uz vašu privolu (članak 6. stavak 1. točka (a) GDPR-a).',
    service: 'Usluga',
    purpose: 'Svrha',
    receivers: 'Primatelji podataka',
    cookies: 'Kolačići',
    rights: 'Vaša prava',
    rightsText:
      'Imate pravo na pristup, ispravak, brisanje, ograničenje obrade i prenosivost podataka te pravo na prigovor. Privolu možete povući u svakom trenutku s učinkom za budućnost. Možete podnijeti pritužbu tijelu za zaštitu podataka.',
    ask: 'Upit o vašim podacima',
  },
};
