import type { StorefrontTexts } from './storefront-texts.ts';

export const lt: StorefrontTexts = {
  skip: 'Pereiti prie turinio',
  offers: 'Ką siūlome',
  contact: 'Kontaktai',
  address: 'Adresas',
  hours: 'Darbo laikas',
  email: 'El. paštas',
  phone: 'Telefonas',
  openAt: 'Atverti svetainėje {host}',
  back: 'Atgal: {name}',
  imprint: {
    representedBy: 'Atstovas',
    register: 'Įrašas registre',
    vatId: 'PVM mokėtojo kodas',
    responsible: 'Už turinį atsako',
  },
  privacy: {
    intro: 'Šiame puslapyje paaiškinama, kas vyksta su jūsų duomenimis, kai lankotės puslapyje „{name}“.',
    controller: 'Kas yra duomenų valdytojas',
    visit: 'Kai lankotės puslapyje',
    visitText:
      'Kad atsiųstų jums šį puslapį, serveris naudoja jūsų IP adresą ir tai, ką jam praneša naršyklė, ne ilgiau, nei reikia atsakymui ir serverio saugumui. Teisinis pagrindas – mūsų teisėtas interesas turėti saugų puslapį (BDAR 6 straipsnio 1 dalies f punktas).',
    form: 'Kai mums rašote',
    formText:
      'Tai, ką įrašote kontaktų formoje, naudojame jums atsakyti. Žinutė saugoma ne ilgiau kaip {months} mėn. Teisinis pagrindas – mūsų teisėtas interesas jums atsakyti arba jūsų prašymu atliekami veiksmai prieš sudarant sutartį (BDAR 6 straipsnio 1 dalies b ir f punktai).',
    botText:
      'Kad jos nesiųstų programos, forma naudoja „Cloudflare“ paslaugą „Turnstile“, kuri tikrina jūsų IP adresą ir naršyklės savybes. Teisinis pagrindas – mūsų teisėtas interesas apsisaugoti nuo piktnaudžiavimo (BDAR 6 straipsnio 1 dalies f punktas).',
    choices: 'Slapukai ir jūsų pasirinkimas',
    choicesText:
      'Niekas iš kitų neįkeliama, kol to neleidžiate. Jūsų pasirinkimas saugomas slapuke hf_consent {days} d. ir, be vardo ir adreso, kaip įrodymas {years} m. (BDAR 7 straipsnio 1 dalis). Jį bet kada galite pakeisti arba atšaukti skiltyje „{settings}“.',
    services: 'Kitų paslaugos',
    noServices: 'Šiame puslapyje nenaudojamos kitų paslaugos.',
    servicesText: 'Šios paslaugos naudojamos tik jums sutikus (BDAR 6 straipsnio 1 dalies a punktas).',
    service: 'Paslauga',
    purpose: 'Tikslas',
    receivers: 'Duomenų gavėjai',
    cookies: 'Slapukai',
    rights: 'Jūsų teisės',
    rightsText:
      'Turite teisę susipažinti su duomenimis, juos ištaisyti, ištrinti, apriboti jų tvarkymą, juos perkelti ir nesutikti su jų tvarkymu. Sutikimą bet kada galima atšaukti ateičiai. Galite pateikti skundą duomenų apsaugos institucijai.',
    ask: 'Klausti apie savo duomenis',
  },
};
