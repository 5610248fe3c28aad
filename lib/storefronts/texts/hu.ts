import type { StorefrontTexts } from './storefront-texts.ts';

export const hu: StorefrontTexts = {
  skip: 'Ugrás a tartalomra',
  offers: 'Kínálatunk',
  contact: 'Kapcsolat',
  address: 'Cím',
  hours: 'Nyitvatartás',
  email: 'E-mail',
  phone: 'Telefon',
  openAt: 'Megnyitás itt: {host}',
  back: 'Vissza: {name}',
  imprint: {
    representedBy: 'Képviselő',
    register: 'Nyilvántartási adatok',
    vatId: 'Közösségi adószám',
    responsible: 'A tartalomért felelős',
  },
  privacy: {
    intro: 'Ez az oldal elmondja, mi történik az adataival, amikor felkeresi a következő oldalt: {name}.',
    controller: 'Ki az adatkezelő',
    visit: 'Amikor felkeresi az oldalt',
    visitText:
      'Az oldal elküldéséhez a szerver az Ön IP-címét és a böngészője által közölt adatokat használja, nem tovább, mint amennyit a válasz és a szerver biztonsága megkíván. A jogalap a biztonságos oldalhoz fűződő jogos érdekünk (GDPR, 6. cikk (1) bekezdés f) pont).',
    form: 'Amikor ír nekünk',
    formText:
      'A kapcsolatfelvételi űrlapon megadottakat arra használjuk, hogy válaszoljunk Önnek. Az üzenetet legfeljebb {months} hónapig őrizzük meg. A jogalap a válaszadáshoz fűződő jogos érdekünk, vagy az Ön kérésére a szerződés megkötését megelőzően tett lépések (GDPR, 6. cikk (1) bekezdés b) és f) pont).',
    botText:
      'Hogy ne programok küldjék el, az űrlap a Cloudflare Turnstile szolgáltatását használja, amely megvizsgálja az Ön IP-címét és böngészője jellemzőit. A jogalap a visszaélések elleni védelemhez fűződő jogos érdekünk (GDPR, 6. cikk (1) bekezdés f) pont).',
    choices: 'Sütik és az Ön választása',
    choicesText:
      'Másoktól semmi sem töltődik be, amíg Ön nem engedélyezi. Választását a hf_consent süti {days} napig, név és cím nélkül, bizonyítékként pedig {years} évig őrizzük (GDPR, 7. cikk (1) bekezdés). Bármikor módosíthatja vagy visszavonhatja itt: „{settings}”.',
    services: 'Mások szolgáltatásai',
    noServices: 'Ez az oldal nem használja mások szolgáltatásait.',
    servicesText:
      'Ezeket a szolgáltatásokat csak az Ön hozzájárulásával használjuk (GDPR, 6. cikk (1) bekezdés a) pont).',
    service: 'Szolgáltatás',
    purpose: 'Cél',
    receivers: 'Az adatok címzettjei',
    cookies: 'Sütik',
    rights: 'Az Ön jogai',
    rightsText:
      'Önnek joga van a hozzáféréshez, a helyesbítéshez, a törléshez, az adatkezelés korlátozásához, az adathordozhatósághoz és a tiltakozáshoz. Hozzájárulását a jövőre nézve bármikor visszavonhatja. Panaszt tehet az adatvédelmi hatóságnál.',
    ask: 'Kérdés az adatairól',
  },
};
