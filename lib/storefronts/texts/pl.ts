import type { StorefrontTexts } from './storefront-texts.ts';

export const pl: StorefrontTexts = {
  skip: 'Przejdź do treści',
  offers: 'Nasza oferta',
  contact: 'Kontakt',
  address: 'Adres',
  hours: 'Godziny otwarcia',
  email: 'E-mail',
  phone: 'Telefon',
  openAt: 'Otwórz w serwisie {host}',
  back: 'Powrót: {name}',
  imprint: {
    representedBy: 'Reprezentacja',
    register: 'Wpis do rejestru',
    vatId: 'Numer identyfikacyjny VAT',
    responsible: 'Odpowiedzialność za treść',
  },
  privacy: {
    intro: 'Ta strona wyjaśnia, co dzieje się z Państwa danymi podczas odwiedzin strony „{name}”.',
    controller: 'Kto jest administratorem',
    visit: 'Gdy odwiedzają Państwo stronę',
    visitText:
      'Aby przesłać tę stronę, serwer używa Państwa adresu IP oraz informacji przekazywanych przez przeglądarkę, nie dłużej, niż wymagają tego odpowiedź i bezpieczeństwo serwera. Podstawą prawną jest nasz prawnie uzasadniony interes w zapewnieniu bezpiecznej strony (art. 6 ust. 1 lit. f RODO).',
    form: 'Gdy piszą Państwo do nas',
    formText:
      'Danych wpisanych w formularzu kontaktowym używamy, aby odpowiedzieć. Wiadomość przechowujemy najwyżej przez {months} mies. Podstawą prawną jest nasz prawnie uzasadniony interes w udzieleniu odpowiedzi lub działania na Państwa żądanie przed zawarciem umowy (art. 6 ust. 1 lit. b i f RODO).',
    botText:
      'Aby formularza nie wysyłały programy, korzysta on z usługi Turnstile firmy Cloudflare, która sprawdza Państwa adres IP i cechy przeglądarki. Podstawą prawną jest nasz prawnie uzasadniony interes w ochronie przed nadużyciami (art. 6 ust. 1 lit. f RODO).',
    choices: 'Pliki cookie i Państwa wybór',
    choicesText:
      'Nic od podmiotów trzecich nie jest wczytywane przed uzyskaniem zgody. Wybór jest przechowywany w pliku cookie hf_consent (w dniach: {days}) oraz, bez imienia i adresu, jako dowód (w latach: {years}; art. 7 ust. 1 RODO). Można go w każdej chwili zmienić lub wycofać w sekcji „{settings}”.',
    services: 'Usługi innych podmiotów',
    noServices: 'Ta strona nie korzysta z usług innych podmiotów.',
    servicesText: 'Z tych usług korzystamy tylko za Państwa zgodą (art. 6 ust. 1 lit. a RODO).',
    service: 'Usługa',
    purpose: 'Cel',
    receivers: 'Odbiorcy danych',
    cookies: 'Pliki cookie',
    rights: 'Państwa prawa',
    rightsText:
      'Mają Państwo prawo dostępu do danych, ich sprostowania, usunięcia, ograniczenia przetwarzania i przenoszenia oraz prawo sprzeciwu. Zgodę można w każdej chwili wycofać ze skutkiem na przyszłość. Można złożyć skargę do organu ochrony danych.',
    ask: 'Zapytaj o swoje dane',
  },
};
