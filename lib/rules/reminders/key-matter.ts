import { endReminderAt } from '#lib/rules/settings/api-key.ts'
import type { Matter } from './matter.ts'

/** A key of the API that will end by itself. madeAt: since when it has this end. */
export type KeyThatEnds = { id: string; name: string; madeAt: Date; expiresAt: Date }

/** That keys end, once for each owner of the desk, for whom it waits while they want quiet. */
export function keyMatters(keys: readonly KeyThatEnds[], ownerIds: readonly string[]): Matter[] {
  return keys.flatMap(key => ownerIds.flatMap(ownerId => keyMatter(key, ownerId)))
}

function keyMatter({ id, name, madeAt, expiresAt }: KeyThatEnds, ownerId: string): Matter[] {
  const dueAt = endReminderAt(madeAt, expiresAt)
  if (!dueAt) return []
  return [
    {
      kind: 'key-ends',
      subjectId: id,
      postId: null,
      title: name,
      ownerId,
      isTheirsAlone: true,
      occasion: `${expiresAt.toISOString()} ${ownerId}`,
      dueAt,
      untilAt: expiresAt,
      at: expiresAt,
      isUrgent: false,
      isEscalated: false,
    },
  ]
}
