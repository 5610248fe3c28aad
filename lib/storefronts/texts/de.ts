import type { StorefrontTexts } from './storefront-texts.ts';

export const de: StorefrontTexts = {
  skip: 'Zum Inhalt springen',
  offers: 'Unser Angebot',
  contact: 'Kontakt',
  address: 'Adresse',
  hours: 'Öffnungszeiten',
  email: 'E-Mail',
  phone: 'Telefon',
  openAt: 'Auf {host} öffnen',
  back: 'Zurück zu {name}',
  imprint: {
    representedBy: 'Vertreten durch',
    register: 'Registereintrag',
    vatId: 'Umsatzsteuer-Identifikationsnummer',
    responsible: 'Verantwortlich für den Inhalt',
  },
  privacy: {
    intro: 'Diese Seite sagt, was mit Ihren Daten geschieht, wenn Sie {name} besuchen.',
    controller: 'Wer verantwortlich ist',
    visit: 'Wenn Sie die Seite besuchen',
    visitText:
      'Um Ihnen diese Seite zu senden, verwendet der Server Ihre IP-Adresse und das, was Ihr Browser ihm mitteilt, nicht länger als die Antwort dauert und die Sicherheit des Servers es verlangt. Rechtsgrundlage ist unser berechtigtes Interesse an einer sicheren Seite (Art. 6 Abs. 1 Buchst. f DSGVO).',
    form: 'Wenn Sie uns schreiben',
    formText:
      'Was Sie in das Kontaktformular eingeben, verwenden wir, um Ihnen zu antworten. Die Nachricht wird höchstens {months} Monate aufbewahrt. Rechtsgrundlage ist unser berechtigtes Interesse, Ihnen zu antworten, oder ein Vertrag, den Sie anbahnen möchten (Art. 6 Abs. 1 Buchst. b und f DSGVO).',
    botText:
      'Damit keine Programme es absenden, verwendet das Formular Turnstile von Cloudflare, das Ihre IP-Adresse und Merkmale Ihres Browsers prüft. Rechtsgrundlage ist unser berechtigtes Interesse am Schutz vor Missbrauch (Art. 6 Abs. 1 Buchst. f DSGVO).',
    choices: 'Cookies und Ihre Wahl',
    choicesText:
      'Nichts von Dritten wird geladen, bevor Sie es erlauben. Ihre Wahl wird im Cookie hf_consent {days} Tage lang und, ohne Namen und Adresse, als Nachweis {years} Jahre lang aufbewahrt (Art. 7 Abs. 1 DSGVO). Unter „{settings}“ können Sie sie jederzeit ändern oder widerrufen.',
    services: 'Dienste von Dritten',
    noServices: 'Diese Seite verwendet keine Dienste von Dritten.',
    servicesText: 'Diese Dienste werden nur mit Ihrer Einwilligung verwendet (Art. 6 Abs. 1 Buchst. a DSGVO).',
    service: 'Dienst',
    purpose: 'Zweck',
    receivers: 'Daten gehen an',
    cookies: 'Cookies',
    rights: 'Ihre Rechte',
    rightsText:
      'Sie haben das Recht auf Auskunft, Berichtigung, Löschung, Einschränkung der Verarbeitung und Datenübertragbarkeit sowie das Recht auf Widerspruch. Eine Einwilligung können Sie jederzeit mit Wirkung für die Zukunft widerrufen. Sie können sich bei einer Datenschutzaufsichtsbehörde beschweren.',
    ask: 'Nach Ihren Daten fragen',
  },
};
