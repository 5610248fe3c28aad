import type { StorefrontTexts } from './storefront-texts.ts';

export const sk: StorefrontTexts = {
  skip: 'Prejsť na obsah',
  offers: 'Čo ponúkame',
  contact: 'Kontakt',
  address: 'Adresa',
  hours: 'Otváracie hodiny',
  email: 'E-mail',
  phone: 'Telefón',
  openAt: 'Otvoriť na {host}',
  back: 'Späť: {name}',
  imprint: {
    representedBy: 'Zastúpenie',
    register: 'Zápis v registri',
    vatId: 'IČ DPH',
    responsible: 'Zodpovednosť za obsah',
  },
  privacy: {
    intro: 'Táto stránka hovorí, čo sa deje s vašimi údajmi, keď navštívite stránku „{name}“.',
    controller: 'Kto je prevádzkovateľom',
    visit: 'Keď nás navštívite',
    visitText:
      'Aby vám server mohol túto stránku poslať, používa vašu IP adresu a to, čo mu oznámi váš prehliadač, nie dlhšie, než vyžaduje odpoveď a bezpečnosť servera. Právnym základom je náš oprávnený záujem na bezpečnej stránke (čl. 6 ods. 1 písm. f) GDPR).',
    form: 'Keď nám napíšete',
    formText:
      'Čo vyplníte v kontaktnom formulári, používame na to, aby sme vám odpovedali. Správu uchovávame najviac tento počet mesiacov: {months}. Právnym základom je náš oprávnený záujem odpovedať vám alebo kroky pred uzavretím zmluvy, o ktoré žiadate (čl. 6 ods. 1 písm. b) a f) GDPR).',
    botText:
      'Aby formulár neodosielali programy, používa službu Turnstile spoločnosti Cloudflare, ktorá skúma vašu IP adresu a vlastnosti prehliadača. Právnym základom je náš oprávnený záujem na ochrane pred zneužitím (čl. 6 ods. 1 písm. f) GDPR).',
    choices: 'Súbory cookie a vaša voľba',
    choicesText:
      'Nič od tretích strán sa nenačíta, kým to nepovolíte. Vaša voľba sa uchováva v súbore cookie hf_consent (počet dní: {days}) a bez mena a adresy ako doklad (počet rokov: {years}; čl. 7 ods. 1 GDPR). Kedykoľvek ju môžete zmeniť alebo odvolať v časti „{settings}“.',
    services: 'Služby tretích strán',
    noServices: 'Táto stránka nepoužíva žiadne služby tretích strán.',
    servicesText: 'Tieto služby sa používajú len s vaším súhlasom (čl. 6 ods. 1 písm. a) GDPR).',
    service: 'Služba',
    purpose: 'Účel',
    receivers: 'Príjemcovia údajov',
    cookies: 'Súbory cookie',
    rights: 'Vaše práva',
    rightsText:
      'Máte právo na prístup k údajom, na ich opravu, vymazanie, obmedzenie spracúvania a prenosnosť a právo namietať. Súhlas môžete kedykoľvek odvolať s účinkom do budúcnosti. Môžete podať sťažnosť dozornému orgánu na ochranu údajov.',
    ask: 'Opýtať sa na svoje údaje',
  },
};
