import { type DeskRole, isAtLeast } from './role.ts'

/**
 * How somebody has proven who they are. code: a mailed link and a recovery code; server: a link made by whoever runs the
 * server; company: at the company's identity provider; company-strong: there, and by more than one factor, as it says.
 */
export const proofs = ['link', 'passkey', 'code', 'server', 'company', 'company-strong'] as const
export type Proof = (typeof proofs)[number]

/** What a session still has to show before the desk opens. */
export type Missing = 'use-passkey' | 'make-passkey'

/** From this role on a site may require more than a mailbox. */
export const guardedFrom: DeskRole = 'editor'

const strong: readonly Proof[] = ['passkey', 'code', 'server', 'company-strong']

/** Whether more was shown than that somebody reads a mailbox, or knows a password elsewhere. */
export function isStrong(proof: Proof): boolean {
  return strong.includes(proof)
}

type Sitting = { proof: Proof; role: DeskRole; hasPasskey: boolean; isPasskeyRequired: boolean }

/** What is missing before the desk opens; null: nothing. */
export function missingProof({ proof, role, hasPasskey, isPasskeyRequired }: Sitting): Missing | null {
  if (!isPasskeyRequired || !isAtLeast(role, guardedFrom) || isStrong(proof)) return null
  return hasPasskey ? 'use-passkey' : 'make-passkey'
}
