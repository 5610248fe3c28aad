'use client';

import { Plus } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { useKeyDialogs } from './key-dialogs.tsx';

/** Opens the enclosing `KeyDialogs` for a new key, or says why it cannot. */
export function CreateKeyButton() {
  const { open, makeRefusal } = useKeyDialogs();
  return (
    <Button variant="primary" disabledReason={makeRefusal} onClick={() => open({ act: 'create' })}>
      <Plus aria-hidden="true" /> Create API key
    </Button>
  );
}
