import { type Browser, chromium } from 'playwright';
import type { ForwardProxy } from '../../../platform/outbound/forward-proxy.ts';
import type { WalkJob } from './job.ts';

export interface LaunchedBrowser {
  readonly browser: Browser;
  /** The browser's own process; it leads a group to which all of its processes belong. */
  readonly pid: number;
}

const launchMs = 20_000;

/** Nothing that goes out past the proxy, nothing that the browser does for itself, and no more memory than a page needs. */
const switches = [
  // No name is ever looked up by the browser, and no host, this machine's included, is asked without the proxy.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
  '--proxy-bypass-list=<-loopback>',
  '--disable-quic',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--dns-prefetch-disable',
  '--no-pings',
  '--block-new-web-contents',
  '--deny-permission-prompts',
  '--disable-notifications',
  '--disable-gpu',
  '--renderer-process-limit=6',
  '--js-flags=--max-old-space-size=512',
  '--disk-cache-size=67108864',
];

/**
 * Starts a browser that reaches the network by the proxy alone, with a profile below the program's folder for temporary files.
 * It inherits nothing of our surroundings, and ends by itself when this process does: it loses its pipe.
 */
export async function launchScanBrowser(job: WalkJob, proxy: ForwardProxy): Promise<LaunchedBrowser> {
  const browser = await chromium.launch({
    executablePath: job.executablePath,
    chromiumSandbox: job.sandbox,
    args: switches,
    proxy: { server: `http://127.0.0.1:${proxy.port}`, username: proxy.user, password: proxy.password },
    env: { HOME: job.folder, TMPDIR: job.folder, PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8' },
    timeout: launchMs,
  });
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const pid = processInfo.find(({ type }) => type === 'browser')?.id ?? 0;
  return { browser, pid };
}
