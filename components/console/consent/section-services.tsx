'use client';

import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useRef, useState } from 'react';
import type { ConsentService } from '#lib/consent/categories.ts';
import { servicePresets } from '#lib/consent/presets.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { FieldError } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { categoryWords } from './consent-words.ts';
import { ServiceDialog } from './service-dialog.tsx';
import { SettingsSection, useSettings } from './settings-context.tsx';
import { problemAt } from './settings-problems.ts';
import { suggestedService } from './suggested-service.ts';

interface Editing {
  readonly service: ConsentService;
  /** Its place in the table; null for one that is being added. */
  readonly index: number | null;
}

/** The programs of others that wait for consent. */
export function SectionServices() {
  const { settings, change, problems, refusal } = useSettings();
  const { services, categories } = settings;
  const query = useSearchParams();
  const [editing, setEditing] = useState<Editing | null>(() => {
    const service = refusal === undefined ? suggestedService(query, services, categories) : null;
    return service === null ? null : { service, index: null };
  });
  const [round, setRound] = useState(0);
  const add = useRef<HTMLButtonElement>(null);
  const taken = services.map(({ id }) => id);
  const choices = servicePresets
    .filter(({ id }) => !taken.includes(id))
    .map(({ id, name, category }) => ({ value: id, label: name, hint: categoryWords[category].title }));
  const empty: ConsentService = { id: '', name: '', category: categories[0] ?? 'functional', hosts: [], cookies: [] };

  function close() {
    setEditing(null);
    // The list of well-known ones is another by now, so that nothing is there for the focus to come back to.
    setTimeout(() => {
      if (document.activeElement === document.body) add.current?.focus();
    }, 100);
  }

  function keep(service: ConsentService) {
    const index = editing?.index ?? null;
    const next = index === null ? [...services, service] : services.map((each, at) => (at === index ? service : each));
    change({ services: next });
    close();
  }

  return (
    <SettingsSection
      title="Services"
      description="Programs of others by the hosts that they load from and talk to. They wait for consent, and their cookies go when it ends. Visitors read this list."
    >
      {services.length === 0 ? (
        <p className="rounded-md border border-dashed border-line-strong px-4 py-6 text-center text-sm text-ink-3">
          Nothing is listed. Where your pages carry nothing of others, that is as it should be.
        </p>
      ) : (
        <ul aria-label="Services" className="divide-y divide-line rounded-md border border-line">
          {services.map((service, index) => (
            <li key={service.id} className="flex items-start gap-3 px-3 py-2.5">
              <div className="min-w-0 flex-1">
                <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-medium text-ink">
                  <span className="[overflow-wrap:anywhere]">{service.name}</span>
                  <Badge>{categoryWords[service.category].title}</Badge>
                </p>
                <p className="mt-0.5 text-xs text-ink-3 [overflow-wrap:anywhere]">
                  {service.hosts.length === 0 ? 'No host' : service.hosts.join(', ')}
                </p>
                {service.cookies.length === 0 ? null : (
                  <p className="mt-0.5 font-mono text-2xs text-ink-3 [overflow-wrap:anywhere]">
                    {service.cookies.join(', ')}
                  </p>
                )}
                <FieldError id={`service-${service.id}-error`} error={problemAt(problems, `services.${index}`)} />
              </div>
              {refusal === undefined ? (
                <div className="flex gap-0.5">
                  <IconButton label={`Edit ${service.name}`} size="sm" onClick={() => setEditing({ service, index })}>
                    <Pencil aria-hidden="true" />
                  </IconButton>
                  <IconButton
                    label={`Remove ${service.name}`}
                    size="sm"
                    onClick={() => change({ services: services.filter((_, at) => at !== index) })}
                  >
                    <Trash2 aria-hidden="true" />
                  </IconButton>
                </div>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <FieldError id="services-error" error={problems.services} />
      {refusal === undefined ? (
        <div className="flex flex-wrap items-center gap-2">
          <Combobox
            key={round}
            aria-label="Add a well-known service"
            placeholder="Add a well-known service"
            className="min-w-0 flex-1 basis-56"
            options={choices}
            onOptionChange={(option) => {
              const preset = servicePresets.find(({ id }) => id === option?.value);
              if (preset === undefined) return;
              setEditing({ service: preset, index: null });
              setRound(round + 1);
            }}
          />
          <Button ref={add} onClick={() => setEditing({ service: empty, index: null })}>
            <Plus aria-hidden="true" /> Another service
          </Button>
        </div>
      ) : null}
      {editing === null ? null : (
        <ServiceDialog
          service={editing.service}
          isNew={editing.index === null}
          taken={taken.filter((_, at) => at !== editing.index)}
          categories={categories}
          onKeep={keep}
          onClose={close}
        />
      )}
    </SettingsSection>
  );
}
