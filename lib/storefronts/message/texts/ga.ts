import type { ContactFormTexts } from './contact-form-texts.ts';

export const ga: ContactFormTexts = {
  title: 'Teagmháil',
  name: 'Ainm',
  email: 'Ríomhphost',
  phone: 'Teileafón',
  company: 'Cuideachta',
  message: 'Teachtaireacht',
  optional: 'roghnach',
  send: 'Seol an teachtaireacht',
  sending: 'Á seoladh…',
  thanks: 'Go raibh maith agat',
  thanksText: 'Tháinig do theachtaireacht. Gheobhaidh tú an freagra ar ríomhphost.',
  note: 'Úsáidimid an méid a scríobhann tú chun freagra a thabhairt ort amháin.',
  linkConsent: 'Nasc mo rogha fianán leis an teachtaireacht seo, ionas go bhfaighfear in éineacht léi í',
  leaveEmpty: 'Fág an réimse seo folamh',
  noScript:
    'Ní ritheann do bhrabhsálaí JavaScript. Breathnaíonn duine ar do theachtaireacht sula gcuirtear ar aghaidh í, mar sin d’fhéadfadh an freagra níos mó ama a thógáil.',
  required: 'Líon isteach an réimse seo.',
  badEmail: 'Cuir isteach seoladh ríomhphoist, mar shampla ainm@example.com.',
  badText: 'Tá sé rófhada nó tá carachtair ann nach féidir a thaispeáint.',
  fixFields: 'Níor seoladh aon rud fós. Féach ar na réimsí seo:',
  limited: 'Seoladh an iomarca teachtaireachtaí ón áit seo. Níor seoladh aon rud; bain triail eile as ar ball.',
  notHuman: 'Níor seoladh aon rud: níorbh fhéidir linn a dheimhniú gur duine atá á sheoladh. Bain triail eile as.',
  failed: 'Níor seoladh aon rud. Seiceáil do nasc agus bain triail eile as; tá an méid a scríobh tú fós anseo.',
};
