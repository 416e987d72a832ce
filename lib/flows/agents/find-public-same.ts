import type { Database } from '#db/client.ts'
import { readPostFindings } from '#db/reads/agents/desk-findings.ts'
import { readOpenIncidents } from '#db/reads/incidents/desk-incidents.ts'
import { samenessOf } from '#lib/rules/agents/finding.ts'

/** Public incidents that hold the same finding as this held one. */
export async function findPublicSame(db: Database, postId: string): Promise<{ id: string; title: string }[]> {
  const open = await readOpenIncidents(db)
  const files = open.filter(each => each.visibility === 'published' && each.cause === 'suspicious-file')
  if (files.length === 0) return []
  const found = await readPostFindings(db, [postId, ...files.map(({ id }) => id)])
  const own = new Set(found.filter(finding => finding.postId === postId).flatMap(samenessOf))
  const isSame = (id: string) =>
    found.some(finding => finding.postId === id && samenessOf(finding).some(key => own.has(key)))
  return files.filter(({ id }) => isSame(id)).map(({ id, title }) => ({ id, title }))
}
