import { asc, isNull } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { readPublicMeasures } from '#db/reads/containment/measures.ts'
import { readPublicSigns } from '#db/reads/indicators/indicators.ts'
import { servers } from '#db/schema/server.ts'
import type { LiveFacts } from '#lib/rules/posts/live-text.ts'

/** More posts than this no text speaks of. */
const mostPosts = 20

type Asked = {
  postId: string
  texts: readonly (string | null | undefined)[]
  /** Another of its texts is a file, which is not known here: it may ask for anything. */
  isFiled?: boolean
}

/** What the elements of these texts of a post show now; null: they have none of them, and nothing is read. */
export async function readLiveFacts(
  tx: Database | Transaction,
  { postId, texts, isFiled = false }: Asked,
  now: Date,
): Promise<LiveFacts | null> {
  const text = texts.filter(Boolean).join('\n')
  const hasSigns = isFiled || text.includes('<Indicators')
  const hasMeasures = isFiled || text.includes('<Containment')
  if (!hasSigns && !hasMeasures) return null
  const named = [...text.matchAll(/\bpost="([a-z0-9-]{1,160})"/g)].flatMap(([, slug]) => slug ?? [])
  const slugs = [...new Set(named)].slice(0, mostPosts)
  return {
    now,
    signs: hasSigns ? await readPublicSigns(tx) : [],
    measures: hasMeasures
      ? await readPublicMeasures(tx, { ownId: postId, slugs: isFiled ? null : slugs })
      : [],
    servers: hasMeasures ? await readInService(tx) : [],
  }
}

function readInService(tx: Database | Transaction): Promise<LiveFacts['servers'][number][]> {
  const { id, label, groupId, retiredAt, position } = servers
  return tx
    .select({ id, label, groupId })
    .from(servers)
    .where(isNull(retiredAt))
    .orderBy(asc(position), asc(label))
}
