import type { ContactFormTexts } from './contact-form-texts.ts';

export const fr: ContactFormTexts = {
  title: 'Contact',
  name: 'Nom',
  email: 'E-mail',
  phone: 'Téléphone',
  company: 'Entreprise',
  message: 'Message',
  optional: 'facultatif',
  send: 'Envoyer le message',
  sending: 'Envoi en cours…',
  thanks: 'Merci',
  thanksText: 'Votre message est arrivé. Vous recevrez la réponse par e-mail.',
  note: 'Nous utilisons ce que vous saisissez pour vous répondre, et pour rien d’autre.',
  linkConsent: 'Associer mon choix de cookies à ce message, afin qu’il soit retrouvé avec lui',
  leaveEmpty: 'Laissez ce champ vide',
  noScript:
    'Votre navigateur n’exécute pas JavaScript. Une personne lit votre message avant de le transmettre ; la réponse peut donc prendre plus de temps.',
  required: 'Veuillez remplir ce champ.',
  badEmail: 'Saisissez une adresse e-mail, par exemple nom@example.com.',
  badText: 'C’est trop long ou contient des caractères qui ne peuvent pas être affichés.',
  fixFields: 'Rien n’a encore été envoyé. Veuillez vérifier ces champs :',
  limited: 'Trop de messages ont été envoyés d’ici. Rien n’a été envoyé ; veuillez réessayer plus tard.',
  notHuman:
    'Rien n’a été envoyé : nous n’avons pas pu confirmer qu’une personne envoie ce message. Veuillez réessayer.',
  failed: 'Rien n’a été envoyé. Vérifiez votre connexion et réessayez ; votre saisie est conservée.',
};
