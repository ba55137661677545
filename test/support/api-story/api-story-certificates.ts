// The part of api-story.ts about certificates and their verification.

import type { Caller, Recorder, Stage } from '../samples/api-recorder.ts';

// biome-ignore lint/suspicious/noExplicitAny: as in api.ts
type Json = any;

/** @returns the certificate that was revoked. */
export async function issue({ api, organizer, ada, others, id }: Stage): Promise<string> {
  api.begin('Certificates');
  const path = `/v1/tournaments/${id}/certificates`;
  await api.ask(`POST ${path}`, {
    title: 'Issue',
    note:
      'By the organizer. `{}` is everybody; `registrationIds` names some, `memberIds` some members of teams. `printedTitle` and `printedIssuer` replace texts that cannot be printed. ' +
      'Issuing is over when `pending` is 0. `needsPrintedName` counts those that wait for a person.',
    as: organizer,
    body: {},
  });
  let progress: Json;
  do {
    await new Promise((resolve) => setTimeout(resolve, 100));
    progress = await api.ask(`GET ${path}`, { as: organizer });
  } while (progress.pending > 0);
  await api.ask(`GET ${path}`, {
    title: 'Progress, and a row each',
    note: 'By the organizer.',
    as: organizer,
    shows: ({ type }: Json) => type === 'winner',
  });
  const exported = await api.ask(`POST /v1/tournaments/${id}/certificate-exports`, {
    title: 'Ask for all certificates in files',
    note:
      'By the organizer. `format` is `zip`, one archive, or `pdf`, files of at most 500 pages. While no certificate changes, the same request answers the ' +
      'same export.',
    as: organizer,
    body: { format: 'zip' },
  });
  let made: Json;
  do {
    await new Promise((resolve) => setTimeout(resolve, 100));
    made = await api.ask(`GET /v1/certificate-exports/${exported.id}`, { as: organizer });
  } while (made.state !== 'finished');
  await api.ask(`GET /v1/certificate-exports/${exported.id}`, {
    title: 'The files of an export',
    note: 'By the organizer. `GET …/files/{number}` redirects to an address that is valid for 900 s and needs no token; `delivery=stream` answers the bytes.',
    as: organizer,
  });
  const chloe = others[1] as Caller;
  const held = await api.ask('GET /v1/me/certificates', {
    title: 'List one’s own',
    note: 'By a holder. Without the notes for staff.',
    as: chloe,
  });
  await api.ask(`GET /v1/certificates/${held.items[0].id}`, {
    title: 'Read one',
    note: 'By the holder, or by the organizer, who also gets the notes for staff.',
    as: chloe,
  });
  await api.ask(`POST /v1/certificates/${held.items[0].id}/download-links`, {
    title: 'Make a download link',
    note: 'By those who may download. `format` is `pdf` or `png`. The URL needs no token, fits into `<a href>`, and is valid for 300 s.',
    as: chloe,
    body: { format: 'pdf' },
  });
  await showPayloads(api, id);
  const certificateOf = (name: string) => progress.items.find((item: Json) => item.displayName === name);
  const winner = certificateOf('Ada Lovelace');
  await verify(api, ada, winner);
  await api.ask(`PUT /v1/certificates/${winner.id}/privacy`, {
    title: 'Hide what is printed',
    note: 'By the holder.',
    as: ada,
    body: { isPrivate: true },
  });
  await api.ask(`PUT /v1/certificates/${certificateOf('王芳').id}/printed-name`, {
    title: 'Spell a name for print',
    note: 'By the holder or the organizer, for one whose `failure` is `needs_printed_name`.',
    as: others[2] as Caller,
    body: { printedName: 'Wang Fang' },
    settled: { state: 'pending', issuedAt: null, attemptCount: 0 },
  });
  const ids = { ben: certificateOf('Ben').id, chloe: certificateOf('Chloe').id };
  await changeCertificates(api, organizer, ids);
  api.begin('Registrations');
  await api.ask(`POST /v1/registrations/${certificateOf('Ben').registrationId}/late-disqualifications`, {
    title: 'Disqualify after the end',
    note:
      'By the organizer, after the tournament is completed. `dryRun` only answers what would happen. Ranks move up, certificates are revoked or replaced, ' +
      'prizes are taken back as far as the coins are there, and the rest is owed.',
    as: organizer,
    body: { reason: 'Played under a false identity', dryRun: true },
  });
  return ids.chloe;
}

async function showPayloads(api: Recorder, id: string): Promise<void> {
  const { items } = await api.ask(`GET /v1/tournaments/${id}/events?since=0`);
  const last = new Map<string, Json>(items.map((event: Json) => [event.type, event.payload]));
  api.begin('Live');
  api.frame('Payloads', Object.fromEntries([...last].toSorted()), {
    note: 'Of the types that this tournament had; the API document has all. `registration_promoted` is an approval, or a place for one who waited.',
    outcome: '',
  });
  api.begin('Certificates');
}

async function verify(api: Recorder, holder: Caller, { id, code }: Json): Promise<void> {
  api.begin('Verification');
  await api.ask(`GET /c/${code}`, { title: 'By code', note: 'No token; `Accept: application/json`.' });
  await api.ask(`GET /api/tournaments/certificates/verify/${code}/`, {
    title: 'By code, the older shape',
    note: 'No token.',
  });
  await api.ask(`GET /oembed?url=https://laurel.test/c/${code}`, {
    title: 'For other sites',
    note: 'No token. oEmbed: `html` is a frame with the present verdict.',
  });
  const pdf = await api.download(`/v1/certificates/${id}/file?as=pdf`, holder);
  await api.ask('POST /v1/certificates/verify-file', {
    title: 'By file',
    note: 'No token. The body is the PDF or PNG file, or a form whose only file it is, under any name. `result` and `grounds` are about the file; `certificate` is the record by its code, whatever the file is.',
    body: pdf,
  });
  api.begin('Certificates');
}

async function changeCertificates(api: Recorder, organizer: Caller, ids: Readonly<Record<'ben' | 'chloe', string>>) {
  const path = `/v1/certificates/${ids.chloe}`;
  await api.ask(`POST ${path}/suspension`, {
    title: 'Suspend',
    note: 'By the organizer or a moderator. Codes: `under_review`, `result_corrected`, `rules_violation`, `holder_request`, `other`. `reason` is public, `internalNote` is not. One of `reasonCode` and `reason` is needed; `other` needs a text.',
    as: organizer,
    body: { reasonCode: 'under_review', reason: 'Result under review', internalNote: 'Ticket 17' },
  });
  await api.ask(`POST ${path}/reinstatement`, {
    title: 'Reinstate',
    note: 'Ends the suspension. `reason` is for the audit trail.',
    as: organizer,
    body: { reason: 'Cleared' },
  });
  await api.ask(`PUT ${path}/expiry`, {
    title: 'Set or remove an expiry',
    note: 'null removes it. `reason` has 3 characters or more.',
    as: organizer,
    body: { expiresAt: '2036-01-01T00:00:00Z', reason: 'Valid for one season' },
  });
  await api.ask(`POST ${path}/revocation`, {
    title: 'Revoke',
    note: 'By the organizer, for ever. Codes: `issued_in_error`, `result_corrected`, `disqualified`, `false_identity`, `rules_violation`, `holder_request`, `other`. `cascade` revokes the whole chain of replacements.',
    as: organizer,
    body: {
      reasonCode: 'disqualified',
      reason: 'Used an engine in round 2',
      internalNote: 'Ticket 18',
      cascade: false,
    },
  });
  await api.ask(`POST /v1/certificates/${ids.ben}/replacement`, {
    title: 'Replace',
    note: 'By the organizer. Codes: `name_corrected`, `language_changed`, `holder_request`, `other`. At least one of `displayName`, `printedName` and `language`. The answer is the new certificate.',
    as: organizer,
    body: { reasonCode: 'name_corrected', displayName: 'Benjamin', hideOldName: true },
  });
  await api.ask('PUT /v1/issuers/me', {
    title: 'Set the issuer profile',
    note: 'By an organizer. Only `name` is required. `logo` is an SVG or PNG file in Base64; left out, it stays.',
    as: organizer,
    body: {
      name: 'Dhaka Chess Club',
      site: 'https://chess.example.org/',
      logo: null,
      signatory: { name: 'Rahima Khatun', office: 'President' },
    },
  });
  await api.ask('GET /v1/issuers/me', { title: 'Read one’s own issuer profile', as: organizer });
  await api.ask(`GET /v1/issuers/${organizer.id}`, { title: 'Read an issuer profile', note: 'No token.' });
}
