import type { Database, Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readWarnings } from '#db/reads/posts/advisory.ts'
import { readServersById } from '#db/reads/servers/named-servers.ts'
import { addNotice } from '#db/writes/notices/notices.ts'
import { type HeldAdvisory, lockAdvisory, publishDraft } from '#db/writes/posts/advisories.ts'
import { insertUpdate, noteAnnounced, type Shown } from '#db/writes/posts/posts.ts'
import { bodyColumns, saidText } from '#lib/flows/posts/said-words.ts'
import { plainText } from '#lib/posts/plain-text.ts'
import type { SpokenWords } from '#lib/rules/languages/translation.ts'
import {
  type AdvisoryDraft,
  advisoryFacts,
  advisoryNotice,
  type PublishPlan,
} from '#lib/rules/posts/advisory.ts'
import { changePost } from './change-post.ts'
import { plainBody } from './plain-body.ts'

export type Publication = SpokenWords & {
  postId: string
  staffId: string
  /** What the person had seen. */
  version: number
  /** Subscribers hear of it. */
  isTold: boolean
  /** What is different now, for readers who have read it; null: it says itself. */
  change: string | null
}

/**
 * Shows the draft of an advisory to readers, and tells subscribers if wanted: as a warning, also of what was withdrawn
 * before, or where they were warned already, as an update, which needs words on what has changed (words-missing).
 * changed-meanwhile: a colleague changed it since, or there is no draft.
 */
export function publishAdvisory(
  db: Database,
  publication: Publication,
  now: Date,
): Promise<'done' | 'words-missing' | 'changed-meanwhile'> {
  const { postId, staffId, version, isTold, change, language, translations } = publication
  const act = { postId, staffId, action: 'publish-advisory' as const, facts: { version, isTold } }
  return changePost<'words-missing' | 'changed-meanwhile'>(db, act, now, async tx => {
    const post = await lockAdvisory(tx, postId)
    if (!post?.draft || post.version !== version) return 'changed-meanwhile'
    if ((await kindToTell(tx, post, isTold)) === 'update' && !change) return 'words-missing'
    return publishLocked(tx, post, { staffId, isTold, change, language, translations }, now)
  })
}

/** Shows the draft of a locked advisory to readers. Returns where it shows. */
export async function publishLocked(
  tx: Transaction,
  post: HeldAdvisory,
  { staffId, isTold, change, ...spoken }: PublishPlan,
  now: Date,
): Promise<Shown | 'changed-meanwhile'> {
  const { id: postId, draft } = post
  if (!draft) return 'changed-meanwhile'
  const kind = await kindToTell(tx, post, isTold)
  const servers = await readServersById(tx, [...post.namedServerIds, ...draft.serverIds])
  await publishDraft(tx, post, draft, now)
  const said = saidText(change ?? '', spoken)
  if (change && post.publishedAt)
    await insertUpdate(tx, {
      id: newId(),
      postId,
      staffId,
      phase: null,
      ...bodyColumns(said),
      createdAt: now,
    })
  if (kind) await tell(tx, post, draft, { kind, change }, now)
  return { slug: post.slug, hostnames: servers.map(server => server.hostname) }
}

/** As what subscribers hear of its draft; null: they do not. */
export async function kindToTell(
  tx: Transaction,
  { id, withdrawnAt, draft }: HeldAdvisory,
  isTold: boolean,
): Promise<'advisory' | 'update' | null> {
  if (!isTold || !draft) return null
  return advisoryNotice(draft.serverIds, withdrawnAt ? [] : await readWarnings(tx, id))
}

async function tell(
  tx: Transaction,
  { id: postId, publishedAt }: HeldAdvisory,
  { title, summary, body, serverIds }: AdvisoryDraft,
  { kind, change }: { kind: ReturnType<typeof advisoryNotice>; change: string | null },
  now: Date,
): Promise<void> {
  const said = change ? [plainText(change, 'light')] : []
  const whole = async () => [...said, summary, await plainBody(tx, { postId, body }, now)].join('\n\n')
  const text = kind === 'update' && change ? said.join() : await whole()
  const servers = await readServersById(tx, serverIds)
  const facts = advisoryFacts({ title, text, servers, publishedAt: publishedAt ?? now })
  await addNotice(tx, { id: newId(), postId, kind, facts }, now)
  await noteAnnounced(tx, postId, now)
}
