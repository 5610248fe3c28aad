import type { BannerTexts } from '../categories.ts';

export const hr: BannerTexts = {
  title: 'Vaš izbor o kolačićima',
  body: 'Željeli bismo upotrebljavati kolačiće i slične tehnike u svrhe navedene u nastavku. Ništa se ne upotrebljava prije vaše privole, a odluku možete promijeniti u svakom trenutku.',
  acceptAll: 'Prihvati sve',
  rejectAll: 'Odbij sve',
  choose: 'Odaberi',
  save: 'Spremi moj izbor',
  close: 'Zatvori i odbij',
  settingsTitle: 'Postavke kolačića',
  settingsBody: 'Odlučite za svaku svrhu. Nužno je uvijek uključeno; sve ostalo ostaje isključeno dok to ne uključite.',
  alwaysOn: 'Uvijek uključeno',
  services: 'Usluge',
  reopen: 'Postavke kolačića',
  withdraw: 'Povuci privolu',
  yourConsent: 'Vaša privola i njezin dokaz',
  privacy: 'Pravila privatnosti',
  imprint: 'Pravne informacije',
  gpc: 'Vaš preglednik traži da vas se ne prati (Global Privacy Control). To smo shvatili kao odbijanje.',
  blocked: 'Usluga {service} blokirana je dok ne dopustite „{category}”.',
  allow: 'Dopusti',
  categories: {
    necessary: { title: 'Nužni', text: 'Potrebni su za rad stranice i pamćenje vašeg izbora.' },
    functional: { title: 'Funkcionalni', text: 'Pamte postavke i prikazuju sadržaje poput videozapisa i karata.' },
    analytics: { title: 'Statistički', text: 'Mjere kako se stranica upotrebljava kako bi se poboljšala.' },
    marketing: { title: 'Marketinški', text: 'Prikazuju i mjere oglase, ovdje i drugdje.' },
  },
};
