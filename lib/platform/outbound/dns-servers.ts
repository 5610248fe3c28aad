import { isIP } from 'node:net';

/** Addresses of DNS servers, as a setting lists them: parted by commas, with a port or without. */
export function dnsServersIn(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split(',').map((server) => server.trim());
}

/** Whether it is an address as `setServers` of node:dns takes it: `9.9.9.9`, `127.0.0.1:5353`, `[2620:fe::fe]:53`. */
export function isDnsServer(server: string): boolean {
  const withPort = /^(?:\[([0-9a-fA-F:.]+)\](?::\d{1,5})?|(\d[\d.]*):\d{1,5})$/.exec(server);
  return isIP(withPort?.[1] ?? withPort?.[2] ?? server) !== 0;
}
