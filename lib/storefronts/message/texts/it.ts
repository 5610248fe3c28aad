import type { ContactFormTexts } from './contact-form-texts.ts';

export const it: ContactFormTexts = {
  title: 'Contatto',
  name: 'Nome',
  email: 'E-mail',
  phone: 'Telefono',
  company: 'Azienda',
  message: 'Messaggio',
  optional: 'facoltativo',
  send: 'Invia il messaggio',
  sending: 'Invio in corso…',
  thanks: 'Grazie',
  thanksText: 'Il Suo messaggio è arrivato. Riceverà la risposta per e-mail.',
  note: 'Usiamo ciò che scrive per risponderLe e per nient’altro.',
  linkConsent: 'Collegare la mia scelta sui cookie a questo messaggio, perché si trovi insieme a esso',
  leaveEmpty: 'Lasci vuoto questo campo',
  noScript:
    'Il Suo browser non esegue JavaScript. Una persona guarda il messaggio prima di inoltrarlo; la risposta può quindi richiedere più tempo.',
  required: 'Compili questo campo.',
  badEmail: 'Inserisca un indirizzo e-mail, per esempio nome@example.com.',
  badText: 'È troppo lungo o contiene caratteri che non si possono mostrare.',
  fixFields: 'Non è stato ancora inviato nulla. Controlli questi campi:',
  limited: 'Da qui sono stati inviati troppi messaggi. Non è stato inviato nulla; riprovi più tardi.',
  notHuman: 'Non è stato inviato nulla: non abbiamo potuto confermare che scrive una persona. Riprovi.',
  failed: 'Non è stato inviato nulla. Controlli la connessione e riprovi; ciò che ha scritto è ancora qui.',
};
