/** What a form's server action answers. Plain data, so that it also works in a form sent without JavaScript. */
export interface FormState {
  status: 'idle' | 'error' | 'done';
  /** Problems by the field's `name`. */
  fieldErrors?: Readonly<Record<string, string>> | undefined;
  /** On error: what went wrong, above the form. When done: the text of the toast. */
  message?: string | undefined;
  /** When done: whether the toast only informs, of something that is not as it was wanted yet. */
  informs?: boolean | undefined;
  /** With an error: its code in the table of errors, where a form has more to offer than the message. */
  code?: string | undefined;
  /** With an error: where the person can do something about it. */
  remedy?: { readonly href: string; readonly label: string } | undefined;
  /** Shown with an error so that it can be quoted. */
  requestId?: string | undefined;
  /** What was sent, by field name, to fill the form again after an error. Never secrets. */
  values?: Readonly<Record<string, string>> | undefined;
}

/** The state before anything was sent. */
export const idleForm: FormState = { status: 'idle' };

/** A server action behind a form; `State` may carry more, for example a key that is shown once. */
export type FormAction<State extends FormState = FormState> = (previous: State, data: FormData) => Promise<State>;
