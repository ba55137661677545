// Wire shapes of notices.

import * as z from 'zod';
import { id, instant, instantText, namedShape, pageQuery } from '../../http/wire.ts';
import { statementShape } from '../statements/contract.ts';
import { noticeText } from '../statements/notice-text.ts';
import { type Notice, noticeKinds } from './notice.ts';

export const noticeQuery = z.strictObject({
  since: instant.optional().describe('From this instant on, included; all by default.'),
  ...pageQuery,
});

export const noticeShape = namedShape('Notice', 'Something that moderators have decided about the caller.', {
  key: z.string().describe('The same notice always has the same key.'),
  kind: z.enum(noticeKinds).describe('What has happened. `report_decided`: to a report of the caller.'),
  at: instantText.describe('When. UTC.'),
  sanctionId: id('sanction').nullable().describe('The sanction; null for reviews and reports.'),
  appealId: id('appeal').nullable().describe('The appeal that was decided; otherwise null.'),
  tournamentId: id('tournament').nullable().describe('The tournament; null if it is about none.'),
  registrationId: id('registration').nullable().describe('The entry that was removed or restored; otherwise null.'),
  reportId: id('report').nullable().describe('The report that was decided; otherwise null.'),
  text: statementShape,
});

/** `appealDays`: how long a sanction may be appealed. */
export function noticeJson(notice: Notice, appealDays: number): z.input<typeof noticeShape> {
  const { key, kind, at, sanctionId, appealId, tournamentId, registrationId, reportId } = notice;
  const about = { sanctionId, appealId, tournamentId, registrationId, reportId };
  return { key, kind, at, ...about, text: noticeText(notice, appealDays) };
}
