import type { StorefrontTexts } from './storefront-texts.ts';

export const ga: StorefrontTexts = {
  skip: 'Téigh go dtí an t-ábhar',
  offers: 'Ár dtairiscintí',
  contact: 'Teagmháil',
  address: 'Seoladh',
  hours: 'Uaireanta oscailte',
  email: 'Ríomhphost',
  phone: 'Teileafón',
  openAt: 'Oscail ar {host}',
  back: 'Ar ais: {name}',
  imprint: {
    representedBy: 'Ionadaí',
    register: 'Taifead cláraithe',
    vatId: 'Uimhir CBL',
    responsible: 'Freagrach as an ábhar',
  },
  privacy: {
    intro: 'Deir an leathanach seo cad a tharlaíonn do do shonraí nuair a thugann tú cuairt ar {name}.',
    controller: 'Cé atá freagrach',
    visit: 'Nuair a thugann tú cuairt',
    visitText:
      'Chun an leathanach seo a sheoladh chugat, úsáideann an freastalaí do sheoladh IP agus a n-insíonn do bhrabhsálaí dó, gan dul thar an méid a éilíonn an freagra agus slándáil an fhreastalaí. Is é an bunús dlí ár leas dlisteanach i leathanach slán (GDPR, Airteagal 6(1)(f)).',
    form: 'Nuair a scríobhann tú chugainn',
    formText:
      'Úsáidimid a gcuireann tú san fhoirm theagmhála chun tú a fhreagairt. Coinnítear an teachtaireacht {months} mí ar a mhéad. Is é an bunús dlí ár leas dlisteanach i bhfreagra a thabhairt ort, nó céimeanna i dtreo conartha a iarrann tú (GDPR, Airteagal 6(1)(b) agus (f)).',
    botText:
      'Ionas nach seolfaidh cláir í, úsáideann an fhoirm Turnstile ó Cloudflare, a fhéachann ar do sheoladh IP agus ar thréithe do bhrabhsálaí. Is é an bunús dlí ár leas dlisteanach i gcosaint ar mhí-úsáid (GDPR, Airteagal 6(1)(f)).',
    choices: 'Fianáin agus do rogha',
    choicesText:
      'Ní lódáiltear aon rud ó dhaoine eile sula gceadaíonn tú é. Coinnítear do rogha san fhianán hf_consent ar feadh {days} lá agus, gan ainm ná seoladh, mar chruthúnas ar feadh {years} bliana (GDPR, Airteagal 7(1)). Is féidir leat í a athrú nó a tharraingt siar am ar bith faoi “{settings}”.',
    services: 'Seirbhísí ó dhaoine eile',
    noServices: 'Ní úsáideann an leathanach seo seirbhísí ó dhaoine eile.',
    servicesText: 'Ní úsáidtear na seirbhísí seo ach le do thoiliú (GDPR, Airteagal 6(1)(a)).',
    service: 'Seirbhís',
    purpose: 'Cuspóir',
    receivers: 'Téann sonraí chuig',
    cookies: 'Fianáin',
    rights: 'Do chearta',
    rightsText:
      'Tá ceart rochtana, ceartaithe, léirscriosta, srianta ar phróiseáil agus iniomparthachta sonraí agat, agus ceart agóide. Is féidir toiliú a tharraingt siar am ar bith, le héifeacht don todhchaí. Is féidir leat gearán a dhéanamh le húdarás cosanta sonraí.',
    ask: 'Fiafraigh faoi do shonraí',
  },
};
