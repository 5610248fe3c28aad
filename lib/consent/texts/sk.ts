import type { BannerTexts } from '../categories.ts';

export const sk: BannerTexts = {
  title: 'Vaša voľba týkajúca sa cookies',
  body: 'Radi by sme používali cookies a podobné techniky na účely uvedené nižšie. Pred vaším súhlasom sa nepoužíva nič a svoju voľbu môžete kedykoľvek zmeniť.',
  acceptAll: 'Prijať všetko',
  rejectAll: 'Odmietnuť všetko',
  choose: 'Vybrať',
  save: 'Uložiť moju voľbu',
  close: 'Zavrieť a odmietnuť',
  settingsTitle: 'Nastavenia cookies',
  settingsBody:
    'Rozhodnite o každom účele. Nevyhnutné je vždy zapnuté; všetko ostatné zostáva vypnuté, kým to nezapnete.',
  alwaysOn: 'Vždy zapnuté',
  services: 'Služby',
  reopen: 'Nastavenia cookies',
  withdraw: 'Odvolať súhlas',
  yourConsent: 'Váš súhlas a jeho doklad',
  privacy: 'Zásady ochrany osobných údajov',
  imprint: 'Právne informácie',
  gpc: 'Váš prehliadač žiada, aby ste neboli sledovaní (Global Privacy Control). Považujeme to za odmietnutie.',
  blocked: 'Služba {service} je blokovaná, kým nepovolíte „{category}“.',
  allow: 'Povoliť',
  categories: {
    necessary: { title: 'Nevyhnutné', text: 'Sú potrebné, aby stránka fungovala a zapamätala si vašu voľbu.' },
    functional: { title: 'Funkčné', text: 'Pamätajú si nastavenia a zobrazujú obsah, ako sú videá a mapy.' },
    analytics: { title: 'Štatistické', text: 'Merajú, ako sa stránka používa, aby sa dala zlepšiť.' },
    marketing: { title: 'Marketingové', text: 'Zobrazujú a merajú reklamu, tu aj inde.' },
  },
};
