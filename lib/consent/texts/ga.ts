import type { BannerTexts } from '../categories.ts';

export const ga: BannerTexts = {
  title: 'Do rogha maidir le fianáin',
  body: 'Ba mhaith linn fianáin agus teicnící comhchosúla a úsáid chun na gcríoch thíos. Ní úsáidtear aon rud sula n-aontaíonn tú, agus is féidir leat d’intinn a athrú am ar bith.',
  acceptAll: 'Glac le gach rud',
  rejectAll: 'Diúltaigh do gach rud',
  choose: 'Roghnaigh',
  save: 'Sábháil mo rogha',
  close: 'Dún agus diúltaigh',
  settingsTitle: 'Socruithe fianán',
  settingsBody:
    'Déan cinneadh faoi gach cuspóir. Bíonn a bhfuil riachtanach ar siúl i gcónaí; fanann gach rud eile múchta go dtí go lasann tú é.',
  alwaysOn: 'Ar siúl i gcónaí',
  services: 'Seirbhísí',
  reopen: 'Socruithe fianán',
  withdraw: 'Tarraing siar toiliú',
  yourConsent: 'Do thoiliú agus a chruthúnas',
  privacy: 'Beartas príobháideachais',
  imprint: 'Eolas dlíthiúil',
  gpc: 'Iarrann do bhrabhsálaí nach ndéanfaí tú a rianú (Global Privacy Control). Ghlacamar leis sin mar dhiúltú.',
  blocked: 'Tá {service} blocáilte go dtí go gceadaíonn tú “{category}”.',
  allow: 'Ceadaigh',
  categories: {
    necessary: {
      title: 'Riachtanach',
      text: 'Ag teastáil chun go n-oibreoidh an leathanach agus go gcuimhneofar ar do rogha.',
    },
    functional: {
      title: 'Feidhmiúil',
      text: 'Cuimhníonn ar shocruithe agus taispeánann ábhar amhail físeáin agus léarscáileanna.',
    },
    analytics: { title: 'Anailísíocht', text: 'Tomhaiseann conas a úsáidtear an leathanach, chun é a fheabhsú.' },
    marketing: { title: 'Margaíocht', text: 'Taispeánann agus tomhaiseann fógraíocht, anseo agus in áiteanna eile.' },
  },
};
