'use client';

import { Monitor, RotateCcw, Smartphone } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ConsentLanguage } from '#lib/consent/categories.ts';
import { Card } from '../../ui/card.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Select } from '../../ui/select.tsx';
import { consolePaths } from '../paths.ts';
import type { Settings, SettingsAnswer } from './consent-types.ts';
import { languageWords } from './consent-words.ts';
import { previewConfig } from './preview-config.ts';

interface PreviewCardProps {
  org: string;
  kept: SettingsAnswer;
  settings: Settings;
  language: ConsentLanguage;
  setLanguage: (language: ConsentLanguage) => void;
}

/** How long typing has to pause before the banner begins anew, in milliseconds. */
const pauseMs = 350;

/** Screens, in CSS pixels. */
const screens = { desktop: { width: 1180, height: 760 }, phone: { width: 390, height: 620 } } as const;

/** The real banner on a page that is none, with what is typed here. Nothing that is chosen in it is recorded. */
export function PreviewCard({ org, kept, settings, language, setLanguage }: PreviewCardProps) {
  const [screen, setScreen] = useState<keyof typeof screens>('phone');
  const [gpc, setGpc] = useState(false);
  const [round, setRound] = useState(0);
  const frame = useRef<HTMLIFrameElement>(null);
  const shown = JSON.stringify({ config: previewConfig(settings, kept, language), gpc });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another round sends the same again
  useEffect(() => {
    const timer = setTimeout(() => send(frame.current, shown), pauseMs);
    return () => clearTimeout(timer);
  }, [shown, round]);

  return (
    <Card
      title="Preview"
      description="Try it: nothing is recorded."
      actions={
        <div className="flex items-center gap-1">
          <IconButton
            label="On a phone"
            size="sm"
            aria-pressed={screen === 'phone'}
            variant={screen === 'phone' ? 'secondary' : 'ghost'}
            onClick={() => setScreen('phone')}
          >
            <Smartphone aria-hidden="true" />
          </IconButton>
          <IconButton
            label="On a large screen"
            size="sm"
            aria-pressed={screen === 'desktop'}
            variant={screen === 'desktop' ? 'secondary' : 'ghost'}
            onClick={() => setScreen('desktop')}
          >
            <Monitor aria-hidden="true" />
          </IconButton>
          <IconButton label="Start over" size="sm" onClick={() => setRound(round + 1)}>
            <RotateCcw aria-hidden="true" />
          </IconButton>
        </div>
      }
    >
      <div className="grid gap-3">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <Select
            aria-label="Language of the preview"
            size="sm"
            className="w-40"
            value={language}
            onValueChange={(next) => {
              const found = settings.languages.find((each) => each === next);
              if (found !== undefined) setLanguage(found);
            }}
            options={settings.languages.map((each) => ({ value: each, label: languageWords(each) }))}
          />
          <Checkbox label="Browser sends GPC" checked={gpc} onChange={(event) => setGpc(event.currentTarget.checked)} />
        </div>
        <Screen {...screens[screen]}>
          <iframe
            ref={frame}
            title="Preview of the banner"
            sandbox="allow-scripts"
            src={`${consolePaths.consentSettings(org, kept.id)}/preview`}
            onLoad={() => send(frame.current, shown)}
            className="size-full border-0"
          />
        </Screen>
      </div>
    </Card>
  );
}

/** The frame has no origin, so that none can be named; only the page that we load in it listens. */
function send(frame: HTMLIFrameElement | null, shown: string): void {
  frame?.contentWindow?.postMessage(JSON.parse(shown), '*');
}

/** A screen of this size, made smaller where there is less room. */
function Screen({ width, height, children }: { width: number; height: number; children: React.ReactNode }) {
  const room = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(1);
  useEffect(() => {
    const element = room.current;
    if (element === null) return;
    const measure = () => setScale(Math.min(1, element.clientWidth / width));
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    measure();
    return () => watcher.disconnect();
  }, [width]);
  return (
    <div ref={room} className="flex justify-center overflow-hidden rounded-md border border-line bg-sunken">
      <div style={{ width: width * scale, height: height * scale }} className="overflow-hidden">
        <div style={{ width, height, transform: `scale(${scale})` }} className="origin-top-left">
          {children}
        </div>
      </div>
    </div>
  );
}
