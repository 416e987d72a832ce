import type { Database } from '#db/client.ts'
import { lockAnswer } from '#db/reads/settings/api-answers.ts'
import {
  beginAnswer,
  beginAnswerAgain,
  dropAnswer,
  keepAnswer,
  type NamedRequest,
  purgeAnswers,
} from '#db/writes/settings/api-answers.ts'
import { later } from '#lib/rules/time/time.ts'

/** An answer is kept for a day. */
const keptSeconds = 86_400
/** Nobody takes longer to answer: whoever began it has ended. */
const longestSeconds = 60

export type KeptAnswer = { status: number; body: string; isKept?: true }

type Begun = 'mine' | 'other-request' | 'under-way' | KeptAnswer

/**
 * Answers a request that names itself once, and when it comes again says the same. What was not done is not kept, so it may be
 * tried again. other-request: its name was given to another one within a day. under-way: the first is being answered.
 */
export async function answerOnce(
  db: Database,
  named: NamedRequest & { digest: string },
  now: Date,
  answer: () => Promise<KeptAnswer>,
): Promise<KeptAnswer | 'other-request' | 'under-way'> {
  const begun = await begin(db, named, now)
  if (begun !== 'mine') return begun
  try {
    const { status, body } = await answer()
    if (status < 300) await keepAnswer(db, named, { status, body })
    else await dropAnswer(db, named)
    return { status, body }
  } catch (error) {
    await dropAnswer(db, named).catch(() => {})
    throw error
  }
}

function begin(db: Database, named: NamedRequest & { digest: string }, now: Date): Promise<Begun> {
  return db.transaction(async tx => {
    await purgeAnswers(tx, later(now, -keptSeconds))
    if (await beginAnswer(tx, named, now)) return 'mine'
    const before = await lockAnswer(tx, named)
    if (!before) return 'under-way'
    if (before.digest !== named.digest) return 'other-request'
    if (before.status !== null) return { status: before.status, body: before.body ?? '', isKept: true }
    if (before.createdAt > later(now, -longestSeconds)) return 'under-way'
    await beginAnswerAgain(tx, named, now)
    return 'mine'
  })
}
