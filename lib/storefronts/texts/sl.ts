import type { StorefrontTexts } from './storefront-texts.ts';

export const sl: StorefrontTexts = {
  skip: 'Na vsebino',
  offers: 'Naša ponudba',
  contact: 'Stik',
  address: 'Naslov',
  hours: 'Odpiralni čas',
  email: 'E-pošta',
  phone: 'Telefon',
  openAt: 'Odpri na {host}',
  back: 'Nazaj: {name}',
  imprint: {
    representedBy: 'Zastopnik',
    register: 'Vpis v register',
    vatId: 'Identifikacijska številka za DDV',
    responsible: 'Odgovornost za vsebino',
  },
  privacy: {
    intro: 'Ta stran pove, kaj se zgodi z vašimi podatki, ko obiščete stran »{name}«.',
    controller: 'Kdo je upravljavec',
    visit: 'Ko nas obiščete',
    visitText:
      'Da vam strežnik pošlje to stran, uporablja vaš naslov IP in to, kar mu sporoči vaš brskalnik, ne dlje, kot zahtevata odgovor in varnost strežnika. Pravna podlaga je naš zakoniti interes za varno stran (člen 6(1)(f) GDPR).',
    form: 'Ko nam pišete',
    formText:
      'Kar vpišete v obrazec za stik, uporabimo, da vam odgovorimo. Sporočilo hranimo največ toliko mesecev: {months}. Pravna podlaga je naš zakoniti interes, da vam odgovorimo, ali ukrepi pred sklenitvijo pogodbe, za katere prosite (člen 6(1)(b) in (f) GDPR).',
    botText:
      'Da obrazca ne bi pošiljali programi, uporablja Turnstile družbe Cloudflare, ki pregleda vaš naslov IP in lastnosti brskalnika. Pravna podlaga je naš zakoniti interes za zaščito pred zlorabo (člen 6(1)(f) GDPR).',
    choices: 'Piškotki in vaša izbira',
    choicesText:
      'Nič od drugih se ne naloži, dokler tega ne dovolite. Vaša izbira se hrani v piškotku hf_consent (število dni: {days}) in brez imena ali naslova kot dokaz (število let: {years}; člen 7(1) GDPR). Kadar koli jo lahko spremenite ali prekličete pod »{settings}«.',
    services: 'Storitve drugih',
    noServices: 'Ta stran ne uporablja storitev drugih.',
    servicesText: 'Te storitve se uporabljajo le z vašo privolitvijo (člen 6(1)(a) GDPR).',
    service: 'Storitev',
    purpose: 'Namen',
    receivers: 'Prejemniki podatkov',
    cookies: 'Piškotki',
    rights: 'Vaše pravice',
    rightsText:
      'Imate pravico do dostopa, popravka, izbrisa, omejitve obdelave in prenosljivosti podatkov ter pravico do ugovora. Privolitev lahko kadar koli prekličete za naprej. Pritožite se lahko pri organu za varstvo podatkov.',
    ask: 'Vprašajte o svojih podatkih',
  },
};
