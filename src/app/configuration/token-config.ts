// Whose tokens are accepted, and what signs download links.

import type { ConfigurationFault } from '../../core/public-url.ts';
import { type IssuerEntry, parseIssuers, readIssuers } from '../../http/tokens/issuer-list.ts';
import type { TextSecrets } from '../../http/tokens/text-keys.ts';
import { rolesClaimDefault, type TokenIssuer, type TokenTrust } from '../../http/tokens/verify-token.ts';
import { FaultError, parseVariable } from './faults.ts';
import type { TokenVariables, Variables } from './variables.ts';

/** @throws FaultError. */
export function readTokenTrust(v: TokenVariables): TokenTrust {
  const rolesClaim = v.JWT_ROLES_CLAIM ?? rolesClaimDefault;
  const issuers = readAllIssuers(v, rolesClaim);
  if (v.JWT_SECRET === undefined && issuers.length === 0)
    throw new FaultError('JWT_SECRET', 'is not set, and neither is JWT_ISSUERS, nor JWT_ISSUER with JWT_AUDIENCE');
  if (v.JWT_SECRET === undefined && v.JWT_SECRET_PREVIOUS !== undefined)
    throw new FaultError('JWT_SECRET_PREVIOUS', 'needs JWT_SECRET');
  const secrets = [v.JWT_SECRET, v.JWT_SECRET_PREVIOUS].filter((one) => one !== undefined);
  return { secrets, issuers, rolesClaim, fault: null };
}

/**
 * A secret of its own comes first. The secret of tokens serves where there is none, and links signed with it stay valid when one is
 * added. With a fault no links are made, but the valid secrets still recognise erased subjects.
 */
export function readLinkSecrets(v: Variables, given: readonly ConfigurationFault[]): TextSecrets {
  const all = [v.DOWNLOAD_SECRET, v.DOWNLOAD_SECRET_PREVIOUS, v.JWT_SECRET, v.JWT_SECRET_PREVIOUS];
  const secrets = all.filter((one) => one !== undefined);
  return { secrets, fault: given[0] ?? linkFault(v, secrets) };
}

/** Without them there are no webhooks, which is no fault unless there should be some: readiness asks the database. */
export function readWebhookSecrets(v: Variables, given: readonly ConfigurationFault[]): TextSecrets {
  const secrets = [v.WEBHOOK_SECRET, v.WEBHOOK_SECRET_PREVIOUS].filter((one) => one !== undefined);
  const missing = v.WEBHOOK_SECRET === undefined ? { variable: 'WEBHOOK_SECRET', reason: 'is not set' } : null;
  return { secrets, fault: given[0] ?? missing };
}

function linkFault(v: Variables, secrets: readonly string[]): ConfigurationFault | null {
  if (v.DOWNLOAD_SECRET === undefined && v.DOWNLOAD_SECRET_PREVIOUS !== undefined)
    return { variable: 'DOWNLOAD_SECRET_PREVIOUS', reason: 'needs DOWNLOAD_SECRET' };
  if (secrets.length > 0) return null;
  return { variable: 'DOWNLOAD_SECRET', reason: 'is not set, and neither is JWT_SECRET' };
}

/** The short form is one more entry of the list. */
function readAllIssuers(v: TokenVariables, rolesClaim: string): TokenIssuer[] {
  const single = readSingleIssuer(v);
  const listed = parseVariable('JWT_ISSUERS', () =>
    v.JWT_ISSUERS === undefined ? [] : parseIssuers(v.JWT_ISSUERS, rolesClaim),
  );
  const one = parseVariable(v.JWKS_URL === undefined ? 'JWT_ISSUER' : 'JWKS_URL', () =>
    readIssuers(single, rolesClaim),
  );
  if (listed.some(({ issuer }) => issuer === one[0]?.issuer))
    throw new FaultError('JWT_ISSUERS', 'repeats the issuer of JWT_ISSUER');
  return [...one, ...listed];
}

/** A provider may use one key set for all its customers. Without issuer and audience, tokens of all of them would be valid. */
function readSingleIssuer(v: TokenVariables): IssuerEntry[] {
  const { JWKS_URL: keys, JWT_ISSUER: issuer, JWT_AUDIENCE: audiences = [], JWT_PLAYER_ISSUER: playerIssuer } = v;
  if (keys === undefined && issuer === undefined && audiences.length === 0 && playerIssuer === undefined) return [];
  const missing = issuer === undefined ? 'JWT_ISSUER' : 'JWT_AUDIENCE';
  if (issuer === undefined || audiences.length === 0)
    throw new FaultError(
      missing,
      'is not set: an issuer needs JWT_ISSUER and JWT_AUDIENCE, because others may share its keys',
    );
  if (playerIssuer !== undefined && playerIssuer !== issuer)
    throw new FaultError('JWT_PLAYER_ISSUER', 'must equal JWT_ISSUER');
  return [{ issuer, audiences, keys, namesPlayers: playerIssuer !== undefined }];
}
