'use client';

import { Copy, Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { ConfirmDialog } from '../../../components/forms/confirm-dialog.tsx';
import type { FormState } from '../../../components/forms/form-state.ts';
import { CommandPalette } from '../../../components/shell/command-palette.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { CodeBlock } from '../../../components/ui/code-block.tsx';
import { Dialog, DialogBody, DialogClose, DialogFooter } from '../../../components/ui/dialog.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { Input } from '../../../components/ui/input.tsx';
import { Menu, MenuItem, MenuLink, MenuSeparator } from '../../../components/ui/menu.tsx';
import { Sheet } from '../../../components/ui/sheet.tsx';
import { showToast } from '../../../components/ui/toast.tsx';
import { Tooltip } from '../../../components/ui/tooltip.tsx';
import { Row } from './sample.tsx';

async function revoke(): Promise<FormState> {
  return { status: 'done', message: 'Key revoked' };
}

export function OverlaySamples() {
  return (
    <div className="grid gap-4">
      <Row>
        <Dialog
          trigger={<Button>Open dialog</Button>}
          title="Create API key"
          description="A key belongs to the organisation, not to you."
        >
          <DialogBody>
            <Field label="Name" hint="What will use it, for example “Reporting”.">
              <Input />
            </Field>
          </DialogBody>
          <DialogFooter>
            <DialogClose render={<Button>Cancel</Button>} />
            <Button variant="primary">Create key</Button>
          </DialogFooter>
        </Dialog>
        <ConfirmDialog
          trigger={<Button variant="danger-quiet">Revoke key…</Button>}
          title="Revoke “Reporting”?"
          description="This cannot be undone."
          impact={['Requests with this key are refused at once.', 'The key stays in the list, marked revoked.']}
          typeToConfirm="Reporting"
          confirmLabel="Revoke key"
          action={revoke}
        />
        <Sheet
          trigger={<Button>Open sheet</Button>}
          title="Receipt 1,204"
          description="contact.created"
          footer={<Button>Verify</Button>}
        >
          <div className="grid gap-4 p-5">
            <CodeBlock
              title="Canonical form"
              wrap
              code='{"action":"contact.created","actor":"user:usr_01","seq":1204}'
            />
          </div>
        </Sheet>
        <Menu
          align="start"
          trigger={
            <Button>
              <Ellipsis aria-hidden="true" /> Menu
            </Button>
          }
        >
          <MenuItem icon={<Copy aria-hidden="true" />}>Copy id</MenuItem>
          <MenuLink href="#overlays" icon={<Pencil aria-hidden="true" />}>
            Edit
          </MenuLink>
          <MenuSeparator />
          <MenuItem tone="danger" icon={<Trash2 aria-hidden="true" />}>
            Delete
          </MenuItem>
        </Menu>
        <Tooltip content="A hint, never the only place where something is said">
          <Button>Tooltip</Button>
        </Tooltip>
        <Button onClick={() => showToast({ title: 'Contact saved' })}>Toast</Button>
        <Button
          onClick={() =>
            showToast({ tone: 'danger', title: 'Not saved', detail: 'Somebody else changed this contact meanwhile.' })
          }
        >
          Failure toast
        </Button>
      </Row>
      <CommandPalette
        groups={[
          {
            label: 'Do',
            items: [
              { label: 'New contact', href: '#data' },
              { label: 'Import contacts', href: '#form', keywords: ['csv'] },
            ],
          },
          {
            label: 'Go to',
            items: [
              { label: 'Contacts', href: '#data' },
              { label: 'Receipts', href: '#states' },
            ],
          },
        ]}
        searchHref="#%s"
        searchLabel="Search contacts for"
      />
    </div>
  );
}
