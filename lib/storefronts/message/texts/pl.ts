import type { ContactFormTexts } from './contact-form-texts.ts';

export const pl: ContactFormTexts = {
  title: 'Kontakt',
  name: 'Imię i nazwisko',
  email: 'E-mail',
  phone: 'Telefon',
  company: 'Firma',
  message: 'Wiadomość',
  optional: 'opcjonalnie',
  send: 'Wyślij wiadomość',
  sending: 'Wysyłanie…',
  thanks: 'Dziękujemy',
  thanksText: 'Twoja wiadomość dotarła. Odpowiedź otrzymasz e-mailem.',
  note: 'Podane dane wykorzystujemy, aby Ci odpowiedzieć, i do niczego więcej.',
  linkConsent: 'Powiąż mój wybór plików cookie z tą wiadomością, aby można go było znaleźć razem z nią',
  leaveEmpty: 'Pozostaw to pole puste',
  noScript:
    'Twoja przeglądarka nie uruchamia JavaScriptu. Zanim wiadomość zostanie przekazana, obejrzy ją człowiek, więc odpowiedź może potrwać dłużej.',
  required: 'Wypełnij to pole.',
  badEmail: 'Podaj adres e-mail, na przykład imie@example.com.',
  badText: 'Tekst jest za długi lub zawiera znaki, których nie można wyświetlić.',
  fixFields: 'Jeszcze nic nie wysłano. Sprawdź te pola:',
  limited: 'Wysłano stąd zbyt wiele wiadomości. Nic nie wysłano; spróbuj ponownie później.',
  notHuman: 'Nic nie wysłano: nie udało się potwierdzić, że wysyła to człowiek. Spróbuj ponownie.',
  failed: 'Nic nie wysłano. Sprawdź połączenie i spróbuj ponownie; wpisany tekst nadal tu jest.',
};
