// HTTP route that makes download links. The edge serves the links themselves.

import { routesFor } from '../../http/route.ts';
import { findForDownload } from '../life/grant-download.ts';
import { certificatePermissions as permissions } from '../permission.ts';
import { linkCreate, linkShape } from './contract.ts';
import { createLink, type LinkServices } from './create-link.ts';

const route = routesFor<LinkServices>();

export const linkRoutes = [
  route({
    method: 'POST',
    path: '/v1/certificates/:id/download-links',
    name: 'createDownloadLink',
    summary: 'Make a link that downloads the certificate without a token, for some minutes',
    description:
      'Makes a link that works without a token, for a browser or another person. It ends after some minutes and with a revocation.',
    permission: permissions.download,
    // Nothing is stored: a repeated request makes another link.
    idempotency: 'none',
    params: { id: 'certificate' },
    body: linkCreate,
    answers: { 201: linkShape },
    problems: [
      ...['certificate_revoked', 'certificate_suspended', 'certificate_replaced', 'certificate_not_ready'],
      ...['needs_printed_name', 'misconfigured'],
    ] as const,
  }).runs({
    authorize: ({ services, actor, params }) => findForDownload(services.ports, actor, params.id),
    async handle({ services, actor, params: { id }, body: { format } }) {
      const body = await createLink(services, actor, id, format);
      return { status: 201, body, headers: { 'cache-control': 'private, no-store' } };
    },
  }),
];
