export interface Mail {
  /** One address, already checked by the caller's schema. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Sends mail: over SMTP where configured, else into the local mailbox. */
export interface Mailer {
  /**
   * Afterwards the message was accepted for delivery.
   * @throws `mail_unavailable` when it was not.
   */
  send(mail: Mail): Promise<void>;
}
