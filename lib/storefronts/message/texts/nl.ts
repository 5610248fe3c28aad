import type { ContactFormTexts } from './contact-form-texts.ts';

export const nl: ContactFormTexts = {
  title: 'Contact',
  name: 'Naam',
  email: 'E-mail',
  phone: 'Telefoon',
  company: 'Bedrijf',
  message: 'Bericht',
  optional: 'optioneel',
  send: 'Bericht versturen',
  sending: 'Wordt verstuurd…',
  thanks: 'Dank u wel',
  thanksText: 'Uw bericht is aangekomen. U krijgt het antwoord per e-mail.',
  note: 'We gebruiken wat u invult om u te antwoorden, en voor niets anders.',
  linkConsent: 'Mijn cookiekeuze aan dit bericht koppelen, zodat die samen met het bericht wordt gevonden',
  leaveEmpty: 'Laat dit veld leeg',
  noScript:
    'Uw browser voert geen JavaScript uit. Iemand bekijkt uw bericht voordat het wordt doorgegeven; het antwoord kan daarom langer duren.',
  required: 'Vul dit veld in.',
  badEmail: 'Vul een e-mailadres in, bijvoorbeeld naam@example.com.',
  badText: 'Dit is te lang of bevat tekens die niet getoond kunnen worden.',
  fixFields: 'Er is nog niets verstuurd. Kijk deze velden na:',
  limited: 'Er zijn van hieruit te veel berichten verstuurd. Er is niets verstuurd; probeer het later opnieuw.',
  notHuman: 'Er is niets verstuurd: we konden niet bevestigen dat een mens dit verstuurt. Probeer het opnieuw.',
  failed: 'Er is niets verstuurd. Controleer uw verbinding en probeer het opnieuw; wat u hebt ingevuld staat er nog.',
};
