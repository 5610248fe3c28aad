/** The words of a storefront's contact form that are not the organisation's own. */
export interface ContactFormTexts {
  /** Above the form where the storefront gives no title. */
  readonly title: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly company: string;
  readonly message: string;
  /** Beside the name of a field that may stay empty. */
  readonly optional: string;
  readonly send: string;
  readonly sending: string;
  /** In place of the form once it was sent. */
  readonly thanks: string;
  readonly thanksText: string;
  /** What becomes of what is typed; a link to the privacy page follows. */
  readonly note: string;
  /** Beside a box that is not ticked. */
  readonly linkConsent: string;
  /** Names the field that people do not see, for those who come across it. */
  readonly leaveEmpty: string;
  /** Beside the button where the check for programs cannot run. */
  readonly noScript: string;
  readonly required: string;
  readonly badEmail: string;
  readonly badText: string;
  /** Above the list of fields that something is wrong with. */
  readonly fixFields: string;
  readonly limited: string;
  readonly notHuman: string;
  readonly failed: string;
}

/** What the form's script says; the rest stands in the page. */
export type SpokenTexts = Omit<
  ContactFormTexts,
  'title' | 'optional' | 'send' | 'note' | 'linkConsent' | 'leaveEmpty' | 'noScript'
>;
