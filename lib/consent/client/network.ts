import type { Gate } from './gate.ts';

const refusal = () => new TypeError('Blocked until the visitor consents');

/** Resolves when the request may be sent, and rejects when it is clear that it may not. */
function permission(gate: Gate, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const held = {
      node: null,
      url,
      category: null,
      run: () => resolve(),
      refuse() {
        gate.release(held);
        reject(refusal());
      },
    };
    gate.hold(held);
  });
}

/**
 * Stands before the requests that programs send themselves. While the table of services is not known, requests to other
 * sites wait; after that, those to services that are not allowed fail as if the network were gone.
 */
export function guardNetwork(gate: Gate): void {
  guardFetch(gate);
  guardXhr(gate);
  guardBeacon(gate);
  guardSockets(gate);
}

function guardFetch(gate: Gate): void {
  const { fetch } = window;
  window.fetch = function (this: unknown, input, init) {
    const url = input instanceof Request ? input.url : String(input);
    const go = () => fetch.call(window, input, init);
    if (gate.obstacle(url, null)) return permission(gate, url).then(go);
    return go();
  };
}

function guardXhr(gate: Gate): void {
  const { open, send, abort } = XMLHttpRequest.prototype;
  const asked = new WeakMap<XMLHttpRequest, { readonly url: string; readonly sync: boolean; aborted: boolean }>();
  XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, ...args: unknown[]) {
    asked.set(this, { url: String(args[1]), sync: args[2] === false, aborted: false });
    return (open as (...all: unknown[]) => void).apply(this, args);
  } as typeof open;
  XMLHttpRequest.prototype.abort = function () {
    const facts = asked.get(this);
    if (facts) facts.aborted = true;
    abort.call(this);
  };
  XMLHttpRequest.prototype.send = function (body) {
    const facts = asked.get(this);
    if (!facts || !gate.obstacle(facts.url, null)) {
      return send.call(this, body);
    }
    if (facts.sync) throw new DOMException(refusal().message, 'NetworkError');
    permission(gate, facts.url).then(
      () => {
        if (!facts.aborted) send.call(this, body);
      },
      () => {
        if (facts.aborted) return;
        this.dispatchEvent(new ProgressEvent('error'));
        this.dispatchEvent(new ProgressEvent('loadend'));
      },
    );
  };
}

function guardBeacon(gate: Gate): void {
  const { sendBeacon } = navigator;
  if (!sendBeacon) return;
  Navigator.prototype.sendBeacon = (url, data) => {
    if (!gate.obstacle(String(url), null)) {
      return sendBeacon.call(navigator, url, data);
    }
    if (gate.isDenied(String(url))) return false;
    permission(gate, String(url)).then(
      () => sendBeacon.call(navigator, url, data),
      () => undefined,
    );
    return true;
  };
}

/** Connections cannot wait: where a request would, they are refused. */
function guardSockets(gate: Gate): void {
  for (const name of ['WebSocket', 'EventSource'] as const) {
    const native = window[name] as (new (...args: never[]) => object) | undefined;
    if (!native) continue;
    const guarded = new Proxy(native, {
      construct(target, args: never[], self) {
        if (gate.obstacle(String(args[0]), null)) throw new DOMException(refusal().message, 'SecurityError');
        return Reflect.construct(target, args, self);
      },
    });
    Object.defineProperty(window, name, { value: guarded, configurable: true, writable: true });
  }
}
