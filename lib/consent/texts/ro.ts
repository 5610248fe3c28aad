import type { BannerTexts } from '../categories.ts';

export const ro: BannerTexts = {
  title: 'Alegerea dumneavoastră privind cookie-urile',
  body: 'Dorim să folosim cookie-uri și tehnici similare în scopurile de mai jos. Nimic nu este folosit înainte de acordul dumneavoastră și vă puteți răzgândi oricând.',
  acceptAll: 'Acceptă toate',
  rejectAll: 'Respinge toate',
  choose: 'Alege',
  save: 'Salvează alegerea mea',
  close: 'Închide și respinge',
  settingsTitle: 'Setări cookie',
  settingsBody:
    'Decideți pentru fiecare scop. Ce este necesar este mereu activ; restul rămâne oprit până când îl porniți.',
  alwaysOn: 'Mereu activ',
  services: 'Servicii',
  reopen: 'Setări cookie',
  withdraw: 'Retrage consimțământul',
  yourConsent: 'Consimțământul dumneavoastră și dovada lui',
  privacy: 'Politica de confidențialitate',
  imprint: 'Informații legale',
  gpc: 'Browserul dumneavoastră cere să nu fiți urmărit (Global Privacy Control). Am considerat aceasta drept un refuz.',
  blocked: '{service} este blocat până când permiteți „{category}”.',
  allow: 'Permite',
  categories: {
    necessary: {
      title: 'Necesare',
      text: 'Sunt necesare pentru funcționarea paginii și pentru a reține alegerea dumneavoastră.',
    },
    functional: { title: 'Funcționale', text: 'Rețin setările și afișează conținut precum videoclipuri și hărți.' },
    analytics: { title: 'Statistice', text: 'Măsoară cum este folosită pagina, pentru a o îmbunătăți.' },
    marketing: { title: 'Marketing', text: 'Afișează și măsoară publicitatea, aici și în alte părți.' },
  },
};
