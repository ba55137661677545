// Public routes of one certificate: page, JSON, preview picture. Answers are cached near the reader for at most 30 s.

import { type Context, Hono } from 'hono';
import type { CardRenderer } from '../../certificates/certificate.ts';
import { legacyJson, verdictJson } from '../../certificates/verification/contract.ts';
import { normalizeCode } from '../../certificates/verification/typed-code.ts';
import type { Verdict } from '../../certificates/verification/verdict.ts';
import { type VerifyPorts, verifyCertificate } from '../../certificates/verification/verify-certificate.ts';
import { DependencyError, refuse } from '../../core/errors.ts';
import type { AnswerCache } from '../../http/answer-cache.ts';
import { refuseRepeated } from '../../http/validate.ts';
import type { Side } from '../../objects/stores/phase.ts';
import { languageOf, wantsHtml } from '../language.ts';
import { renderEmbed, renderUnavailable, renderVerdict } from '../routes.tsx';
import { codeOfPage, frameSize, oembedJson } from './oembed.ts';
import { previewOf } from './preview.tsx';

export interface CertificateServices {
  readonly verify: Omit<VerifyPorts, 'onWrongCopy'> & {
    readonly repairCopy: (key: string, side: Side) => Promise<void>;
  };
  readonly answers: AnswerCache;
  readonly drawCard: CardRenderer;
  readonly publicUrl: string;
}

interface CertificateEnv {
  Variables: { services: CertificateServices };
}

type CertificateContext = Context<CertificateEnv, string>;

/**
 * A revocation must be visible everywhere within 60 s. Cached answers are used for 30 s, counted from before the database query, and are
 * sent with Age. A downstream cache that uses Age (RFC 9111 §4.2.3) drops them at 30 or 31 s, because Age has whole seconds. A cache
 * that ignores Age keeps them for 30 s more: still below 60 s. Two such caches in a row, or one that serves stale answers while it is
 * disconnected (§4.2.4), exceed the limit.
 */
const verdictCache = 'public, max-age=30';

export const certificatePageRoutes = new Hono<CertificateEnv>()
  .get('/c/:code', (c) => {
    const form = wantsHtml(c.req.raw) ? languageOf(c.req.raw) : 'json';
    return answerNear(c, form, () => (form === 'json' ? verifyForPrograms(c, verdictJson) : verifyForReaders(c)));
  })
  .get('/c/:code/preview.png', (c) => answerNear(c, 'card', () => drawPreview(c)))
  .get('/c/:code/embed', (c) => answerNear(c, `embed ${languageOf(c.req.raw)}`, () => showEmbedded(c)))
  .get('/oembed', (c) => describeEmbedded(c))
  .get('/api/tournaments/certificates/verify/:code', (c) =>
    answerNear(c, 'legacy', () => verifyForPrograms(c, legacyJson)),
  );

/** Uses waitUntil: the runtime cancels unfinished work after the response. */
export function verifyPortsOf<E extends CertificateEnv>(c: Context<E, string>): VerifyPorts {
  const { verify } = c.get('services');
  return { ...verify, onWrongCopy: (key, side) => c.executionCtx.waitUntil(verify.repairCopy(key, side)) };
}

/** From memory or the data centre's cache if young enough; otherwise from the database. */
function answerNear(c: CertificateContext, form: string, make: () => Promise<Response>): Promise<Response> {
  const code = normalizeCode(c.req.param('code') ?? '');
  if (code === null) return make();
  const skipsCache = /\bno-cache\b/.test(c.req.header('cache-control') ?? '');
  const later = (work: Promise<unknown>) => c.executionCtx.waitUntil(work);
  const ifNoneMatch = c.req.header('if-none-match');
  return c.get('services').answers({ key: `${code} ${form}`, skipsCache, ifNoneMatch, make, later });
}

async function verifyForPrograms(c: CertificateContext, toJson: (verdict: Verdict) => object): Promise<Response> {
  const verdict = await verifyCertificate(verifyPortsOf(c), c.req.param('code') ?? '');
  if (verdict === null) throw refuse('not_found', { kind: 'certificate' });
  return c.json(toJson(verdict), 200, { 'cache-control': verdictCache, vary: 'accept, accept-language' });
}

async function verifyForReaders(c: CertificateContext): Promise<Response> {
  const code = c.req.param('code') ?? '';
  try {
    const lookedUpAt = c.get('services').verify.clock();
    const verdict = await verifyCertificate(verifyPortsOf(c), code);
    return renderVerdict(c, { verdict, code, lookedUpAt, cacheControl: verdict === null ? 'no-store' : verdictCache });
  } catch (error) {
    if (!(error instanceof DependencyError)) throw error;
    return renderUnavailable(c, code, error.retryAfterSeconds);
  }
}

async function findVerdict(c: CertificateContext, code: string): Promise<Verdict> {
  const verdict = await verifyCertificate(verifyPortsOf(c), code);
  if (verdict === null) throw refuse('not_found', { kind: 'certificate' });
  return verdict;
}

async function showEmbedded(c: CertificateContext): Promise<Response> {
  return renderEmbed(c, await findVerdict(c, c.req.param('code') ?? ''), verdictCache);
}

/** https://oembed.com, section 2.2: `url` is a certificate page, `maxwidth` and `maxheight` bound the frame; JSON only. */
async function describeEmbedded(c: CertificateContext): Promise<Response> {
  refuseRepeated(c);
  const { url = '', format = 'json', maxwidth, maxheight } = c.req.query();
  const { publicUrl } = c.get('services');
  const code = codeOfPage(url, publicUrl);
  if (format !== 'json') throw refuse('unsupported_format', { accepts: ['json'] });
  if (code === null) throw refuse('not_found', { kind: 'certificate page' });
  const language = languageOf(new Request(url, { headers: c.req.raw.headers }));
  const { title, url: certificateUrl } = previewOf(await findVerdict(c, code), language);
  const widthPx = boundedPx(maxwidth, frameSize.widthPx);
  const heightPx = boundedPx(maxheight, frameSize.heightPx);
  const frame = { url: certificateUrl, title, language, widthPx, heightPx };
  return c.json(oembedJson(frame, publicUrl), 200, { 'cache-control': verdictCache, vary: 'accept-language' });
}

function boundedPx(asked: string | undefined, usual: number): number {
  const most = Number(asked);
  return Number.isInteger(most) && most > 0 ? Math.min(most, usual) : usual;
}

/** Only for valid, public certificates, because the picture does not show the verdict. */
async function drawPreview(c: CertificateContext): Promise<Response> {
  const verdict = await verifyCertificate(verifyPortsOf(c), c.req.param('code') ?? '');
  const content = verdict?.verdict === 'valid' ? verdict.record.content : null;
  if (content === null) throw refuse('not_found', { kind: 'preview' });
  const picture = await c.get('services').drawCard(content);
  return c.body(picture, 200, { 'content-type': 'image/png', 'cache-control': verdictCache });
}
