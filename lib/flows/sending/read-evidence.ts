import type { Transaction } from '#db/client.ts'
import { type DeskFinding, readPostFindings } from '#db/reads/agents/desk-findings.ts'
import { readSameElsewhere, type SameElsewhere } from '#db/reads/agents/same-elsewhere.ts'
import type { MailedEvidence } from '#lib/mail/notice/notice-words.ts'
import { samenessOf } from '#lib/rules/agents/finding.ts'
import { groupSame } from '#lib/rules/agents/same-findings.ts'

/** One thing that was found of a post, on one server or several, and on which others it is. */
export type FoundThing = { all: readonly DeskFinding[]; elsewhere: readonly SameElsewhere[] }

/** What was found of these posts, by their ids. */
export async function readEvidence(
  tx: Transaction,
  postIds: readonly string[],
): Promise<Map<string, FoundThing[]>> {
  if (postIds.length === 0) return new Map()
  const found = await readPostFindings(tx, [...new Set(postIds)])
  const byPost = Map.groupBy(found, finding => finding.postId)
  const things = new Map<string, FoundThing[]>()
  for (const [postId, own] of byPost) {
    const elsewhere = await readSameElsewhere(tx, own)
    const groups = groupSame(own).map(all => ({
      all,
      elsewhere: elsewhere.filter(other => isLike(other, all)),
    }))
    things.set(postId, groups)
  }
  return things
}

function isLike(other: SameElsewhere, all: readonly DeskFinding[]): boolean {
  const keys = new Set(all.flatMap(samenessOf))
  return samenessOf(other).some(key => keys.has(key))
}

/** How many servers of a thing a mail names. */
const mostNamed = 8

/** What a mail about some servers of a post says of what was found: the things that are on one of them. */
export function mailedEvidence(
  things: readonly FoundThing[],
  serverIds: ReadonlySet<string>,
): MailedEvidence[] {
  return things.flatMap(({ all, elsewhere }) => {
    const first = all.find(finding => serverIds.has(finding.serverId))
    if (!first) return []
    const { check, path, owner, sha256, packageAnswer, action, indicatorId } = first
    const own = labelsOf(all)
    const others = labelsOf(elsewhere)
    return [
      {
        check,
        path: path ?? first.summary,
        owner,
        sha256,
        packageAnswer,
        action,
        indicatorId,
        findingId: first.id,
        firstSeenAt: first.firstSeenAt.toISOString(),
        servers: own.slice(0, mostNamed),
        moreServers: Math.max(0, own.length - mostNamed),
        elsewhere: others.slice(0, mostNamed),
        moreElsewhere: Math.max(0, others.length - mostNamed),
      },
    ]
  })
}

function labelsOf(findings: readonly { label: string }[]): string[] {
  return [...new Set(findings.map(finding => finding.label))]
}
