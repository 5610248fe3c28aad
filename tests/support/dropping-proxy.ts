import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface DroppingProxy {
  readonly url: string;
  /** Connections so far. */
  readonly connections: () => number;
  close(): Promise<void>;
}

/**
 * Stands in front of a server and hands everything through, but for the first `lost` connections: of those the server's
 * answer is thrown away, and the client sees its connection break.
 */
export async function startDroppingProxy(port: number, lost: number): Promise<DroppingProxy> {
  let seen = 0;
  const open = new Set<Socket>();
  const proxy = createServer((client) => {
    seen += 1;
    const drops = seen <= lost;
    const server = connect(port, '127.0.0.1');
    for (const socket of [client, server]) {
      open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => open.delete(socket));
    }
    client.pipe(server);
    client.on('close', () => server.destroy());
    server.on('close', () => client.destroy());
    if (drops) server.once('data', () => client.destroy());
    else server.pipe(client);
  });
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    connections: () => seen,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((closed) => proxy.close(closed));
    },
  };
}
