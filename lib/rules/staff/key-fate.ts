/** What becomes of the keys of somebody who is removed: they are revoked, or who removes them answers for them. */
export const keyFates = ['revoke', 'take'] as const
export type KeyFate = (typeof keyFates)[number]
