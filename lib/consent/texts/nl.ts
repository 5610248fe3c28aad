import type { BannerTexts } from '../categories.ts';

export const nl: BannerTexts = {
  title: 'Uw keuze over cookies',
  body: 'Wij willen cookies en vergelijkbare technieken gebruiken voor de onderstaande doelen. Er wordt niets gebruikt voordat u akkoord gaat en u kunt altijd van gedachten veranderen.',
  acceptAll: 'Alles accepteren',
  rejectAll: 'Alles weigeren',
  choose: 'Kiezen',
  save: 'Mijn keuze opslaan',
  close: 'Sluiten en weigeren',
  settingsTitle: 'Cookie-instellingen',
  settingsBody: 'Beslis per doel. Wat noodzakelijk is staat altijd aan; al het andere blijft uit totdat u het aanzet.',
  alwaysOn: 'Altijd aan',
  services: 'Diensten',
  reopen: 'Cookie-instellingen',
  withdraw: 'Toestemming intrekken',
  yourConsent: 'Uw toestemming en het bewijs ervan',
  privacy: 'Privacyverklaring',
  imprint: 'Colofon',
  gpc: 'Uw browser vraagt om niet te worden gevolgd (Global Privacy Control). Wij hebben dat als een weigering opgevat.',
  blocked: '{service} is geblokkeerd totdat u “{category}” toestaat.',
  allow: 'Toestaan',
  categories: {
    necessary: { title: 'Noodzakelijk', text: 'Nodig om deze pagina te laten werken en uw keuze te onthouden.' },
    functional: { title: 'Functioneel', text: 'Onthoudt instellingen en toont inhoud zoals video’s en kaarten.' },
    analytics: { title: 'Statistiek', text: 'Meet hoe de pagina wordt gebruikt, om haar te verbeteren.' },
    marketing: { title: 'Marketing', text: 'Toont en meet advertenties, hier en elders.' },
  },
};
