/** What a key of the API may do: read or change one noun. Nobody reads the customer map, only how large it is, and by records:read one customer at a time. */
export const apiScopes = [
  'servers:read',
  'servers:write',
  'groups:read',
  'groups:write',
  'posts:read',
  'posts:write',
  'comments:read',
  'comments:write',
  'maintenance:read',
  'maintenance:write',
  'subscribers:read',
  'subscribers:write',
  'sources:read',
  'sources:write',
  'customers:read',
  'customers:write',
  'records:read',
  'deliveries:read',
  'progress:write',
] as const
export type ApiScope = (typeof apiScopes)[number]
