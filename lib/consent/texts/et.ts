import type { BannerTexts } from '../categories.ts';

export const et: BannerTexts = {
  title: 'Teie valik küpsiste kohta',
  body: 'Soovime kasutada küpsiseid ja sarnaseid tehnikaid allpool nimetatud eesmärkidel. Enne teie nõusolekut ei kasutata midagi ja võite oma otsust igal ajal muuta.',
  acceptAll: 'Nõustun kõigiga',
  rejectAll: 'Keeldun kõigist',
  choose: 'Valin',
  save: 'Salvesta minu valik',
  close: 'Sulge ja keeldu',
  settingsTitle: 'Küpsiste seaded',
  settingsBody:
    'Otsustage iga eesmärgi üle. Vajalikud on alati sees; kõik muu on väljas, kuni te selle sisse lülitate.',
  alwaysOn: 'Alati sees',
  services: 'Teenused',
  reopen: 'Küpsiste seaded',
  withdraw: 'Võta nõusolek tagasi',
  yourConsent: 'Teie nõusolek ja selle tõend',
  privacy: 'Privaatsuspoliitika',
  imprint: 'Õigusteave',
  gpc: 'Teie brauser palub teid mitte jälgida (Global Privacy Control). Käsitlesime seda keeldumisena.',
  blocked: '{service} on blokeeritud, kuni lubate „{category}“.',
  allow: 'Luba',
  categories: {
    necessary: { title: 'Vajalikud', text: 'Vajalikud lehe toimimiseks ja teie valiku meelespidamiseks.' },
    functional: {
      title: 'Funktsionaalsed',
      text: 'Jätavad meelde seaded ja näitavad sisu, näiteks videoid ja kaarte.',
    },
    analytics: { title: 'Statistika', text: 'Mõõdavad lehe kasutamist, et seda paremaks teha.' },
    marketing: { title: 'Turundus', text: 'Näitavad ja mõõdavad reklaami siin ja mujal.' },
  },
};
