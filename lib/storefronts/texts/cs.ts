import type { StorefrontTexts } from './storefront-texts.ts';

export const cs: StorefrontTexts = {
  skip: 'Přejít k obsahu',
  offers: 'Co nabízíme',
  contact: 'Kontakt',
  address: 'Adresa',
  hours: 'Otevírací doba',
  email: 'E-mail',
  phone: 'Telefon',
  openAt: 'Otevřít na {host}',
  back: 'Zpět: {name}',
  imprint: {
    representedBy: 'Zastoupení',
    register: 'Zápis v rejstříku',
    vatId: 'DIČ',
    responsible: 'Odpovědnost za obsah',
  },
  privacy: {
    intro: 'Tato stránka říká, co se děje s vašimi údaji, když navštívíte stránku „{name}“.',
    controller: 'Kdo je správcem',
    visit: 'Když nás navštívíte',
    visitText:
      'Aby vám server mohl tuto stránku poslat, používá vaši IP adresu a to, co mu sdělí váš prohlížeč, ne déle, než vyžaduje odpověď a bezpečnost serveru. Právním základem je náš oprávněný zájem na bezpečné stránce (čl. 6 odst. 1 písm. f) GDPR).',
    form: 'Když nám napíšete',
    formText:
      'Co vyplníte v kontaktním formuláři, používáme k tomu, abychom vám odpověděli. Zprávu uchováváme nejdéle po tento počet měsíců: {months}. Právním základem je náš oprávněný zájem vám odpovědět nebo kroky před uzavřením smlouvy, o které žádáte (čl. 6 odst. 1 písm. b) a f) GDPR).',
    botText:
      'Aby formulář neodesílaly programy, používá službu Turnstile společnosti Cloudflare, která zkoumá vaši IP adresu a vlastnosti prohlížeče. Právním základem je náš oprávněný zájem na ochraně před zneužitím (čl. 6 odst. 1 písm. f) GDPR).',
    choices: 'Cookies a vaše volba',
    choicesText:
      'Nic od třetích stran se nenačte, dokud to nepovolíte. Vaše volba se uchovává v cookie hf_consent (počet dnů: {days}) a bez jména a adresy jako doklad (počet let: {years}; čl. 7 odst. 1 GDPR). Kdykoli ji můžete změnit nebo odvolat v části „{settings}“.',
    services: 'Služby třetích stran',
    noServices: 'Tato stránka nepoužívá žádné služby třetích stran.',
    servicesText: 'Tyto služby se používají jen s vaším souhlasem (čl. 6 odst. 1 písm. a) GDPR).',
    service: 'Služba',
    purpose: 'Účel',
    receivers: 'Příjemci údajů',
    cookies: 'Cookies',
    rights: 'Vaše práva',
    rightsText:
      'Máte právo na přístup k údajům, na jejich opravu, výmaz, omezení zpracování a přenositelnost a právo vznést námitku. Souhlas můžete kdykoli odvolat s účinkem do budoucna. Můžete podat stížnost u dozorového úřadu pro ochranu údajů.',
    ask: 'Zeptat se na své údaje',
  },
};
