'use client';

import { AlertDialog } from '../../ui/alert-dialog.tsx';
import { Button } from '../../ui/button.tsx';
import { DialogFooter } from '../../ui/dialog.tsx';
import type { LeaveGuard } from './use-leave-guard.ts';

/** Asks whether unsaved changes may be lost. */
export function LeaveDialog({ guard }: { guard: LeaveGuard }) {
  return (
    <AlertDialog
      open={guard.asking}
      onOpenChange={(open) => {
        if (!open) guard.stay();
      }}
      title="Leave without saving?"
      description="What you changed since the draft was last saved would be lost."
    >
      <div className="pt-4">
        <DialogFooter>
          <Button onClick={guard.leave}>Leave without saving</Button>
          <Button variant="primary" onClick={guard.stay}>
            Stay here
          </Button>
        </DialogFooter>
      </div>
    </AlertDialog>
  );
}
