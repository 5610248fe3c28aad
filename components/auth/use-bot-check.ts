'use client';

import { DEFAULT_SCRIPT_ID, type TurnstileInstance } from '@marsidev/react-turnstile';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { type BotCheckFailure, failureOfCode } from './bot-check-failures.ts';

/** The form field that carries the token. */
export const tokenField = 'turnstileToken';
/** What loads is there long before; what hangs would keep people waiting for nothing. */
const loadMs = 15_000;

export interface BotCheckRun {
  readonly widget: RefObject<TurnstileInstance | null>;
  /** Counts how often the check was begun; the widget is a new one each time. */
  readonly run: number;
  readonly failure: BotCheckFailure | null;
  /** Whether the check asks the person for something. */
  readonly asks: boolean;
  /** Begins again, the script included if it is not there. */
  again(): void;
  /** A token is spent by the attempt that carried it. */
  renew(): void;
  /** Afterwards the data carries a token, unless the check failed or `waitMs` went by. A check that had failed is begun again. */
  fill(data: FormData, waitMs: number): Promise<void>;
  readonly on: {
    loaded(): void;
    solved(token: string): void;
    expired(): void;
    asking(): void;
    failed(code: string): void;
    unloaded(): void;
    unsupported(): void;
    timedOut(): void;
  };
}

/** What the widget has come to, and waiting for it. */
export function useBotCheck(enabled: boolean): BotCheckRun {
  const widget = useRef<TurnstileInstance>(null);
  const token = useRef('');
  const waiting = useRef(new Set<() => void>());
  const [run, setRun] = useState(0);
  const [loaded, setLoaded] = useState(false);
  const [failure, setFailure] = useState<BotCheckFailure | null>(null);
  const [asks, setAsks] = useState(false);

  const settle = () => {
    for (const resume of [...waiting.current]) resume();
  };
  const giveUp = (reason: BotCheckFailure) => {
    token.current = '';
    setFailure(reason);
    setAsks(false);
    settle();
  };
  const begin = () => {
    // The script that did not come is in the way of the one that may.
    if (!('turnstile' in window)) document.getElementById(DEFAULT_SCRIPT_ID)?.remove();
    token.current = '';
    setFailure(null);
    setLoaded(false);
    setRun((before) => before + 1);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: each run has its own time.
  useEffect(() => {
    if (!enabled || loaded || failure !== null) return;
    const timer = setTimeout(() => giveUp('blocked'), loadMs);
    return () => clearTimeout(timer);
  }, [enabled, loaded, failure, run]);

  return {
    ...{ widget, run, failure, asks, again: begin },
    renew() {
      token.current = '';
      if (failure === null) widget.current?.reset();
    },
    async fill(data, waitMs) {
      if (data.get(tokenField)) return;
      if (failure !== null) begin();
      if (token.current === '') await resumed(waiting.current, waitMs);
      data.set(tokenField, token.current);
    },
    on: {
      loaded: () => setLoaded(true),
      solved(solution) {
        token.current = solution;
        setFailure(null);
        setAsks(false);
        settle();
      },
      // The widget gets itself a new one.
      expired: () => {
        token.current = '';
      },
      asking: () => setAsks(true),
      failed: (code) => giveUp(failureOfCode(code)),
      unloaded: () => giveUp('blocked'),
      unsupported: () => giveUp('unsupported'),
      timedOut: () => giveUp('late'),
    },
  };
}

function resumed(waiting: Set<() => void>, waitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const resume = () => {
      clearTimeout(timer);
      waiting.delete(resume);
      resolve();
    };
    const timer = setTimeout(resume, waitMs);
    waiting.add(resume);
  });
}
