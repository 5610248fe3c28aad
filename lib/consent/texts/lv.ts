import type { BannerTexts } from '../categories.ts';

export const lv: BannerTexts = {
  title: 'Jūsu izvēle par sīkdatnēm',
  body: 'Mēs vēlamies izmantot sīkdatnes un līdzīgus paņēmienus tālāk norādītajiem mērķiem. Pirms jūsu piekrišanas netiek izmantots nekas, un savu lēmumu varat mainīt jebkurā laikā.',
  acceptAll: 'Pieņemt visas',
  rejectAll: 'Noraidīt visas',
  choose: 'Izvēlēties',
  save: 'Saglabāt manu izvēli',
  close: 'Aizvērt un noraidīt',
  settingsTitle: 'Sīkdatņu iestatījumi',
  settingsBody:
    'Izlemiet par katru mērķi. Nepieciešamās vienmēr ir ieslēgtas; viss pārējais ir izslēgts, līdz to ieslēdzat.',
  alwaysOn: 'Vienmēr ieslēgtas',
  services: 'Pakalpojumi',
  reopen: 'Sīkdatņu iestatījumi',
  withdraw: 'Atsaukt piekrišanu',
  yourConsent: 'Jūsu piekrišana un tās apliecinājums',
  privacy: 'Privātuma politika',
  imprint: 'Juridiskā informācija',
  gpc: 'Jūsu pārlūks lūdz jums neizsekot (Global Privacy Control). Mēs to uzskatījām par atteikumu.',
  blocked: '{service} ir bloķēts, līdz atļaujat „{category}”.',
  allow: 'Atļaut',
  categories: {
    necessary: { title: 'Nepieciešamās', text: 'Vajadzīgas, lai lapa darbotos un atcerētos jūsu izvēli.' },
    functional: { title: 'Funkcionālās', text: 'Atceras iestatījumus un rāda saturu, piemēram, video un kartes.' },
    analytics: { title: 'Statistikas', text: 'Mēra, kā lapa tiek izmantota, lai to uzlabotu.' },
    marketing: { title: 'Mārketinga', text: 'Rāda un mēra reklāmu šeit un citur.' },
  },
};
