import type { BrowserContext, Page } from 'playwright';
import type { TurnstileStub } from '../../support/turnstile-stub.ts';

/** How Cloudflare's script behaves in a browser of a test. */
export type WidgetBehaviour =
  /** Does not come, as when something blocks it. */
  | 'blocked'
  /** Comes, and is solved at once. */
  | 'solves'
  /** Comes, and says nothing until the test does ({@link tellWidget}). */
  | 'waits';

/** What Cloudflare's script would do in the page, as far as the product uses it. */
const script = `
window.turnstile = (() => {
  const widgets = new Map();
  const solve = async (widget) => {
    const token = await window.solveTurnstile(widget.params.action);
    widget.token = widget.input.value = token;
    widget.params.callback(token);
  };
  return {
    widgets,
    ready: (then) => then(),
    render(container, params) {
      const input = document.createElement('input');
      Object.assign(input, { type: 'hidden', name: params['response-field-name'] });
      container.append(input);
      const widget = { params, input, token: '' };
      const id = 'widget-' + Math.random();
      widgets.set(id, widget);
      if (BEHAVIOUR === 'solves') setTimeout(() => solve(widget));
      return id;
    },
    reset(id) {
      const widget = widgets.get(id);
      widget.token = widget.input.value = '';
      if (BEHAVIOUR === 'solves') setTimeout(() => solve(widget));
    },
    remove(id) {
      widgets.get(id)?.input.remove();
      widgets.delete(id);
    },
    getResponse: (id) => widgets.get(id)?.token,
    isExpired: () => false,
    execute: () => undefined,
    solveLast: () => solve([...widgets.values()].at(-1)),
  };
})();
`;

/**
 * Stands in for challenges.cloudflare.com in a browser; what it solves the stub takes for good. Call again for another behaviour.
 */
export async function serveWidget(context: BrowserContext, behaviour: WidgetBehaviour): Promise<void> {
  await context.unroute('https://challenges.cloudflare.com/**');
  await context.route('https://challenges.cloudflare.com/**', (route) =>
    behaviour === 'blocked'
      ? route.abort('blockedbyclient')
      : route.fulfill({ contentType: 'text/javascript', body: script.replaceAll('BEHAVIOUR', `'${behaviour}'`) }),
  );
}

/** Lets the pages of this browser have tokens that the stub takes for good. */
export async function solveBy(context: BrowserContext, stub: TurnstileStub): Promise<void> {
  let tokens = 0;
  await context.exposeFunction('solveTurnstile', (action: string) => {
    tokens += 1;
    const token = `token-${action}-${tokens}-${Math.random()}`;
    stub.solve(token, { hostname: '127.0.0.1', action });
    return token;
  });
}

interface FakeTurnstile {
  readonly widgets: ReadonlyMap<string, { readonly params: Readonly<Record<string, (value?: string) => void>> }>;
  solveLast(): Promise<void>;
}

/** Has the widget tell the page something, once it is there: `solved`, or a callback of its parameters. */
export async function tellWidget(page: Page, callback: string, value?: string): Promise<void> {
  await page.waitForFunction(
    () => ((window as unknown as { turnstile?: FakeTurnstile }).turnstile?.widgets.size ?? 0) > 0,
  );
  await page.evaluate(
    async ([name, told]) => {
      const { turnstile } = window as unknown as { turnstile: FakeTurnstile };
      if (name === 'solved') return turnstile.solveLast();
      [...turnstile.widgets.values()].at(-1)?.params[name ?? '']?.(told);
    },
    [callback, value] as const,
  );
}
