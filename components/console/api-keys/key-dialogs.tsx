'use client';

import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import type { FormAction } from '../../forms/form-state.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { CreateKeyForm } from './create-key-form.tsx';
import { EditKeyForm } from './edit-key-form.tsx';
import { KeyReveal } from './key-reveal.tsx';
import { KeyPrefix } from './key-state.tsx';
import type { ApiKeyItem, CreatedKey, CreateKeyState, RotatedKey, RotateKeyState, ScopeOffer } from './key-types.ts';
import { RotateKeyForm } from './rotate-key-form.tsx';

export interface KeyDialogsProps {
  scopes: readonly ScopeOffer[];
  createAction: FormAction<CreateKeyState>;
  rotateAction: FormAction<RotateKeyState>;
  updateAction: FormAction;
  /** Why the reader cannot make or rotate keys. */
  makeRefusal: string | undefined;
  /** Why the reader cannot change keys. */
  changeRefusal: string | undefined;
  /** Where the API answers, for the example: `https://host/api/v1`. */
  apiUrl: string;
  /** The page, with the buttons that open the dialogs wherever they belong. */
  children: ReactNode;
}

type Wanted = { act: 'create' } | { act: 'rotate' | 'edit'; apiKey: ApiKeyItem };

interface Openers {
  open: (wanted: Wanted) => void;
  makeRefusal: string | undefined;
  changeRefusal: string | undefined;
}

const OpenersContext = createContext<Openers | null>(null);

/** What opens the dialogs around the page, and why one may not be opened. */
export function useKeyDialogs(): Openers {
  const openers = use(OpenersContext);
  if (openers === null) throw new Error('outside of KeyDialogs');
  return openers;
}

/** A little longer than a dialog takes to go. */
const fadeMs = 300;

/**
 * Makes, rotates and changes keys in one dialog, which shows a secret that was made there, once. It stands around the whole
 * page: the list below is drawn anew as soon as a key exists, and must not take the dialog with the secret along.
 */
export function KeyDialogs(props: KeyDialogsProps) {
  const { scopes, createAction, rotateAction, updateAction, makeRefusal, changeRefusal, apiUrl, children } = props;
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState<Wanted>({ act: 'create' });
  const [made, setMade] = useState<CreatedKey | RotatedKey | null>(null);

  // The secret leaves the page with the dialog, once that has faded.
  useEffect(() => {
    if (open || made === null) return;
    const timer = setTimeout(() => setMade(null), fadeMs);
    return () => clearTimeout(timer);
  }, [open, made]);

  function show(next: Wanted) {
    setMade(null);
    setWanted(next);
    setOpen(true);
  }

  const close = () => setOpen(false);
  const { title, description } = wordsOf(wanted, made);
  return (
    <OpenersContext value={{ open: show, makeRefusal, changeRefusal }}>
      {children}
      <Dialog
        open={open}
        onOpenChange={setOpen}
        size={wanted.act === 'create' || made !== null ? 'lg' : 'md'}
        insistent={made !== null}
        title={title}
        description={description}
      >
        {made !== null ? <KeyReveal made={made} apiUrl={apiUrl} /> : null}
        {made === null && wanted.act === 'create' ? (
          <CreateKeyForm scopes={scopes} action={createAction} onCreated={setMade} />
        ) : null}
        {made === null && wanted.act === 'rotate' ? (
          <RotateKeyForm apiKey={wanted.apiKey} action={rotateAction} onRotated={setMade} />
        ) : null}
        {made === null && wanted.act === 'edit' ? (
          <EditKeyForm apiKey={wanted.apiKey} action={updateAction} onDone={close} />
        ) : null}
      </Dialog>
    </OpenersContext>
  );
}

function wordsOf(wanted: Wanted, made: CreatedKey | null): { title: string; description: ReactNode } {
  if (made !== null) {
    return {
      title: 'Copy your key now',
      description: 'It is shown this once: only its hash is kept, so nobody can show it again.',
    };
  }
  if (wanted.act === 'create') {
    return {
      title: 'Create an API key',
      description: 'For a program that reads or writes this organisation through the API.',
    };
  }
  const which = (
    <span className="[overflow-wrap:anywhere]">
      {wanted.apiKey.name}, <KeyPrefix apiKey={wanted.apiKey} />
    </span>
  );
  return { title: wanted.act === 'rotate' ? 'Rotate this API key' : 'Change this API key', description: which };
}
