import type { BannerTexts } from '../categories.ts';

export const de: BannerTexts = {
  title: 'Ihre Wahl zu Cookies',
  body: 'Wir möchten Cookies und ähnliche Techniken für die unten genannten Zwecke einsetzen. Vor Ihrer Zustimmung geschieht nichts davon, und Sie können Ihre Wahl jederzeit ändern.',
  acceptAll: 'Alle annehmen',
  rejectAll: 'Alle ablehnen',
  choose: 'Auswählen',
  save: 'Auswahl speichern',
  close: 'Schließen und ablehnen',
  settingsTitle: 'Cookie-Einstellungen',
  settingsBody:
    'Entscheiden Sie für jeden Zweck. Notwendiges ist immer an; alles andere bleibt aus, bis Sie es einschalten.',
  alwaysOn: 'Immer an',
  services: 'Dienste',
  reopen: 'Cookie-Einstellungen',
  withdraw: 'Einwilligung widerrufen',
  yourConsent: 'Ihre Einwilligung und ihr Nachweis',
  privacy: 'Datenschutzerklärung',
  imprint: 'Impressum',
  gpc: 'Ihr Browser bittet darum, nicht verfolgt zu werden (Global Privacy Control). Wir haben das als Ablehnung verstanden.',
  blocked: '{service} ist blockiert, bis Sie „{category}“ erlauben.',
  allow: 'Erlauben',
  categories: {
    necessary: { title: 'Notwendig', text: 'Damit diese Seite funktioniert und Ihre Wahl behalten wird.' },
    functional: { title: 'Funktional', text: 'Merkt sich Einstellungen und zeigt Inhalte wie Videos und Karten.' },
    analytics: { title: 'Statistik', text: 'Misst, wie die Seite genutzt wird, um sie zu verbessern.' },
    marketing: { title: 'Werbung', text: 'Zeigt und misst Werbung, hier und anderswo.' },
  },
};
