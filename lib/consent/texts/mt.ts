import type { BannerTexts } from '../categories.ts';

export const mt: BannerTexts = {
  title: 'L-għażla tiegħek dwar il-cookies',
  body: 'Nixtiequ nużaw cookies u tekniki simili għall-għanijiet hawn taħt. Ma jintuża xejn qabel ma taqbel, u tista’ tibdel fehmtek meta trid.',
  acceptAll: 'Aċċetta kollox',
  rejectAll: 'Irrifjuta kollox',
  choose: 'Agħżel',
  save: 'Issejvja l-għażla tiegħi',
  close: 'Agħlaq u rrifjuta',
  settingsTitle: 'Settings tal-cookies',
  settingsBody:
    'Iddeċiedi għal kull għan. Dak li hu meħtieġ ikun dejjem mixgħul; il-bqija jibqa’ mitfi sakemm tixegħlu int.',
  alwaysOn: 'Dejjem mixgħul',
  services: 'Servizzi',
  reopen: 'Settings tal-cookies',
  withdraw: 'Irtira l-kunsens',
  yourConsent: 'Il-kunsens tiegħek u l-prova tiegħu',
  privacy: 'Politika tal-privatezza',
  imprint: 'Informazzjoni legali',
  gpc: 'Il-browser tiegħek jitlob li ma tiġix segwit (Global Privacy Control). Ħadnieh bħala rifjut.',
  blocked: '{service} huwa mblukkat sakemm tippermetti “{category}”.',
  allow: 'Ippermetti',
  categories: {
    necessary: { title: 'Meħtieġa', text: 'Meħtieġa biex il-paġna taħdem u tiftakar l-għażla tiegħek.' },
    functional: { title: 'Funzjonali', text: 'Jiftakru s-settings u juru kontenut bħal vidjows u mapep.' },
    analytics: { title: 'Statistika', text: 'Ikejlu kif tintuża l-paġna, biex tkun tista’ titjieb.' },
    marketing: { title: 'Kummerċjalizzazzjoni', text: 'Juru u jkejlu r-riklami, hawn u xi mkien ieħor.' },
  },
};
