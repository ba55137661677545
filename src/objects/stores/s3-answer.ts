// Whether a 2xx answer proves that S3 did the operation. Proxies, captive portals and broken servers answer 200 as well, so each
// operation checks specific headers or elements. Does not retry.

import type { ByteRange, ObjectBody, ObjectList, StoreFailure } from './object-store.ts';
import { failureOf, readObjectList, readRange, readText, rootOf } from './s3-wire.ts';

/** The answer is not what S3 sends for this operation. */
export class WrongAnswer extends Error {
  readonly code: string;
  readonly failure: StoreFailure;
  constructor(code: string, failure: StoreFailure = 'unavailable') {
    super(code);
    this.code = code;
    this.failure = failure;
  }
}

/** More than a page of 1,000 keys of 1,024 percent-encoded bytes. */
const textBytesMax = 8 * 1024 * 1024;

/** @throws WrongAnswer if the text is longer than any answer of S3. */
export async function readBounded(response: Response, bytesMax = textBytesMax): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  const decoder = new TextDecoder();
  let text = '';
  for (let sizeBytes = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    sizeBytes += value.byteLength;
    if (sizeBytes > bytesMax) {
      reader.cancel().catch(() => {});
      throw new WrongAnswer('AnswerTooLarge');
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** A complete XML document with this root element. S3 may send an error document with status 200. */
export async function readDocument(response: Response, root: string): Promise<string> {
  const xml = await readBounded(response);
  const found = rootOf(xml);
  if (found === 'Error') throw errorInside(xml);
  if (found !== root) throw new WrongAnswer(`No${root}`);
  return xml;
}

export interface ListPage extends ObjectList {
  /** The server's continuation token; null: it sent none. */
  readonly token: string | null;
}

/** A truncated page without a last key is invalid: it would end a scan early. */
export async function proveList(response: Response, prefix: string): Promise<ListPage> {
  const xml = await readDocument(response, 'ListBucketResult');
  const found = readObjectList(xml);
  if (found.objects.some(({ key }) => key === '' || !key.startsWith(prefix))) throw new WrongAnswer('OtherKeys');
  if (readText(xml, 'IsTruncated') === 'true' && found.next === null) throw new WrongAnswer('NoKeys');
  return { ...found, token: readText(xml, 'NextContinuationToken') };
}

function errorInside(xml: string): WrongAnswer {
  const { failure, code } = failureOf(200, xml);
  return new WrongAnswer(code, failure);
}

/** An ETag or a checksum proves that bytes were stored. @param checksum Base64, if it was sent with the object. */
export async function provePut(response: Response, checksum: string | null): Promise<string> {
  await refuseDocument(response);
  if (response.status !== 200 && response.status !== 201) throw new WrongAnswer('UnexpectedStatus');
  const stored = response.headers.get('x-amz-checksum-sha256');
  if (checksum !== null && stored !== null && stored !== checksum) throw new WrongAnswer('OtherChecksum', 'corrupt');
  const etag = response.headers.get('etag') ?? '';
  if (etag === '' && stored === null) throw new WrongAnswer('NoETag');
  return etag;
}

export async function proveDelete(response: Response): Promise<void> {
  await refuseDocument(response);
  if (response.status !== 200 && response.status !== 204) throw new WrongAnswer('UnexpectedStatus');
}

/** For operations without a body: an error document or a web page does not come from a successful S3 operation. */
async function refuseDocument(response: Response): Promise<void> {
  const text = await readBounded(response);
  if (rootOf(text) === 'Error') throw errorInside(text);
  if (text.trimStart().startsWith('<')) throw new WrongAnswer('UnexpectedBody');
}

/** An object has an ETag and a size. A partial answer must also have the requested range. */
export function proveObject({ status, headers }: Response, range?: ByteRange): ObjectBody['range'] {
  if (status !== 200 && (status !== 206 || range === undefined)) throw new WrongAnswer('UnexpectedStatus');
  if ((headers.get('etag') ?? '') === '') throw new WrongAnswer('NoETag');
  const length = headers.get('content-length');
  if (length === null) throw new WrongAnswer('NoContentLength');
  if (status === 200 || range === undefined) return null;
  const found = readRange(headers.get('content-range'));
  if (found === null) throw new WrongAnswer('NoContentRange');
  const { first, last } = found.range;
  // s3rver answers `bytes 0-0/0` for an empty object.
  if (last >= found.sizeBytes) throw new RangeError('the range lies outside the object');
  const end = found.sizeBytes - 1;
  const wanted =
    'suffixLength' in range
      ? { first: Math.max(0, found.sizeBytes - range.suffixLength), last: end }
      : { first: range.first, last: Math.min(range.last ?? end, end) };
  if (first !== wanted.first || last !== wanted.last) throw new WrongAnswer('OtherRange');
  if (Number(length) !== last - first + 1) throw new WrongAnswer('OtherContentLength');
  return found.range;
}
