import type { BannerTexts } from '../categories.ts';

export const pl: BannerTexts = {
  title: 'Twój wybór dotyczący plików cookie',
  body: 'Chcielibyśmy używać plików cookie i podobnych technik w celach podanych poniżej. Niczego nie używamy przed uzyskaniem zgody, a decyzję można w każdej chwili zmienić.',
  acceptAll: 'Zaakceptuj wszystkie',
  rejectAll: 'Odrzuć wszystkie',
  choose: 'Wybierz',
  save: 'Zapisz mój wybór',
  close: 'Zamknij i odrzuć',
  settingsTitle: 'Ustawienia plików cookie',
  settingsBody:
    'Zdecyduj o każdym celu osobno. Niezbędne są zawsze włączone; wszystko inne pozostaje wyłączone, dopóki tego nie włączysz.',
  alwaysOn: 'Zawsze włączone',
  services: 'Usługi',
  reopen: 'Ustawienia plików cookie',
  withdraw: 'Wycofaj zgodę',
  yourConsent: 'Twoja zgoda i jej dowód',
  privacy: 'Polityka prywatności',
  imprint: 'Informacje prawne',
  gpc: 'Twoja przeglądarka prosi, aby Cię nie śledzić (Global Privacy Control). Uznaliśmy to za odmowę.',
  blocked: 'Usługa {service} jest zablokowana, dopóki nie zezwolisz na „{category}”.',
  allow: 'Zezwól',
  categories: {
    necessary: { title: 'Niezbędne', text: 'Potrzebne do działania strony i zapamiętania Twojego wyboru.' },
    functional: { title: 'Funkcjonalne', text: 'Pamiętają ustawienia i pokazują treści takie jak filmy i mapy.' },
    analytics: { title: 'Statystyczne', text: 'Mierzą, jak używana jest strona, aby ją ulepszać.' },
    marketing: { title: 'Marketingowe', text: 'Wyświetlają i mierzą reklamy, tutaj i gdzie indziej.' },
  },
};
