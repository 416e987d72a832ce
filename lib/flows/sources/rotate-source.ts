import type { Database } from '#db/client.ts'
import { newToken } from '#db/id.ts'
import { hashToken } from '#lib/alerts/request/token.ts'
import { later } from '#lib/rules/time/time.ts'
import { editSource } from './edit-source.ts'

export type Rotation = {
  sourceId: string
  /** As the person saw it, so that a form that is sent twice rotates once. */
  version: string
  /** How long the token before stays valid beside the new one; 0: not at all. */
  graceHours: number
  staffId: string
}

/** Gives a source a new token, which is in the answer and nowhere else. Returns null when the source has changed meanwhile. */
export async function rotateSource(
  db: Database,
  { sourceId, version, graceHours, staffId }: Rotation,
  now: Date,
): Promise<{ token: string } | null> {
  const token = newToken()
  const act = { sourceId, version, staffId, action: 'rotate-source' as const, facts: { graceHours } }
  const isDone = await editSource(db, act, now, source => ({
    tokenHash: hashToken(token),
    previousTokenHash: graceHours > 0 ? source.tokenHash : null,
    previousTokenUntil: graceHours > 0 ? later(now, graceHours * 3600) : null,
  }))
  return isDone ? { token } : null
}

/** Ends the token before the last rotation now. Returns false when there is none that still works. */
export function endOldToken(
  db: Database,
  { sourceId, staffId }: { sourceId: string; staffId: string },
  now: Date,
): Promise<boolean> {
  return editSource(db, { sourceId, staffId, action: 'end-old-token' }, now, ({ previousTokenUntil }) =>
    previousTokenUntil !== null && previousTokenUntil > now
      ? { previousTokenHash: null, previousTokenUntil: null }
      : null,
  )
}
