'use client';

import { AtSign, Ellipsis, Plus, Trash2 } from 'lucide-react';
import { Badge } from '../../../components/ui/badge.tsx';
import { Button } from '../../../components/ui/button.tsx';
import { Checkbox } from '../../../components/ui/checkbox.tsx';
import { Combobox } from '../../../components/ui/combobox.tsx';
import { CopyField } from '../../../components/ui/copy-field.tsx';
import { Field, FieldGroup } from '../../../components/ui/field.tsx';
import { FileDrop } from '../../../components/ui/file-drop.tsx';
import { IconButton } from '../../../components/ui/icon-button.tsx';
import { Input } from '../../../components/ui/input.tsx';
import { Kbd } from '../../../components/ui/kbd.tsx';
import { LinkButton } from '../../../components/ui/link-button.tsx';
import { Radio } from '../../../components/ui/radio.tsx';
import { Select } from '../../../components/ui/select.tsx';
import { Switch } from '../../../components/ui/switch.tsx';
import { TextLink } from '../../../components/ui/text-link.tsx';
import { Textarea } from '../../../components/ui/textarea.tsx';
import { Row, Sample } from './sample.tsx';

const stages = [
  { value: 'lead', label: 'Lead' },
  { value: 'qualified', label: 'Qualified', hint: 'Budget and need are known' },
  { value: 'won', label: 'Won' },
  { value: 'lost', label: 'Lost', disabled: true },
];

const people = [
  'Ada Lovelace',
  'Alan Turing',
  'Barbara Liskov',
  'Edsger Dijkstra',
  'Grace Hopper',
  'Radia Perlman',
].map((label, index) => ({ value: `con_${index}`, label, hint: `${label.split(' ')[0]?.toLowerCase()}@example.com` }));

export function ControlSamples() {
  return (
    <div className="grid gap-8 lg:grid-cols-2">
      <Sample title="Buttons">
        <Row>
          <Button variant="primary">
            <Plus aria-hidden="true" /> New contact
          </Button>
          <Button>Export</Button>
          <Button variant="ghost">Cancel</Button>
          <Button variant="danger">Revoke key</Button>
          <Button variant="danger-quiet">Remove</Button>
        </Row>
        <Row>
          <Button variant="primary" size="lg">
            Continue
          </Button>
          <LinkButton href="#controls" size="lg">
            A link
          </LinkButton>
          <Button size="sm">Small</Button>
          <Button variant="primary" pending>
            Saving
          </Button>
          <Button variant="primary" disabledReason="Only owners can do this.">
            Not allowed
          </Button>
          <Button disabledReason="This is the last page.">Next</Button>
        </Row>
        <Row>
          <IconButton label="More">
            <Ellipsis aria-hidden="true" />
          </IconButton>
          <IconButton label="Delete" variant="danger-quiet">
            <Trash2 aria-hidden="true" />
          </IconButton>
          <Kbd>⌘</Kbd>
          <Kbd>K</Kbd>
          <TextLink href="#controls">A link in text</TextLink>
        </Row>
      </Sample>
      <Sample title="Badges">
        <Row>
          <Badge>Neutral</Badge>
          <Badge tone="brand">Brand</Badge>
          <Badge tone="ok" dot>
            Active
          </Badge>
          <Badge tone="warn" dot>
            Expires soon
          </Badge>
          <Badge tone="danger" dot>
            Revoked
          </Badge>
          <Badge tone="info">Qualified</Badge>
          <Badge tone="violet">Proposal</Badge>
        </Row>
      </Sample>
      <Sample title="Fields">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Name" required>
            <Input placeholder="Ada Lovelace" />
          </Field>
          <Field label="E-mail" hint="Used for sign-in links." error="This address has no @.">
            <Input lead={<AtSign aria-hidden="true" />} defaultValue="ada.example.com" />
          </Field>
          <Field label="Stage">
            <Select options={stages} defaultValue="qualified" />
          </Field>
          <Field label="Contact" optional>
            <Combobox options={people} placeholder="Find a contact" />
          </Field>
          <Field label="Amount" hint="Before tax.">
            <Input inputMode="decimal" trail="USD" defaultValue="12,500.00" />
          </Field>
          <Field label="Plan">
            <Input disabled defaultValue="Enterprise" />
          </Field>
          <Field label="Notes" optional className="sm:col-span-2">
            <Textarea placeholder="What should the next person know?" />
          </Field>
        </div>
      </Sample>
      <div className="grid content-start gap-8">
        <Sample title="Choices">
          <div className="grid gap-4 sm:grid-cols-2">
            <FieldGroup legend="Scopes">
              <Checkbox label="contacts:read" defaultChecked hint="List and read contacts" />
              <Checkbox label="contacts:write" />
              <Checkbox label="receipts:read" disabled />
            </FieldGroup>
            <FieldGroup legend="Duplicates" hint="Matched by e-mail address.">
              <Radio name="duplicates" value="skip" label="Skip" hint="Keep what is there" defaultChecked />
              <Radio name="duplicates" value="update" label="Update" />
            </FieldGroup>
          </div>
          <Switch label="Weekly summary" hint="Sent on Mondays." defaultChecked />
          <Switch label="Mail on sign-in" />
        </Sample>
        <Sample title="Values to take away">
          <CopyField
            label="API key"
            secret
            value="ck_live_7N3QK5T9W2XZ4B6C8D0EFGHJMP"
            hint="Shown once. Store it now; it cannot be shown again."
          />
        </Sample>
        <Sample title="File">
          <FileDrop name="file" label="Drop a CSV file, or choose one" hint="Up to 100 MB" accept=".csv" />
        </Sample>
      </div>
    </div>
  );
}
