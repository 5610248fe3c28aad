import type { StorefrontTexts } from './storefront-texts.ts';

export const lv: StorefrontTexts = {
  skip: 'Pāriet uz saturu',
  offers: 'Ko piedāvājam',
  contact: 'Kontakti',
  address: 'Adrese',
  hours: 'Darba laiks',
  email: 'E-pasts',
  phone: 'Tālrunis',
  openAt: 'Atvērt vietnē {host}',
  back: 'Atpakaļ: {name}',
  imprint: {
    representedBy: 'Pārstāvis',
    register: 'Ieraksts reģistrā',
    vatId: 'PVN reģistrācijas numurs',
    responsible: 'Atbildīgais par saturu',
  },
  privacy: {
    intro: 'Šī lapa skaidro, kas notiek ar jūsu datiem, kad apmeklējat lapu “{name}”.',
    controller: 'Kas ir pārzinis',
    visit: 'Kad apmeklējat lapu',
    visitText:
      'Lai nosūtītu jums šo lapu, serveris izmanto jūsu IP adresi un to, ko tam paziņo pārlūkprogramma, ne ilgāk, kā to prasa atbilde un servera drošība. Juridiskais pamats ir mūsu leģitīmās intereses par drošu lapu (VDAR 6. panta 1. punkta f) apakšpunkts).',
    form: 'Kad rakstāt mums',
    formText:
      'Saziņas veidlapā ievadīto izmantojam, lai jums atbildētu. Ziņu glabājam ne ilgāk kā {months} mēnešus. Juridiskais pamats ir mūsu leģitīmās intereses jums atbildēt vai jūsu lūgtie pasākumi pirms līguma noslēgšanas (VDAR 6. panta 1. punkta b) un f) apakšpunkts).',
    botText:
      'Lai to nesūtītu programmas, veidlapa izmanto Cloudflare pakalpojumu Turnstile, kas pārbauda jūsu IP adresi un pārlūkprogrammas īpašības. Juridiskais pamats ir mūsu leģitīmās intereses aizsargāties pret ļaunprātīgu izmantošanu (VDAR 6. panta 1. punkta f) apakšpunkts).',
    choices: 'Sīkdatnes un jūsu izvēle',
    choicesText:
      'Nekas no trešajām personām netiek ielādēts, pirms to atļaujat. Jūsu izvēle tiek glabāta sīkdatnē hf_consent {days} dienas un, bez vārda un adreses, kā pierādījums {years} gadus (VDAR 7. panta 1. punkts). To jebkurā laikā var mainīt vai atsaukt sadaļā “{settings}”.',
    services: 'Citu pakalpojumi',
    noServices: 'Šī lapa neizmanto citu pakalpojumus.',
    servicesText: 'Šie pakalpojumi tiek izmantoti tikai ar jūsu piekrišanu (VDAR 6. panta 1. punkta a) apakšpunkts).',
    service: 'Pakalpojums',
    purpose: 'Nolūks',
    receivers: 'Datu saņēmēji',
    cookies: 'Sīkdatnes',
    rights: 'Jūsu tiesības',
    rightsText:
      'Jums ir tiesības piekļūt datiem, tos labot, dzēst, ierobežot to apstrādi un tos pārnest, kā arī tiesības iebilst. Piekrišanu jebkurā laikā var atsaukt uz priekšu. Varat iesniegt sūdzību datu aizsardzības iestādei.',
    ask: 'Jautāt par saviem datiem',
  },
};
