import type { BannerTexts } from '../categories.ts';

export const hu: BannerTexts = {
  title: 'Az Ön döntése a sütikről',
  body: 'Sütiket és hasonló technikákat szeretnénk használni az alábbi célokra. Az Ön hozzájárulása előtt semmit sem használunk, és döntését bármikor megváltoztathatja.',
  acceptAll: 'Összes elfogadása',
  rejectAll: 'Összes elutasítása',
  choose: 'Választás',
  save: 'Választásom mentése',
  close: 'Bezárás és elutasítás',
  settingsTitle: 'Sütibeállítások',
  settingsBody:
    'Döntsön minden célról külön. A szükségesek mindig be vannak kapcsolva; minden más kikapcsolva marad, amíg be nem kapcsolja.',
  alwaysOn: 'Mindig bekapcsolva',
  services: 'Szolgáltatások',
  reopen: 'Sütibeállítások',
  withdraw: 'Hozzájárulás visszavonása',
  yourConsent: 'Az Ön hozzájárulása és annak igazolása',
  privacy: 'Adatkezelési tájékoztató',
  imprint: 'Impresszum',
  gpc: 'Böngészője azt kéri, hogy ne kövessék nyomon (Global Privacy Control). Ezt elutasításnak tekintettük.',
  blocked: 'A(z) {service} le van tiltva, amíg nem engedélyezi ezt: „{category}”.',
  allow: 'Engedélyezés',
  categories: {
    necessary: { title: 'Szükséges', text: 'Az oldal működéséhez és választásának megjegyzéséhez kellenek.' },
    functional: {
      title: 'Funkcionális',
      text: 'Megjegyzi a beállításokat, és tartalmakat, például videókat és térképeket jelenít meg.',
    },
    analytics: { title: 'Statisztikai', text: 'Méri az oldal használatát, hogy javítani lehessen.' },
    marketing: { title: 'Marketing', text: 'Hirdetéseket jelenít meg és mér, itt és máshol.' },
  },
};
