// Permissions on API keys. No key may make or change keys.

import { only } from '../http/permission.ts';

export const apiKeyPermissions = {
  make: only('api_key.make', 'host', 'admin'),
  list: only('api_key.list', 'player'),
  listOf: only('api_key.list_of', 'admin'),
  change: only('api_key.change', 'owner', 'admin'),
} as const;
