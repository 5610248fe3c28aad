import type { StorefrontTexts } from './storefront-texts.ts';

export const sv: StorefrontTexts = {
  skip: 'Gå till innehållet',
  offers: 'Vårt utbud',
  contact: 'Kontakt',
  address: 'Adress',
  hours: 'Öppettider',
  email: 'E-post',
  phone: 'Telefon',
  openAt: 'Öppna på {host}',
  back: 'Tillbaka till {name}',
  imprint: {
    representedBy: 'Företräds av',
    register: 'Registrering',
    vatId: 'Momsregistreringsnummer',
    responsible: 'Ansvarig för innehållet',
  },
  privacy: {
    intro: 'Den här sidan berättar vad som händer med dina uppgifter när du besöker {name}.',
    controller: 'Vem som är ansvarig',
    visit: 'När du besöker oss',
    visitText:
      'För att skicka sidan till dig använder servern din IP-adress och det som din webbläsare uppger, inte längre än svaret och serverns säkerhet kräver. Den rättsliga grunden är vårt berättigade intresse av en säker sida (artikel 6.1 f i GDPR).',
    form: 'När du skriver till oss',
    formText:
      'Det du skriver i kontaktformuläret använder vi för att svara dig. Meddelandet sparas i högst {months} månader. Den rättsliga grunden är vårt berättigade intresse av att svara dig eller åtgärder inför ett avtal som du begär (artikel 6.1 b och f i GDPR).',
    botText:
      'För att program inte ska skicka det använder formuläret Turnstile från Cloudflare, som granskar din IP-adress och egenskaper hos din webbläsare. Den rättsliga grunden är vårt berättigade intresse av skydd mot missbruk (artikel 6.1 f i GDPR).',
    choices: 'Kakor och ditt val',
    choicesText:
      'Inget från andra laddas innan du tillåter det. Ditt val sparas i kakan hf_consent i {days} dagar och, utan namn eller adress, som bevis i {years} år (artikel 7.1 i GDPR). Du kan när som helst ändra eller återkalla det under ”{settings}”.',
    services: 'Tjänster från andra',
    noServices: 'Den här sidan använder inga tjänster från andra.',
    servicesText: 'Dessa tjänster används bara med ditt samtycke (artikel 6.1 a i GDPR).',
    service: 'Tjänst',
    purpose: 'Ändamål',
    receivers: 'Uppgifter går till',
    cookies: 'Kakor',
    rights: 'Dina rättigheter',
    rightsText:
      'Du har rätt till tillgång, rättelse, radering, begränsning av behandlingen och dataportabilitet samt rätt att göra invändningar. Samtycke kan när som helst återkallas för framtiden. Du kan lämna klagomål till en dataskyddsmyndighet.',
    ask: 'Fråga om dina uppgifter',
  },
};
