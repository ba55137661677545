// Signs the text of download links. Signatures for another purpose, such as a token, are never those of a link.

import { createTextKeys, type TextKeys, type TextSecrets } from '../../http/tokens/text-keys.ts';

export type LinkKeys = TextKeys;

export const createLinkKeys = (secrets: TextSecrets): LinkKeys => createTextKeys(secrets, 'laurel download link 1');
