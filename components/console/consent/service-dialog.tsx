'use client';

import { type FormEvent, useState } from 'react';
import type { AskedCategory, ConsentService } from '#lib/consent/categories.ts';
import { ConsentServiceFields } from '#lib/consent/settings-fields.ts';
import { slugOf } from '#lib/platform/slug-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogBody, DialogClose, DialogFooter } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { Textarea } from '../../ui/textarea.tsx';
import { categoryWords } from './consent-words.ts';
import { type Problems, serviceProblems } from './settings-problems.ts';

interface ServiceDialogProps {
  service: ConsentService;
  isNew: boolean;
  /** Ids of the other services. */
  taken: readonly string[];
  /** Purposes that visitors are asked for. */
  categories: readonly AskedCategory[];
  onKeep: (service: ConsentService) => void;
  onClose: () => void;
}

/** One service: what it is called, what it is for, where it lives and what it leaves. Nothing is kept until it is in order. */
export function ServiceDialog({ service, isNew, taken, categories, onKeep, onClose }: ServiceDialogProps) {
  const [name, setName] = useState(service.name);
  const [id, setId] = useState(service.id);
  const [category, setCategory] = useState(service.category);
  const [hosts, setHosts] = useState(service.hosts.join('\n'));
  const [cookies, setCookies] = useState(service.cookies.join('\n'));
  const [privacyUrl, setPrivacyUrl] = useState(service.privacyUrl ?? '');
  const [problems, setProblems] = useState<Problems>({});

  function keep(event: FormEvent) {
    event.preventDefault();
    const typed: ConsentService = {
      ...{ id, name, category, hosts: wordsOf(hosts), cookies: wordsOf(cookies) },
      ...(privacyUrl.trim() === '' ? {} : { privacyUrl }),
    };
    const found = serviceProblems(typed, taken);
    setProblems(found);
    if (Object.keys(found).length === 0) onKeep(ConsentServiceFields.parse(typed));
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={isNew ? 'Add a service' : `Edit ${service.name}`}
      description="Visitors read its name, its cookies and the link; the hosts are what waits."
    >
      <form onSubmit={keep} noValidate>
        <DialogBody>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="Name" error={problems.name}>
              <Input
                value={name}
                maxLength={100}
                autoComplete="off"
                onChange={({ currentTarget: { value } }) => {
                  setName(value);
                  // Made of the name as long as nobody says otherwise.
                  if (isNew && id === slugOf(name)) setId(slugOf(value));
                }}
              />
            </Field>
            <Field label="Purpose" error={problems.category}>
              <Select
                value={category}
                onValueChange={(value) => setCategory(categories.find((each) => each === value) ?? category)}
                options={options(categories, category)}
              />
            </Field>
            <Field
              label="Hosts"
              hint="One a line; *.example.com for all below it."
              error={listProblem(problems, 'hosts', wordsOf(hosts))}
            >
              <Textarea
                rows={4}
                spellCheck={false}
                className="font-mono text-xs"
                value={hosts}
                onChange={(event) => setHosts(event.currentTarget.value)}
              />
            </Field>
            <Field
              label="Cookies"
              hint="One a line; _ga_* for all that begin so."
              error={listProblem(problems, 'cookies', wordsOf(cookies))}
            >
              <Textarea
                rows={4}
                spellCheck={false}
                className="font-mono text-xs"
                value={cookies}
                onChange={(event) => setCookies(event.currentTarget.value)}
              />
            </Field>
            <Field label="Its privacy policy" optional error={problems.privacyUrl}>
              <Input
                type="url"
                value={privacyUrl}
                placeholder="https://"
                maxLength={500}
                onChange={(event) => setPrivacyUrl(event.currentTarget.value)}
              />
            </Field>
            <Field label="Id" hint="Embeds of the storefront name it." error={problems.id}>
              <Input
                value={id}
                maxLength={64}
                spellCheck={false}
                className="font-mono text-xs"
                onChange={(event) => setId(event.currentTarget.value.trim())}
              />
            </Field>
          </div>
        </DialogBody>
        <DialogFooter>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button type="submit" variant="primary">
            {isNew ? 'Add' : 'Done'}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

/** Lines, or what commas and spaces part. */
export function wordsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

/** What is wrong with the list, or with the first line that is not in order. */
function listProblem(problems: Problems, name: 'hosts' | 'cookies', lines: readonly string[]): string | undefined {
  if (problems[name] !== undefined) return problems[name];
  const index = lines.findIndex((_, at) => problems[`${name}.${at}`] !== undefined);
  return index < 0 ? undefined : `${lines[index]}: ${problems[`${name}.${index}`]}`;
}

/** Purposes that visitors are asked for, and the present one where they are not. */
function options(categories: readonly AskedCategory[], present: AskedCategory) {
  const known = categories.includes(present) ? categories : [...categories, present];
  return known.map((value) => ({
    value,
    label: categories.includes(value) ? categoryWords[value].title : `${categoryWords[value].title} (not asked for)`,
  }));
}
