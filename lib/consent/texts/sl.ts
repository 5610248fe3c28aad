import type { BannerTexts } from '../categories.ts';

export const sl: BannerTexts = {
  title: 'Vaša izbira glede piškotkov',
  body: 'Piškotke in podobne tehnike želimo uporabljati za spodaj navedene namene. Pred vašo privolitvijo se ne uporablja nič, svojo odločitev pa lahko kadar koli spremenite.',
  acceptAll: 'Sprejmi vse',
  rejectAll: 'Zavrni vse',
  choose: 'Izberi',
  save: 'Shrani mojo izbiro',
  close: 'Zapri in zavrni',
  settingsTitle: 'Nastavitve piškotkov',
  settingsBody:
    'Odločite se za vsak namen posebej. Nujno je vedno vklopljeno; vse drugo ostane izklopljeno, dokler tega ne vklopite.',
  alwaysOn: 'Vedno vklopljeno',
  services: 'Storitve',
  reopen: 'Nastavitve piškotkov',
  withdraw: 'Prekliči privolitev',
  yourConsent: 'Vaša privolitev in njen dokaz',
  privacy: 'Politika zasebnosti',
  imprint: 'Pravno obvestilo',
  gpc: 'Vaš brskalnik prosi, da vam ne sledimo (Global Privacy Control). To smo upoštevali kot zavrnitev.',
  blocked: 'Storitev {service} je blokirana, dokler ne dovolite »{category}«.',
  allow: 'Dovoli',
  categories: {
    necessary: { title: 'Nujni', text: 'Potrebni so za delovanje strani in da si zapomnimo vašo izbiro.' },
    functional: {
      title: 'Funkcionalni',
      text: 'Zapomnijo si nastavitve in prikazujejo vsebine, kot so videi in zemljevidi.',
    },
    analytics: { title: 'Statistični', text: 'Merijo uporabo strani, da jo lahko izboljšamo.' },
    marketing: { title: 'Oglaševalski', text: 'Prikazujejo in merijo oglase, tukaj in drugje.' },
  },
};
