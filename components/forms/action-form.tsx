'use client';

import {
  type ComponentProps,
  createContext,
  type FormEvent,
  type ReactNode,
  startTransition,
  use,
  useActionState,
  useEffect,
  useRef,
  useState,
} from 'react';
import { Callout } from '../ui/callout.tsx';
import { PageTextLink } from '../ui/page-link.tsx';
import { showToast } from '../ui/toast.tsx';
import { type FormAction, type FormState, idleForm } from './form-state.ts';
import { RequestIdNote } from './request-id-note.tsx';
import { asksForFactor, StepUpContext } from './step-up-context.ts';

interface FormStatus {
  state: FormState;
  pending: boolean;
}

const FormContext = createContext<FormStatus>({ state: idleForm, pending: false });

/** State of the enclosing `ActionForm`: the last answer, and whether one is awaited. */
export function useFormStatusOf(): FormStatus {
  return use(FormContext);
}

/** On a submit button that may not be used now. A form without a working submit button is sent by Enter all the same. */
export const heldFormMark = 'data-holds-form';

/** A server action and its last answer, for a page that is another one after the answer, with or without JavaScript. */
export interface HeldAction<State extends FormState> {
  /** Before anything was sent. */
  readonly initial: State;
  /** The last answer. */
  readonly state: State;
  readonly dispatch: (data: FormData) => void;
  readonly pending: boolean;
}

/** To be called where the component stays the same before and after the answer: by that place the answer finds it again. */
export function useHeldAction<State extends FormState>(
  action: FormAction<State>,
  initialState?: State,
): HeldAction<State> {
  const initial = (initialState ?? idleForm) as Awaited<State>;
  const [state, dispatch, pending] = useActionState<State, FormData>(
    action as (previous: Awaited<State>, data: FormData) => Promise<State>,
    initial,
  );
  return { initial, state, dispatch, pending };
}

interface FormProps<State extends FormState> extends Omit<ComponentProps<'form'>, 'action' | 'children' | 'hidden'> {
  /** Sent along unseen, for example the version that the edit was made on. */
  hidden?: Readonly<Record<string, string>> | undefined;
  /** Adds to what is sent, and may take its time; the form is under way meanwhile. Does nothing without JavaScript. */
  before?: ((data: FormData) => Promise<void>) | undefined;
  /** Called once for each answer with status `done`. */
  onDone?: ((state: State) => void) | undefined;
  /** Keep quiet when done; by default `message` becomes a toast. */
  quiet?: boolean | undefined;
  children: ReactNode | ((status: { state: State; pending: boolean }) => ReactNode);
}

export interface ActionFormProps<State extends FormState> extends FormProps<State> {
  action: FormAction<State>;
  /** Needed only when `State` requires more than a `status`. */
  initialState?: State | undefined;
}

/**
 * A form over a server action. It works before or without JavaScript; with it, the page keeps what was typed after an error,
 * the first wrong field gets the focus, and a done answer becomes a toast.
 */
export function ActionForm<State extends FormState = FormState>({
  action,
  initialState,
  ...rest
}: ActionFormProps<State>) {
  const held = useHeldAction(action, initialState);
  return <HeldForm {...rest} held={held} />;
}

/** The form of an action that is held further up, in a part of the page that may not be there after the answer. */
export function HeldForm<State extends FormState = FormState>({
  held: { initial, state, dispatch, pending: sending },
  hidden,
  before,
  onDone,
  quiet = false,
  children,
  ...rest
}: FormProps<State> & { held: HeldAction<State> }) {
  const [preparing, setPreparing] = useState(false);
  const pending = sending || preparing;
  const form = useRef<HTMLFormElement>(null);
  const answered = useRef<FormState>(initial);
  const stepUp = use(StepUpContext);
  const sent = useRef<FormData | null>(null);
  const [stopped, setStopped] = useState(false);

  useEffect(() => {
    if (pending || state === answered.current) return;
    answered.current = state;
    if (state.status === 'done') {
      if (state.message && !quiet) showToast({ title: state.message, tone: state.informs ? 'info' : 'ok' });
      onDone?.(state);
    }
    if (state.status === 'error') {
      if (stepUp !== null && sent.current !== null && asksForFactor(state)) setStopped(true);
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    }
  }, [state, pending, quiet, onDone, stepUp]);

  // React resets a form whose `action` it ran itself, also after an error; dispatching by hand keeps what was typed.
  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending || event.currentTarget.querySelector(`[${heldFormMark}]`)) return;
    const submitter = (event.nativeEvent as SubmitEvent).submitter;
    const data = new FormData(event.currentTarget, submitter);
    sent.current = data;
    if (before === undefined) {
      startTransition(() => dispatch(data));
      return;
    }
    setPreparing(true);
    void before(data).finally(() => {
      startTransition(() => dispatch(data));
      setPreparing(false);
    });
  }

  /** Sends once more what was refused for want of a second factor. */
  function repeat() {
    setStopped(false);
    const data = sent.current;
    if (data !== null) startTransition(() => dispatch(data));
  }

  return (
    <FormContext value={{ state, pending }}>
      <form {...rest} ref={form} action={dispatch} onSubmit={send} aria-busy={pending || undefined}>
        {hidden
          ? Object.entries(hidden).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)
          : null}
        {typeof children === 'function' ? children({ state, pending }) : children}
      </form>
      {/* Beside the form, not in it: what is sent there is sent for itself. */}
      {stopped && stepUp !== null ? stepUp({ onDone: repeat, onClose: () => setStopped(false) }) : null}
    </FormContext>
  );
}

/** The enclosing form's error, above its fields. Renders nothing while there is none. */
export function FormProblem({ className }: { className?: string | undefined }) {
  return <Problem state={use(FormContext).state} className={className} />;
}

/** The error of an action whose form is not shown any more. Renders nothing while there is none. */
export function Problem({ state, className }: { state: FormState; className?: string | undefined }) {
  if (state.status !== 'error' || !state.message) return null;
  return (
    <Callout tone="danger" live className={className}>
      {state.message}
      {state.remedy ? (
        <>
          {' '}
          <PageTextLink href={state.remedy.href}>{state.remedy.label}</PageTextLink>
        </>
      ) : null}
      <RequestIdNote requestId={state.requestId} />
    </Callout>
  );
}
