import type { ContactFormTexts } from './contact-form-texts.ts';

export const es: ContactFormTexts = {
  title: 'Contacto',
  name: 'Nombre',
  email: 'Correo electrónico',
  phone: 'Teléfono',
  company: 'Empresa',
  message: 'Mensaje',
  optional: 'opcional',
  send: 'Enviar mensaje',
  sending: 'Enviando…',
  thanks: 'Gracias',
  thanksText: 'Su mensaje ha llegado. Recibirá la respuesta por correo electrónico.',
  note: 'Usamos lo que escribe para responderle y para nada más.',
  linkConsent: 'Vincular mi elección de cookies a este mensaje, para que se encuentre junto con él',
  leaveEmpty: 'Deje este campo vacío',
  noScript:
    'Su navegador no ejecuta JavaScript. Una persona revisa su mensaje antes de transmitirlo, por lo que la respuesta puede tardar más.',
  required: 'Rellene este campo.',
  badEmail: 'Escriba una dirección de correo electrónico, por ejemplo nombre@example.com.',
  badText: 'Es demasiado largo o contiene caracteres que no se pueden mostrar.',
  fixFields: 'Todavía no se ha enviado nada. Revise estos campos:',
  limited: 'Se han enviado demasiados mensajes desde aquí. No se ha enviado nada; inténtelo más tarde.',
  notHuman: 'No se ha enviado nada: no hemos podido confirmar que lo envía una persona. Inténtelo de nuevo.',
  failed: 'No se ha enviado nada. Compruebe su conexión e inténtelo de nuevo; lo que ha escrito sigue aquí.',
};
