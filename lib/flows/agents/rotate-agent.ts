import type { Database } from '#db/client.ts'
import { hashToken, newSecret } from '#lib/alerts/request/token.ts'
import { editSource } from '#lib/flows/sources/edit-source.ts'
import { startOf } from '#lib/rules/settings/secret-form.ts'
import { nextSigning } from '#lib/rules/sources/source-settings.ts'
import { later } from '#lib/rules/time/time.ts'
import { newSigningSecret } from './make-agents.ts'

export type AgentRotation = {
  sourceId: string
  /** As the person saw it, so that a form that is sent twice rotates once. */
  version: string
  /** The token and the secret before are known to others: they end now. Else they are good for another day. */
  isLeaked: boolean
  staffId: string
}

const graceSeconds = 86_400

/**
 * Gives an agent a new token and a new secret to sign with, which are in the answer and nowhere else in clear.
 * no-agent: the source is none; changed-meanwhile: it is gone, or a colleague changed it.
 */
export async function rotateAgent(
  db: Database,
  { sourceId, version, isLeaked, staffId }: AgentRotation,
  now: Date,
): Promise<{ token: string; secret: string } | 'no-agent' | 'changed-meanwhile'> {
  const [token, secret] = [newSecret('source'), newSigningSecret()]
  const act = { sourceId, version, staffId, action: 'rotate-agent' as const, facts: { isLeaked } }
  const outcome = await editSource<'no-agent'>(db, act, now, source => {
    if (!source.agentServerId) return 'no-agent'
    const kept = isLeaked ? null : source.signing
    const wish = { scheme: 'standard-webhooks' as const, secret, header: '', timestampHeader: null }
    return {
      tokenHash: hashToken(token),
      tokenStart: startOf(token),
      previousTokenHash: isLeaked ? null : source.tokenHash,
      previousTokenStart: isLeaked ? null : source.tokenStart,
      previousTokenUntil: isLeaked ? null : later(now, graceSeconds),
      signing: nextSigning(kept, wish, now),
    }
  })
  return outcome === 'done' ? { token, secret } : outcome
}
