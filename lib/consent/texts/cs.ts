import type { BannerTexts } from '../categories.ts';

export const cs: BannerTexts = {
  title: 'Vaše volba ohledně cookies',
  body: 'Rádi bychom používali cookies a podobné techniky k níže uvedeným účelům. Před vaším souhlasem se nepoužívá nic a svou volbu můžete kdykoli změnit.',
  acceptAll: 'Přijmout vše',
  rejectAll: 'Odmítnout vše',
  choose: 'Vybrat',
  save: 'Uložit mou volbu',
  close: 'Zavřít a odmítnout',
  settingsTitle: 'Nastavení cookies',
  settingsBody: 'Rozhodněte o každém účelu. Nezbytné je vždy zapnuto; vše ostatní zůstává vypnuto, dokud to nezapnete.',
  alwaysOn: 'Vždy zapnuto',
  services: 'Služby',
  reopen: 'Nastavení cookies',
  withdraw: 'Odvolat souhlas',
  yourConsent: 'Váš souhlas a jeho doklad',
  privacy: 'Zásady ochrany osobních údajů',
  imprint: 'Právní informace',
  gpc: 'Váš prohlížeč žádá, abyste nebyli sledováni (Global Privacy Control). Považujeme to za odmítnutí.',
  blocked: 'Služba {service} je blokována, dokud nepovolíte „{category}“.',
  allow: 'Povolit',
  categories: {
    necessary: { title: 'Nezbytné', text: 'Jsou potřebné, aby stránka fungovala a zapamatovala si vaši volbu.' },
    functional: { title: 'Funkční', text: 'Pamatují si nastavení a zobrazují obsah, jako jsou videa a mapy.' },
    analytics: { title: 'Statistické', text: 'Měří, jak se stránka používá, aby ji bylo možné zlepšit.' },
    marketing: { title: 'Marketingové', text: 'Zobrazují a měří reklamu, zde i jinde.' },
  },
};
