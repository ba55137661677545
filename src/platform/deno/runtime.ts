// Types for the used part of Deno's API. They avoid a second set of global types.

interface DenoServer {
  readonly addr: { readonly port: number };
  shutdown(): Promise<void>;
}

interface DenoRuntime {
  readonly env: { toObject(): Record<string, string> };
  serve(
    options: { hostname: string; port: number; onListen?: () => void },
    handler: (request: Request, info: { remoteAddr: { hostname: string } }) => Response | Promise<Response>,
  ): DenoServer;
  upgradeWebSocket(request: Request): { socket: WebSocket; response: Response };
  readonly stdin: { readonly readable: AsyncIterable<Uint8Array> };
  exit(code: number): never;
  addSignalListener(signal: 'SIGINT' | 'SIGTERM' | 'SIGUSR2', listener: () => void): void;
}

export const deno = (globalThis as unknown as { Deno: DenoRuntime }).Deno;
