import { eq } from 'drizzle-orm'
import { demoAdvisory } from '#content/demo/comments.ts'
import { demoMeasures, demoSigns, demoTag } from '#content/demo/containment.ts'
import { demoStaff } from '#content/demo/hoster.ts'
import type { Transaction } from '#db/client.ts'
import { posts } from '#db/schema/post.ts'
import { indicators } from '#db/schema/security/indicator.ts'
import { containmentLog } from '#db/schema/security/measure.ts'
import { staff } from '#db/schema/staff.ts'
import { writeListVersion } from '#db/writes/indicators/indicators.ts'

/** What the demo hoster looks for, and what it did in the night of its advisory. ids: of servers by their labels. */
export async function addDemoContainment(
  tx: Transaction,
  ids: ReadonlyMap<string, string>,
  now: Date,
): Promise<void> {
  const [advisory] = await tx.select({ id: posts.id }).from(posts).where(eq(posts.slug, demoAdvisory))
  const [person] = await tx.select({ id: staff.id }).from(staff).where(eq(staff.email, demoStaff.email))
  await writeListVersion(tx, { version: 1, issuedAt: now }, now)
  const common = { tag: demoTag, reference: null, isActive: true, changedIn: 1 }
  await tx.insert(indicators).values(demoSigns.map(sign => ({ ...sign, ...common })))
  await tx.insert(containmentLog).values(
    demoMeasures.map(({ server, since, until, ...measure }) => ({
      ...measure,
      isEverywhere: server === null,
      serverIds: server === null ? [] : [ids.get(server) ?? ''],
      since: new Date(since),
      until: until === null ? null : new Date(until),
      postId: advisory?.id ?? null,
      staffId: person?.id ?? null,
    })),
  )
}
