// A local S3 server that verifies signatures: a second Miniflare whose R2 bucket is accessed through its S3 endpoint.

import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';

export interface LocalS3Options {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Absent: data stays in memory. */
  readonly folder?: string;
  /** 0 or absent: a free port. */
  readonly port?: number;
  /** Its name. */
  readonly bucket?: string;
}

export interface LocalS3 {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  stop(): Promise<void>;
}

export async function startLocalS3(options: LocalS3Options): Promise<LocalS3> {
  const { accessKeyId, secretAccessKey, bucket = 'certs' } = options;
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      name: 'laurel-s3',
      host: '127.0.0.1',
      port: options.port ?? 0,
      log: new Log(LogLevel.NONE),
      cf: false,
      modules: true,
      script: 'export default { fetch: () => new Response(null, { status: 404 }) }',
      compatibilityDate: '2026-11-01',
      r2Buckets: { CERTS: { id: bucket, s3Credentials: { accessKeyId, secretAccessKey } } },
      ...(options.folder ? { resourcePersistencePath: options.folder } : {}),
    }),
  );
  const url = await miniflare.ready;
  return {
    endpoint: `${url.origin}/cdn-cgi/local/r2/s3`,
    bucket,
    region: 'auto',
    accessKeyId,
    secretAccessKey,
    stop: () => miniflare.dispose(),
  };
}
