import type { ContactFormTexts } from './contact-form-texts.ts';

export const mt: ContactFormTexts = {
  title: 'Kuntatt',
  name: 'Isem',
  email: 'Email',
  phone: 'Telefown',
  company: 'Kumpanija',
  message: 'Messaġġ',
  optional: 'mhux obbligatorju',
  send: 'Ibgħat il-messaġġ',
  sending: 'Qed jintbagħat…',
  thanks: 'Grazzi',
  thanksText: 'Il-messaġġ tiegħek wasal. Tirċievi t-tweġiba bl-email.',
  note: 'Nużaw dak li tikteb biex inweġbuk, u għal xejn iktar.',
  linkConsent: 'Orbot l-għażla tiegħi dwar il-cookies ma’ dan il-messaġġ, biex tinstab flimkien miegħu',
  leaveEmpty: 'Ħalli dan il-post vojt',
  noScript:
    'Il-brawżer tiegħek ma jħaddimx JavaScript. Persuna tara l-messaġġ tiegħek qabel ma jgħaddi, għalhekk it-tweġiba tista’ ddum iktar.',
  required: 'Jekk jogħġbok imla dan il-post.',
  badEmail: 'Ikteb indirizz tal-email, pereżempju isem@example.com.',
  badText: 'Twil wisq jew fih karattri li ma jistgħux jintwerew.',
  fixFields: 'Għadu ma ntbagħat xejn. Jekk jogħġbok ara dawn il-postijiet:',
  limited: 'Minn hawn intbagħtu wisq messaġġi. Ma ntbagħat xejn; erġa’ pprova iktar tard.',
  notHuman: 'Ma ntbagħat xejn: ma stajniex nikkonfermaw li qed tibagħtu persuna. Erġa’ pprova.',
  failed: 'Ma ntbagħat xejn. Iċċekkja l-konnessjoni u erġa’ pprova; dak li ktibt għadu hawn.',
};
