// Where the process listens and how often its cron runs, from its environment. All other variables are the app's.

export interface Settings {
  readonly hostname: string;
  readonly port: number;
  /** 0: only when it is asked for. */
  readonly cronSeconds: number;
}

/** @returns a sentence for a variable that is not valid. An empty variable counts as absent. */
export function readSettings(variables: Readonly<Record<string, string | undefined>>): Settings | string {
  const port = Number(variables.PORT || 8787);
  if (!(Number.isInteger(port) && port >= 0 && port <= 65_535)) return 'PORT must be a whole number from 0 to 65535.';
  const cronSeconds = Number(variables.CRON_SECONDS || 60);
  if (!(cronSeconds >= 0 && Number.isFinite(cronSeconds))) return 'CRON_SECONDS must be a number of seconds, or 0.';
  return { hostname: variables.HOST || '127.0.0.1', port, cronSeconds };
}
