import { readMeasurePosts } from '#db/reads/containment/measures.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import type { Desk } from '#lib/identity/session.ts'
import type { MeasureChoices } from './_parts/measure-fields.tsx'

/** What a measure may be on, and belong to. */
export async function readMeasureChoices(db: Desk['db']): Promise<MeasureChoices> {
  const [{ groups, servers }, posts] = await Promise.all([readTargets(db), readMeasurePosts(db)])
  return { groups, posts, labels: new Map(servers.map(({ id, label }) => [id, label])) }
}
