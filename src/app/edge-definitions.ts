// Declarations of the routes of the API that the edge serves itself (edge.ts). They declare all their problems: nothing follows from
// tokens or keys, which most of them do not read. Its pages are no part of the API.

import { exportQuery, fileNumber } from '../certificates/exports/contract.ts';
import { fileQuery } from '../certificates/life/contract.ts';
import { linkQuery, typedLink } from '../certificates/links/contract.ts';
import { certificatePermissions } from '../certificates/permission.ts';
import {
  fileVerdictShape,
  languageQuery,
  legacyShape,
  typedCode,
  verdictShape,
} from '../certificates/verification/contract.ts';
import { everybody, only } from '../http/permission.ts';
import type { RouteDefinition } from '../http/route.ts';
import { oembedQuery, oembedShape } from '../pages/certificate/contract.ts';
import { evidenceShape } from '../tournaments/evidence/contract.ts';
import { evidenceTypes } from '../tournaments/evidence/evidence.ts';
import { tournamentPermissions } from '../tournaments/permission.ts';
import { previewCreate, previewShape } from '../tournaments/stages/preview-contract.ts';
import { healthShape, readinessShape } from './contract.ts';
import { liveDefinitions } from './live-definitions.ts';

const html = { mediaType: 'text/html' } as const;
const files = [{ mediaType: 'application/pdf' }, { mediaType: 'image/png' }] as const;
const exportFiles = [{ mediaType: 'application/zip' }, { mediaType: 'application/pdf' }] as const;
const evidenceFiles = evidenceTypes.map((mediaType) => ({ mediaType }));
const unchanged = { 304: null } as const;

const fileAnswers = { 200: files, 206: files, ...unchanged, 416: null } as const;

const fileProblems = [
  ...['invalid_request', 'forbidden', 'unavailable', 'quota_exceeded'],
  ...['certificate_revoked', 'certificate_suspended', 'certificate_replaced', 'certificate_not_ready'],
  ...['needs_printed_name', 'file_lost', 'file_damaged'],
] as const;

const server: readonly RouteDefinition[] = [
  {
    method: 'GET',
    path: '/healthz',
    name: 'readHealth',
    summary: 'Whether the server runs',
    description: 'Answers 200 while the process serves requests. It asks no other system.',
    permission: everybody('server.read_state'),
    isAtEdge: true,
    answers: { 200: healthShape },
    problems: ['invalid_request'],
  },
  {
    method: 'GET',
    path: '/readyz',
    name: 'readReadiness',
    summary: 'Whether the server can work: database, stores, circuit breakers and configuration',
    description:
      'Asks the database and both stores, and says what is wrong with the configuration. 503 without the database or with a fault; a store that is down only shows, since the other one serves.',
    permission: everybody('server.read_state'),
    isAtEdge: true,
    answers: { 200: readinessShape, 503: readinessShape },
    problems: ['invalid_request'],
  },
  {
    method: 'GET',
    path: '/metrics',
    name: 'readMetrics',
    summary: 'Metrics for Prometheus, with the token of METRICS_TOKEN',
    description:
      'Answers counters and histograms in the text format of Prometheus. Labels are patterns of routes and never ids.',
    permission: only('server.read_metrics', 'operator'),
    isAtEdge: true,
    answers: { 200: { mediaType: 'text/plain' } },
    problems: ['invalid_request', 'not_found', 'unauthenticated'],
  },
];

const verification = {
  permission: certificatePermissions.verify,
  isAtEdge: true,
  limit: 'verification',
  problems: ['unavailable', 'quota_exceeded'],
} as const;

const certificates: readonly RouteDefinition[] = [
  {
    ...verification,
    method: 'GET',
    path: '/c/:code',
    name: 'verifyCertificate',
    summary: 'Verify a certificate by its code: JSON or a page, by Accept',
    description:
      'Says whether the certificate is valid, revoked, suspended, replaced, expired or being made, with all that is printed on it. An unknown code is 404; every other verdict is 200.',
    params: { code: typedCode },
    query: languageQuery,
    answers: { 200: [verdictShape, html], ...unchanged },
  },
  {
    ...verification,
    method: 'GET',
    path: '/c/:code/preview.png',
    name: 'drawPreview',
    summary: 'The picture for links to a valid certificate',
    description:
      'Draws the image that networks show beside a link. A certificate that is not valid or is private has none.',
    params: { code: typedCode },
    answers: { 200: { mediaType: 'image/png' }, ...unchanged },
  },
  {
    ...verification,
    method: 'GET',
    path: '/c/:code/embed',
    name: 'showEmbeddedCard',
    summary: 'A card with the present verdict, for frames on other sites',
    description:
      'Answers a small page for an `iframe`. It shows the verdict of the moment, so a revocation is visible there too.',
    params: { code: typedCode },
    query: languageQuery,
    answers: { 200: html, ...unchanged },
  },
  {
    ...verification,
    method: 'GET',
    path: '/oembed',
    name: 'describeEmbeddedCard',
    summary: 'Describe the card of a certificate page by oEmbed',
    description:
      'Answers how to embed the card of a page, for sites that read oEmbed. The address has to be one of a certificate page.',
    query: oembedQuery,
    answers: { 200: oembedShape },
    problems: [...verification.problems, 'not_found', 'invalid_request', 'unsupported_format'],
  },
  {
    ...verification,
    method: 'GET',
    path: '/api/tournaments/certificates/verify/:code',
    name: 'verifyPrintedLink',
    summary: 'Verify a certificate by a link that was printed before the pages existed',
    description: 'Answers the fields that older readers of printed links expect. Use `/c/{code}` for everything new.',
    params: { code: typedCode },
    answers: { 200: legacyShape, ...unchanged },
  },
  {
    ...verification,
    method: 'POST',
    path: '/v1/certificates/verify-file',
    name: 'verifyFile',
    summary:
      'Compare a PDF or PNG file, sent as the body or as the only file of a form, with the files that were issued',
    description:
      'Compares the bytes with the files that were issued. `exact` has the verdict of its certificate; `altered` are other bytes with the code of a certificate.',
    body: { mediaTypes: ['application/pdf', 'image/png', 'multipart/form-data'] },
    answers: { 200: fileVerdictShape },
    problems: [...verification.problems, 'invalid_request', 'payload_too_large', 'unsupported_file'],
  },
  {
    method: 'GET',
    path: '/v1/certificates/:id/file',
    name: 'downloadCertificate',
    summary: 'Download a certificate as PDF or PNG, whole or a range of it',
    description:
      'Answers the file, or the part that `Range` asks for, and counts the download. A revoked certificate is 410 with its reason.',
    permission: certificatePermissions.download,
    isAtEdge: true,
    params: { id: 'certificate' },
    query: fileQuery,
    answers: { ...fileAnswers, 302: null },
    problems: ['unauthenticated', ...fileProblems],
  },
  {
    method: 'GET',
    path: '/v1/certificates/downloads/:link',
    name: 'downloadByLink',
    summary: 'Download a certificate by a link that was made for one person, without a token',
    description:
      'Answers the file without a token, as long as the link is valid. Links are bound to one certificate and end by themselves.',
    permission: certificatePermissions.useLink,
    isAtEdge: true,
    params: { link: typedLink },
    query: linkQuery,
    answers: fileAnswers,
    problems: ['link_not_valid', 'misconfigured', ...fileProblems],
  },
];

const exports: readonly RouteDefinition[] = [
  {
    method: 'GET',
    path: '/v1/certificate-exports/:id/files/:number',
    name: 'downloadCertificateExport',
    summary: 'Download a file of an export of certificates',
    description:
      'Redirects to a signed address that is valid for 900 seconds and needs no token: of the object store where the file is one object there, else of this route with `link`, which answers the bytes, whole or a range of them. It is refused as soon as a certificate of the tournament has changed.',
    permission: certificatePermissions.export,
    isAtEdge: true,
    params: { id: 'export', number: fileNumber },
    query: exportQuery,
    answers: {
      200: exportFiles,
      206: exportFiles,
      302: null,
      ...unchanged,
      416: null,
    },
    problems: [
      ...(['unauthenticated', 'forbidden', 'not_found', 'invalid_request', 'unavailable'] as const),
      ...(['export_outdated', 'export_not_ready', 'link_not_valid', 'misconfigured'] as const),
    ],
  },
];

const brackets: readonly RouteDefinition[] = [
  {
    method: 'POST',
    path: '/v1/brackets/previews',
    name: 'previewBracket',
    summary: 'Show the matches of a stage without storing anything',
    description: 'Builds the matches that a stage would begin with, for a number of entrants. Nothing is stored.',
    permission: everybody('bracket.preview'),
    isAtEdge: true,
    limit: 'verification',
    body: previewCreate,
    answers: { 200: previewShape },
    problems: [
      ...(['quota_exceeded', 'invalid_request', 'malformed_json'] as const),
      ...(['payload_too_large', 'unsupported_media_type'] as const),
    ],
  },
];

const evidence: readonly RouteDefinition[] = [
  {
    method: 'POST',
    path: '/v1/matches/:id/evidence/files',
    name: 'giveEvidenceFile',
    summary:
      'Give a file as evidence for the result of a match, sent as the body or as the only file of a form. It is not scanned for viruses',
    description:
      'A JPG, PNG, PDF or MP4 of at most 5 MB, judged by its content. One person gives at most ten pieces for a match. The same file again is the piece that is there. If no store takes it, send it again. Both sides, staff and moderators can read it.',
    permission: tournamentPermissions.giveEvidence,
    isAtEdge: true,
    limit: 'verification',
    params: { id: 'match' },
    body: { mediaTypes: [...evidenceTypes, 'multipart/form-data'] },
    answers: { 201: evidenceShape },
    problems: [
      ...(['unauthenticated', 'not_found', 'not_a_participant', 'sanctioned', 'match_not_open'] as const),
      ...(['limit_reached', 'invalid_request', 'payload_too_large', 'unsupported_file', 'unavailable'] as const),
    ],
  },
  {
    method: 'GET',
    path: '/v1/evidence/:id/file',
    name: 'downloadEvidence',
    summary: 'Download a file of evidence, whole or a range of it, as an entrant of the match or its staff',
    description:
      'An attachment. Others get the answer of an unknown id. Its hash is verified before the first byte is sent.',
    permission: tournamentPermissions.readEvidence,
    isAtEdge: true,
    params: { id: 'evidence' },
    answers: { 200: evidenceFiles, 206: evidenceFiles, ...unchanged, 416: null },
    problems: ['unauthenticated', 'invalid_request', 'unavailable', 'file_lost', 'file_damaged'],
  },
];

export const edgeDefinitions: readonly RouteDefinition[] = [
  ...server,
  ...certificates,
  ...exports,
  ...brackets,
  ...evidence,
  ...liveDefinitions,
];
