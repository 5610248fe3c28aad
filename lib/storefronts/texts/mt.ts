import type { StorefrontTexts } from './storefront-texts.ts';

export const mt: StorefrontTexts = {
  skip: 'Aqbeż għall-kontenut',
  offers: 'X’noffru',
  contact: 'Kuntatt',
  address: 'Indirizz',
  hours: 'Ħinijiet tal-ftuħ',
  email: 'Email',
  phone: 'Telefon',
  openAt: 'Iftaħ fuq {host}',
  back: 'Lura għal {name}',
  imprint: {
    representedBy: 'Rappreżentat minn',
    register: 'Reġistrazzjoni',
    vatId: 'Numru tal-VAT',
    responsible: 'Responsabbli mill-kontenut',
  },
  privacy: {
    intro: 'Din il-paġna tgħid x’jiġri mid-data tiegħek meta żżur {name}.',
    controller: 'Min hu responsabbli',
    visit: 'Meta żżurna',
    visitText:
      'Biex jibgħatlek din il-paġna, is-server juża l-indirizz IP tiegħek u dak li jgħidlu l-brawżer tiegħek, mhux aktar milli jeħtieġu t-tweġiba u s-sigurtà tas-server. Il-bażi legali hija l-interess leġittimu tagħna f’paġna sigura (l-Artikolu 6(1)(f) tal-GDPR).',
    form: 'Meta tiktbilna',
    formText:
      'Nużaw dak li ddaħħal fil-formola ta’ kuntatt biex inweġbuk. Il-messaġġ jinżamm sa mhux aktar minn {months} xhur. Il-bażi legali hija l-interess leġittimu tagħna li nweġbuk jew passi lejn kuntratt li titlob (l-Artikolu 6(1)(b) u (f) tal-GDPR).',
    botText:
      'Biex ma jibagħtuhiex programmi, il-formola tuża Turnstile ta’ Cloudflare, li jħares lejn l-indirizz IP tiegħek u karatteristiċi tal-brawżer tiegħek. Il-bażi legali hija l-interess leġittimu tagħna li nipproteġu ruħna mill-abbuż (l-Artikolu 6(1)(f) tal-GDPR).',
    choices: 'Cookies u l-għażla tiegħek',
    choicesText:
      'Xejn ta’ ħaddieħor ma jitgħabba qabel ma tippermettih. L-għażla tiegħek tinżamm fil-cookie hf_consent għal {days} jum u, mingħajr isem jew indirizz, bħala prova għal {years} snin (l-Artikolu 7(1) tal-GDPR). Tista’ tbiddilha jew tirtiraha meta trid taħt “{settings}”.',
    services: 'Servizzi ta’ ħaddieħor',
    noServices: 'Din il-paġna ma tuża l-ebda servizz ta’ ħaddieħor.',
    servicesText: 'Dawn is-servizzi jintużaw biss bil-kunsens tiegħek (l-Artikolu 6(1)(a) tal-GDPR).',
    service: 'Servizz',
    purpose: 'Għan',
    receivers: 'Id-data tmur għand',
    cookies: 'Cookies',
    rights: 'Id-drittijiet tiegħek',
    rightsText:
      'Għandek id-dritt ta’ aċċess, rettifika, tħassir, restrizzjoni tal-ipproċessar u portabbiltà tad-data, u d-dritt li toġġezzjona. Il-kunsens jista’ jiġi rtirat meta trid, b’effett għall-futur. Tista’ tressaq ilment quddiem awtorità tal-protezzjoni tad-data.',
    ask: 'Staqsi dwar id-data tiegħek',
  },
};
