import type { ContactFormTexts } from './contact-form-texts.ts';

export const de: ContactFormTexts = {
  title: 'Kontakt',
  name: 'Name',
  email: 'E-Mail',
  phone: 'Telefon',
  company: 'Firma',
  message: 'Nachricht',
  optional: 'optional',
  send: 'Nachricht senden',
  sending: 'Wird gesendet …',
  thanks: 'Vielen Dank',
  thanksText: 'Ihre Nachricht ist angekommen. Die Antwort erhalten Sie per E-Mail.',
  note: 'Wir verwenden Ihre Angaben, um Ihnen zu antworten, und für nichts anderes.',
  linkConsent: 'Meine Cookie-Auswahl mit dieser Nachricht verknüpfen, damit sie zusammen gefunden wird',
  leaveEmpty: 'Dieses Feld leer lassen',
  noScript:
    'Ihr Browser führt kein JavaScript aus. Ihre Nachricht wird erst von einem Menschen angesehen und dann weitergegeben; die Antwort kann daher länger dauern.',
  required: 'Bitte füllen Sie dieses Feld aus.',
  badEmail: 'Geben Sie eine E-Mail-Adresse ein, zum Beispiel name@example.com.',
  badText: 'Das ist zu lang oder enthält Zeichen, die nicht angezeigt werden können.',
  fixFields: 'Es wurde noch nichts gesendet. Bitte sehen Sie sich diese Felder an:',
  limited:
    'Von hier wurden zu viele Nachrichten gesendet. Es wurde nichts gesendet; bitte versuchen Sie es später noch einmal.',
  notHuman:
    'Es wurde nichts gesendet: Wir konnten nicht bestätigen, dass ein Mensch dies sendet. Bitte versuchen Sie es noch einmal.',
  failed:
    'Es wurde nichts gesendet. Bitte prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal; Ihre Eingaben sind noch da.',
};
