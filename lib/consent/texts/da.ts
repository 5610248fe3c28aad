import type { BannerTexts } from '../categories.ts';

export const da: BannerTexts = {
  title: 'Dit valg om cookies',
  body: 'Vi vil gerne bruge cookies og lignende teknikker til formålene nedenfor. Intet bruges, før du siger ja, og du kan altid ændre mening.',
  acceptAll: 'Acceptér alle',
  rejectAll: 'Afvis alle',
  choose: 'Vælg',
  save: 'Gem mit valg',
  close: 'Luk og afvis',
  settingsTitle: 'Cookieindstillinger',
  settingsBody:
    'Bestem for hvert formål. Det nødvendige er altid slået til; alt andet er slået fra, indtil du slår det til.',
  alwaysOn: 'Altid til',
  services: 'Tjenester',
  reopen: 'Cookieindstillinger',
  withdraw: 'Træk samtykke tilbage',
  yourConsent: 'Dit samtykke og beviset for det',
  privacy: 'Privatlivspolitik',
  imprint: 'Kolofon',
  gpc: 'Din browser beder om ikke at blive sporet (Global Privacy Control). Det har vi forstået som et nej.',
  blocked: '{service} er blokeret, indtil du tillader »{category}«.',
  allow: 'Tillad',
  categories: {
    necessary: { title: 'Nødvendige', text: 'Får siden til at virke og husker dit valg.' },
    functional: { title: 'Funktionelle', text: 'Husker indstillinger og viser indhold som videoer og kort.' },
    analytics: { title: 'Statistik', text: 'Måler, hvordan siden bruges, så den kan forbedres.' },
    marketing: { title: 'Markedsføring', text: 'Viser og måler annoncer, her og andre steder.' },
  },
};
