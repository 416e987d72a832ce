/** What a token of the API may do, each one thing: the customer map, progress on advisories, or servers. */
export const apiScopes = ['customers', 'progress', 'servers'] as const
export type ApiScope = (typeof apiScopes)[number]
