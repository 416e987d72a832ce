import type { Database } from '#db/client.ts'
import { hashToken, newSecret } from '#lib/alerts/request/token.ts'
import { startOf } from '#lib/rules/settings/secret-form.ts'
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

/** Gives a source a new token, which is in the answer and nowhere else. changed-meanwhile: it is gone, or a colleague changed it. */
export async function rotateSource(
  db: Database,
  { sourceId, version, graceHours, staffId }: Rotation,
  now: Date,
): Promise<{ token: string } | 'changed-meanwhile'> {
  const token = newSecret('source')
  const act = { sourceId, version, staffId, action: 'rotate-source' as const, facts: { graceHours } }
  const outcome = await editSource<never>(db, act, now, source => ({
    tokenHash: hashToken(token),
    tokenStart: startOf(token),
    previousTokenHash: graceHours > 0 ? source.tokenHash : null,
    previousTokenStart: graceHours > 0 ? source.tokenStart : null,
    previousTokenUntil: graceHours > 0 ? later(now, graceHours * 3600) : null,
  }))
  return outcome === 'done' ? { token } : outcome
}

/** Ends the token before the last rotation now. gone: there is none that still works. */
export function endOldToken(
  db: Database,
  { sourceId, staffId }: { sourceId: string; staffId: string },
  now: Date,
): Promise<'done' | 'gone' | 'changed-meanwhile'> {
  return editSource<'gone'>(
    db,
    { sourceId, staffId, action: 'end-old-token' },
    now,
    ({ previousTokenUntil }) =>
      previousTokenUntil !== null && previousTokenUntil > now
        ? { previousTokenHash: null, previousTokenStart: null, previousTokenUntil: null }
        : 'gone',
  )
}
