import type { StorefrontTexts } from './storefront-texts.ts';

export const et: StorefrontTexts = {
  skip: 'Liigu sisu juurde',
  offers: 'Mida pakume',
  contact: 'Kontakt',
  address: 'Aadress',
  hours: 'Lahtiolekuajad',
  email: 'E-post',
  phone: 'Telefon',
  openAt: 'Ava saidil {host}',
  back: 'Tagasi: {name}',
  imprint: {
    representedBy: 'Esindaja',
    register: 'Registrikanne',
    vatId: 'KMKR number',
    responsible: 'Sisu eest vastutab',
  },
  privacy: {
    intro: 'See leht ütleb, mis juhtub teie andmetega, kui külastate lehte „{name}“.',
    controller: 'Kes vastutab',
    visit: 'Kui külastate lehte',
    visitText:
      'Selle lehe saatmiseks kasutab server teie IP-aadressi ja seda, mida brauser talle teatab, mitte kauem, kui vastus ja serveri turvalisus nõuavad. Õiguslik alus on meie õigustatud huvi turvalise lehe vastu (isikuandmete kaitse üldmääruse artikli 6 lõike 1 punkt f).',
    form: 'Kui kirjutate meile',
    formText:
      'Kasutame kontaktvormi sisestatut teile vastamiseks. Sõnumit säilitatakse kõige rohkem {months} kuud. Õiguslik alus on meie õigustatud huvi teile vastata või teie soovitud lepingueelsed sammud (isikuandmete kaitse üldmääruse artikli 6 lõike 1 punktid b ja f).',
    botText:
      'Et programmid vormi ei saadaks, kasutab see Cloudflare’i teenust Turnstile, mis vaatab teie IP-aadressi ja brauseri omadusi. Õiguslik alus on meie õigustatud huvi end kuritarvituste eest kaitsta (isikuandmete kaitse üldmääruse artikli 6 lõike 1 punkt f).',
    choices: 'Küpsised ja teie valik',
    choicesText:
      'Kolmandatelt isikutelt ei laadita midagi enne, kui selle lubate. Teie valikut säilitatakse küpsises hf_consent {days} päeva ning ilma nime ja aadressita tõendina {years} aastat (isikuandmete kaitse üldmääruse artikli 7 lõige 1). Saate seda igal ajal muuta või tagasi võtta jaotises „{settings}“.',
    services: 'Teiste teenused',
    noServices: 'See leht ei kasuta teiste teenuseid.',
    servicesText:
      'Neid teenuseid kasutatakse ainult teie nõusolekul (isikuandmete kaitse üldmääruse artikli 6 lõike 1 punkt a).',
    service: 'Teenus',
    purpose: 'Eesmärk',
    receivers: 'Andmete saajad',
    cookies: 'Küpsised',
    rights: 'Teie õigused',
    rightsText:
      'Teil on õigus andmetega tutvuda, neid parandada ja kustutada lasta, nende töötlemist piirata ja neid üle kanda ning õigus esitada vastuväiteid. Nõusoleku võib igal ajal edaspidiseks tagasi võtta. Võite esitada kaebuse andmekaitseasutusele.',
    ask: 'Küsi oma andmete kohta',
  },
};
