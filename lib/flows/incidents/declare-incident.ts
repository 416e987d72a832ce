import type { Database, Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readShown } from '#db/reads/incidents/shown.ts'
import { readHistory } from '#db/reads/servers/status-lines.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { type DeclaredServer, insertDeclared } from '#db/writes/incidents/declared.ts'
import { rewriteHistory } from '#db/writes/incidents/history.ts'
import { insertUpdate } from '#db/writes/posts/posts.ts'
import { mailUpdate } from '#lib/flows/notices/mail-update.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import { openingWords } from '#lib/flows/posts/said-words.ts'
import { causeOfJudged } from '#lib/rules/incidents/judgement.ts'
import type { SpokenWords } from '#lib/rules/languages/translation.ts'
import { withTrouble } from '#lib/rules/servers/history-change.ts'
import { later } from '#lib/rules/time/time.ts'

export type Declaration = SpokenWords & {
  /** Chosen by the form, so that a form sent twice is one incident. */
  postId: string
  staffId: string
  title: string
  /** What customers read. */
  text: string
  /** None: it is about something that is no server. */
  servers: readonly DeclaredServer[]
  /** The group that was chosen as a whole; null: none was. */
  groupId: string | null
  startedAt: Date
  nextUpdateAt: Date | null
  /** Customers of its servers hear of it; of one without servers all who want to hear of outages. */
  isTold: boolean
  /** A program states it, and somebody has still to take it. Left out: a person does, and has it. */
  isByProgram?: boolean
}

/**
 * Publishes an incident that a person states. Later alerts of its servers join it. Nothing of it is told before staff can
 * no longer take it back. future: it has not begun; there-already: its form was sent twice.
 */
export async function declareIncident(
  db: Database,
  declaration: Declaration,
  now: Date,
): Promise<'done' | 'future' | 'there-already'> {
  const { postId, staffId, title, text, servers, startedAt, isTold } = declaration
  if (startedAt > now) return 'future'
  const facts = { title, servers, startedAt, isTold }
  const { texts, language, translations } = openingWords(declaration)
  const act = { postId, staffId, action: 'declare-incident' as const, facts }
  return changePost<'there-already'>(db, act, now, async tx => {
    const tellFrom = later(now, (await readPolicy(tx)).takeBackSeconds)
    const made = {
      ...declaration,
      id: postId,
      summary: text,
      language,
      translations,
      endedAt: null,
      tellFrom,
    }
    if (!(await insertDeclared(tx, made, now))) return 'there-already'
    const id = newId()
    const words = { body: text, language, translations: texts }
    await insertUpdate(tx, { id, postId, staffId, phase: 'investigating', ...words, createdAt: now })
    // Of servers the decision tells; of what is no server nothing but these words says anything.
    if (isTold && servers.length === 0)
      await mailUpdate(tx, postId, text, now, { updateId: id, waitsUntil: tellFrom })
    return readShown(tx, postId)
  })
}

export type PastIncident = Omit<Declaration, 'nextUpdateAt' | 'isTold' | 'isByProgram'> & { endedAt: Date }

/**
 * Publishes an incident that is over: pages and the days of its servers show it, nobody is told. backwards: it ends before
 * it begins, or has not ended; there-already: its form was sent twice.
 */
export async function enterPastIncident(
  db: Database,
  incident: PastIncident,
  now: Date,
): Promise<'done' | 'backwards' | 'there-already'> {
  const { postId, staffId, title, text, servers, startedAt, endedAt } = incident
  if (endedAt <= startedAt || endedAt > now) return 'backwards'
  const act = {
    postId,
    staffId,
    action: 'enter-past-incident' as const,
    facts: { title, servers, startedAt, endedAt },
  }
  return changePost<'there-already'>(db, act, now, async tx => {
    const untold = { nextUpdateAt: null, tellFrom: null, isTold: false }
    const { texts, language, translations } = openingWords(incident)
    const made = { ...incident, ...untold, id: postId, summary: text, language, translations }
    if (!(await insertDeclared(tx, made, now))) return 'there-already'
    const words = { body: text, language, translations: texts }
    await insertUpdate(tx, { id: newId(), postId, staffId, phase: 'resolved', ...words, createdAt: now })
    for (const server of servers) await enterTrouble(tx, incident, server)
    return readShown(tx, postId)
  })
}

async function enterTrouble(
  tx: Transaction,
  { postId, startedAt: from, endedAt: until }: PastIncident,
  { id, impact }: DeclaredServer,
): Promise<void> {
  const trouble = { impact, cause: causeOfJudged(impact), postId, alertId: null }
  const lines = await readHistory(tx, id, from)
  await rewriteHistory(tx, id, from, withTrouble(lines, { from, until }, trouble))
}
