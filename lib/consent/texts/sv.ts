import type { BannerTexts } from '../categories.ts';

export const sv: BannerTexts = {
  title: 'Ditt val om cookies',
  body: 'Vi vill använda cookies och liknande tekniker för ändamålen nedan. Inget används innan du samtycker och du kan ändra dig när som helst.',
  acceptAll: 'Godkänn alla',
  rejectAll: 'Avvisa alla',
  choose: 'Välj',
  save: 'Spara mitt val',
  close: 'Stäng och avvisa',
  settingsTitle: 'Cookieinställningar',
  settingsBody: 'Bestäm för varje ändamål. Det nödvändiga är alltid på; allt annat är avstängt tills du slår på det.',
  alwaysOn: 'Alltid på',
  services: 'Tjänster',
  reopen: 'Cookieinställningar',
  withdraw: 'Återkalla samtycke',
  yourConsent: 'Ditt samtycke och beviset för det',
  privacy: 'Integritetspolicy',
  imprint: 'Om webbplatsen',
  gpc: 'Din webbläsare ber om att inte bli spårad (Global Privacy Control). Vi har tagit det som ett nej.',
  blocked: '{service} är blockerad tills du tillåter ”{category}”.',
  allow: 'Tillåt',
  categories: {
    necessary: { title: 'Nödvändiga', text: 'Behövs för att sidan ska fungera och för att minnas ditt val.' },
    functional: { title: 'Funktionella', text: 'Minns inställningar och visar innehåll som videor och kartor.' },
    analytics: { title: 'Statistik', text: 'Mäter hur sidan används, så att den kan förbättras.' },
    marketing: { title: 'Marknadsföring', text: 'Visar och mäter annonser, här och på andra platser.' },
  },
};
