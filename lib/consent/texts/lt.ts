import type { BannerTexts } from '../categories.ts';

export const lt: BannerTexts = {
  title: 'Jūsu pasirinkimas dėl slapukų',
  body: 'Norėtume naudoti slapukus ir panašias technikas toliau nurodytais tikslais. Niekas nenaudojama iki jūsų sutikimo, o nuomonę galite pakeisti bet kada.',
  acceptAll: 'Priimti visus',
  rejectAll: 'Atmesti visus',
  choose: 'Pasirinkti',
  save: 'Išsaugoti mano pasirinkimą',
  close: 'Uždaryti ir atmesti',
  settingsTitle: 'Slapukų nustatymai',
  settingsBody:
    'Nuspręskite dėl kiekvieno tikslo. Būtinieji visada įjungti; visa kita lieka išjungta, kol neįjungsite.',
  alwaysOn: 'Visada įjungta',
  services: 'Paslaugos',
  reopen: 'Slapukų nustatymai',
  withdraw: 'Atšaukti sutikimą',
  yourConsent: 'Jūsų sutikimas ir jo įrodymas',
  privacy: 'Privatumo politika',
  imprint: 'Teisinė informacija',
  gpc: 'Jūsų naršyklė prašo jūsų nesekti (Global Privacy Control). Tai laikome atsisakymu.',
  blocked: '„{service}“ užblokuota, kol neleisite „{category}“.',
  allow: 'Leisti',
  categories: {
    necessary: { title: 'Būtinieji', text: 'Reikalingi, kad puslapis veiktų ir įsimintų jūsų pasirinkimą.' },
    functional: {
      title: 'Funkciniai',
      text: 'Įsimena nustatymus ir rodo turinį, pavyzdžiui, vaizdo įrašus ir žemėlapius.',
    },
    analytics: { title: 'Statistiniai', text: 'Matuoja, kaip naudojamas puslapis, kad jį būtų galima tobulinti.' },
    marketing: { title: 'Rinkodaros', text: 'Rodo ir matuoja reklamą čia ir kitur.' },
  },
};
