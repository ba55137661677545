// Reads the configuration. It never fails: what a fault disables is named, and the rest works.

import { type ConfigurationFault, unprintableReason } from '../../core/public-url.ts';
import { type OriginList, parseOrigins } from '../../http/cors/origins.ts';
import { parseQuotas, type Quotas } from '../../http/limits/limiter.ts';
import type { TextSecrets } from '../../http/tokens/text-keys.ts';
import { rolesClaimDefault, type TokenTrust } from '../../http/tokens/verify-token.ts';
import { type Part, parseVariable, readPart, sentenceOf } from './faults.ts';
import { readStorage, type StorageConfig } from './storage-config.ts';
import { readLinkSecrets, readTokenTrust, readWebhookSecrets } from './token-config.ts';
import { isTrue, readVariables, storageVariables, tokenVariables, type Variables, variables } from './variables.ts';

export interface Config extends StorageConfig {
  /** All of them: /readyz shows them, and a command refuses to start. */
  readonly faults: readonly ConfigurationFault[];
  readonly publicUrl: string;
  /** Why no certificate can be issued: other people could not open its URL, or no copy may be written. Verification still works. */
  readonly issuingFault: ConfigurationFault | null;
  /** Objects are read, but none is written or deleted. */
  readonly storageFault: ConfigurationFault | null;
  readonly checksAnswers: boolean;
  readonly backendShards: number;
  /** Where backend objects are created; null: near who asks first. */
  readonly backendLocation: NonNullable<Variables['BACKEND_LOCATION']> | null;
  readonly database: Part<string>;
  /** Hyperdrive may cache queries. */
  readonly isBehindHyperdrive: boolean;
  readonly tokens: TokenTrust;
  /** For links and tickets. */
  readonly links: TextSecrets;
  readonly webhooks: WebhookConfig;
  readonly origins: OriginList;
  readonly quotas: Quotas;
  /** The header with the client's address, if a proxy sets it. Cloudflare's own is known. */
  readonly addressHeader: string | null;
  readonly logsRequests: boolean;
  /** A ban for ever needs a second moderator. */
  readonly hasFourEyes: boolean;
  /** How long a sanction may be appealed. */
  readonly appealDays: number;
  /** In one live room. A venue shares an address. */
  readonly socketsPerAddressMax: number;
  /** Null disables /metrics. */
  readonly metricsToken: string | null;
}

export interface WebhookConfig {
  readonly secrets: TextSecrets;
  /** A DNS server over HTTPS: it learns the names of receivers. */
  readonly resolverUrl: string;
  /** Receivers may be on the own machine. */
  readonly allowsLoopback: boolean;
}

const resolverUrlDefault = 'https://cloudflare-dns.com/dns-query';

/** Printed nowhere: without a PUBLIC_URL nothing is issued. */
const publicUrlDefault = 'http://localhost:8787';

/** Faults never hold a secret: /readyz shows them to everybody. An origin or a limit that is not valid is quoted. */
export function readConfig(bindings: object): Config {
  const { values: v, faults: found } = readVariables(variables, bindings);
  const of = (names: readonly string[]) => found.filter(({ variable }) => names.includes(variable));
  const storage = readStorage(v, of(Object.keys(storageVariables.shape)));
  const tokens = readPart(of(Object.keys(tokenVariables.shape)), () => readTokenTrust(v), noTokens);
  const links = readLinkSecrets(v, of(linkVariables));
  const origins = readPart(
    [],
    () => parseVariable('CORS_ORIGINS', () => parseOrigins(v.CORS_ORIGINS)),
    parseOrigins(''),
  );
  const quotas = readPart([], () => parseVariable('RATE_LIMITS', () => parseQuotas(v.RATE_LIMITS)), parseQuotas(''));
  const database = readDatabase(v, of(['DATABASE_URL', 'HYPERDRIVE']));
  const urlFault = of(['PUBLIC_URL', 'LAUREL_ENV'])[0] ?? findUrlFault(v);
  const parts = [storage.fault, tokens.fault, links.fault, origins.fault, quotas.fault, database.fault, urlFault];
  return Object.freeze({
    faults: withoutRepeats([...found, ...parts.filter((fault) => fault !== null)]),
    publicUrl: (v.PUBLIC_URL ?? publicUrlDefault).replace(/\/+$/, ''),
    issuingFault: urlFault ?? storage.fault,
    storageFault: storage.fault,
    checksAnswers: v.CHECK_ANSWERS === undefined ? v.LAUREL_ENV === 'development' : isTrue(v.CHECK_ANSWERS),
    backendShards: v.BACKEND_SHARDS,
    backendLocation: v.BACKEND_LOCATION ?? null,
    database,
    isBehindHyperdrive: v.HYPERDRIVE !== undefined,
    tokens: { ...tokens.value, fault: tokens.fault },
    links,
    webhooks: {
      secrets: readWebhookSecrets(v, of(['WEBHOOK_SECRET', 'WEBHOOK_SECRET_PREVIOUS'])),
      resolverUrl: v.WEBHOOK_RESOLVER_URL ?? resolverUrlDefault,
      allowsLoopback: v.LAUREL_ENV === 'development',
    },
    origins: origins.value,
    quotas: quotas.value,
    addressHeader: v.CLIENT_ADDRESS_HEADER ?? null,
    logsRequests: isTrue(v.LOG_REQUESTS),
    hasFourEyes: isTrue(v.MODERATION_FOUR_EYES),
    appealDays: v.MODERATION_APPEAL_DAYS,
    socketsPerAddressMax: v.LIVE_SOCKETS_PER_ADDRESS,
    ...storage.value,
    metricsToken: v.METRICS_TOKEN ?? null,
  });
}

/** For commands that use only the object stores. @throws Error that names every invalid variable, and holds no secret. */
export function readStorageConfig(bindings: object): StorageConfig {
  const { values, faults } = readVariables(storageVariables, bindings);
  const { value, fault } = readStorage(values, faults);
  if (fault !== null) throw new Error(describeFaults(faults.length > 0 ? faults : [fault]));
  return value;
}

/** One sentence for each fault. */
export function describeFaults(faults: readonly ConfigurationFault[]): string {
  return faults.map(sentenceOf).join(' ');
}

const noTokens: TokenTrust = { secrets: [], issuers: [], rolesClaim: rolesClaimDefault, fault: null };
const linkVariables = ['DOWNLOAD_SECRET', 'DOWNLOAD_SECRET_PREVIOUS', 'JWT_SECRET', 'JWT_SECRET_PREVIOUS'];

function readDatabase(v: Variables, [found]: readonly ConfigurationFault[]): Part<string> {
  const url = v.HYPERDRIVE?.connectionString ?? v.DATABASE_URL;
  if (url !== undefined && found === undefined) return { value: url, fault: null };
  return { value: '', fault: found ?? { variable: 'HYPERDRIVE', reason: 'is not bound, and DATABASE_URL is not set' } };
}

function findUrlFault({ LAUREL_ENV: environment, PUBLIC_URL: url }: Variables): ConfigurationFault | null {
  if (url === undefined) return { variable: 'PUBLIC_URL', reason: 'is not set' };
  const reason = environment === 'development' ? null : unprintableReason(url);
  return reason === null ? null : { variable: 'PUBLIC_URL', reason };
}

function withoutRepeats(faults: readonly ConfigurationFault[]): ConfigurationFault[] {
  return faults.filter((one, index) => faults.findIndex(({ variable }) => variable === one.variable) === index);
}
