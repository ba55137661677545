// HTTP routes of receipts: credits of partners that sell coins, and what they compare with their own books. Laurel takes no money.

import { routesFor } from '../../http/route.ts';
import type { Ports } from '../../outbox/ports.ts';
import { splitDetail } from '../ledger/detail-contract.ts';
import { coinsOf } from '../ledger/transfer.ts';
import { economyPermissions as permissions, requireFinance } from '../permission.ts';
import {
  dayQuery,
  receiptCreate,
  receiptJson,
  receiptQuery,
  receiptReverse,
  receiptShape,
  receiptsShape,
  summaryShape,
} from './contract.ts';
import { type DayForm, exportDay, mediaTypes, summarizeDay, summaryJson } from './export-day.ts';
import { postReceipt } from './post-receipt.ts';
import { chooseIssuer, findReceipts, readReceipt, reverseReceipt } from './read-receipt.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();
/** The key of a partner needs nothing else. */
const scope = 'economy:credit';
const noDetail = { memo: null, occurredAt: null, metadata: null };

export const receiptRoutes = [
  route({
    method: 'POST',
    path: '/v1/receipts',
    name: 'postReceipt',
    summary: 'Credit coins that you have sold, under a reference of yours',
    description:
      'Moves coins from the treasury to the wallet of the buyer and keeps the reference, which is unique for the issuer. The same reference with the same content gives the first receipt again; with another content it is refused with `reference_conflict`. Laurel takes no money: that is between you and the buyer.',
    permission: permissions.postReceipt,
    scope,
    idempotency: 'required',
    body: receiptCreate,
    answers: { 201: receiptShape },
    problems: [
      ...(['invalid_amount', 'reference_conflict', 'sanctioned'] as const),
      ...(['wallet_not_found', 'wallet_frozen', 'wallet_closed'] as const),
    ],
  }).runs({
    requires: requireFinance,
    async handle({ services: { ports }, actor, body }) {
      const { amountCoins, detail, ...sale } = splitDetail(body);
      const receipt = await postReceipt(ports, actor, {
        ...sale,
        ...(detail ?? noDetail),
        amount: coinsOf(amountCoins),
      });
      return { status: 201, body: receiptJson(receipt), headers: { location: `/v1/receipts/${receipt.id}` } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/receipts',
    name: 'findReceipts',
    summary: 'Find a receipt by its reference',
    description:
      'Answers the receipt of the issuer with this reference, or an empty list. Ask so after an answer was lost, or post it again with the same content.',
    permission: permissions.findReceipts,
    scope,
    query: receiptQuery,
    answers: { 200: receiptsShape },
  }).runs({
    requires: requireFinance,
    async handle({ services: { ports }, actor, query }) {
      return { status: 200, body: { items: (await findReceipts(ports, actor, query)).map(receiptJson) } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/receipts/summary',
    name: 'summarizeReceipts',
    summary: 'Sum the receipts of a day',
    description:
      'Sums credits and reversals that were posted on a day of UTC, as the ledger has them. Compare it with your own books, and read the day as a file where it differs.',
    permission: permissions.findReceipts,
    scope,
    query: dayQuery,
    answers: { 200: summaryShape },
  }).runs({
    requires: requireFinance,
    async handle({ services: { ports }, actor, query: { day, issuer } }) {
      const summary = await summarizeDay(ports.db, { day, issuer: chooseIssuer(actor, issuer) });
      return { status: 200, body: summaryJson(summary) };
    },
  }),
  dayRoute('csv', 'CSV', {
    name: 'exportReceiptsCsv',
    description:
      'Answers each credit and each reversal that was posted on a day of UTC, in the order of their times, as one file. It is streamed, so that any length is possible; the name of the file of a day that is not over ends with `so-far`.',
  }),
  dayRoute('ndjson', 'one JSON object a line', {
    name: 'exportReceiptsNdjson',
    description:
      'Answers each credit and each reversal that was posted on a day of UTC, in the order of their times. The last line has the type `total` and the sums; a file without it was cut off.',
  }),
  route({
    method: 'GET',
    path: '/v1/receipts/:id',
    name: 'readReceipt',
    summary: 'Read a receipt, as its buyer, its issuer or finance',
    description:
      'Answers what was credited, under which reference, and whether it was reversed. It confirms coins, not a payment: Laurel takes no money. For others the receipt does not exist.',
    permission: permissions.readReceipt,
    scope,
    params: { id: 'transfer' },
    answers: { 200: receiptShape },
  }).runs({
    async handle({ services: { ports }, actor, params: { id } }) {
      return { status: 200, body: receiptJson(await readReceipt(ports, actor, id)) };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/receipts/:id/reversals',
    name: 'reverseReceipt',
    summary: 'Take the coins of a receipt back after a refund, once',
    description:
      'Moves the coins of the receipt back to the treasury, all of them. The buyer needs enough coins; a receipt is reversed at most once, and its reference stays used.',
    permission: permissions.reverseReceipt,
    scope,
    idempotency: 'required',
    params: { id: 'transfer' },
    body: receiptReverse,
    answers: { 201: receiptShape },
    problems: ['invalid_amount', 'state_conflict', 'insufficient_funds', 'wallet_frozen', 'wallet_closed'],
  }).runs({
    requires: requireFinance,
    authorize: ({ services: { ports }, actor, params }) => readReceipt(ports, actor, params.id),
    async handle({ services: { ports }, actor, params: { id }, body: { note } }) {
      return { status: 201, body: receiptJson(await reverseReceipt(ports, actor, id, note)) };
    },
  }),
];

function dayRoute(
  form: DayForm,
  words: string,
  { name, description }: { readonly name: string; readonly description: string },
) {
  return route({
    method: 'GET',
    path: `/v1/receipts.${form}`,
    name,
    summary: `Export the receipts of a day as ${words}`,
    description,
    permission: permissions.findReceipts,
    scope,
    query: dayQuery,
    answers: { 200: { mediaType: mediaTypes[form] } },
  }).runs({
    requires: requireFinance,
    async handle({ services: { ports }, actor, query: { day, issuer } }) {
      const { isFinal, body } = await exportDay(ports.db, { day, issuer: chooseIssuer(actor, issuer) }, form);
      const headers = {
        'content-type': mediaTypes[form],
        'content-disposition': `attachment; filename="receipts-${day}${isFinal ? '' : '-so-far'}.${form}"`,
        'cache-control': 'private, no-store',
      };
      return { status: 200, headers, body };
    },
  });
}
