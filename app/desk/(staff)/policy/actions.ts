'use server'

import { z } from 'zod'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { askForGood } from '#app/desk/questions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { changePolicy } from '#lib/flows/settings/change-policy.ts'
import { replayPolicy } from '#lib/flows/settings/replay-policy.ts'
import { defaultPolicy } from '#lib/rules/policy/policy.ts'
import { changesOf, type PolicyProblem, readPolicyTexts } from '#lib/rules/policy/policy-change.ts'
import { policyProblemSentence } from '#lib/words/policy.ts'
import { replayWords } from './replay-words.ts'

const changed = () => staffWords('deskPolicy.actions.changedMeanwhile')

const notLooked = () => staffWords('deskPolicy.actions.whatItWouldHave')

/** The limits as they were typed, and the policy that the person saw. */
const policyForm = z.record(z.string(), z.string())

/** Puts the policy of the form in force, once its person has seen what it would have changed. */
export const savePolicy = deskAction(
  policyForm,
  async (texts, { db, staffId, now }) => {
    const read = readPolicyTexts(texts)
    if ('problems' in read) return { problem: sentencesOf(read.problems) }
    const wish = { seen: texts.seen ?? '', policy: read.policy, staffId }
    return say(await changePolicy(db, wish, now), {
      done: staffWords('deskPolicy.actions.saved'),
      'changed-meanwhile': changed(),
    })
  },
  async (texts, { db, now, form }) => {
    const read = readPolicyTexts(texts)
    if ('problems' in read || JSON.stringify(changesOf(read.policy)) === texts.seen) return null
    // What was answered once is not computed again.
    if (form.has('confirmed')) return askForGood('', '')
    const replay = await replayPolicy(db, read.policy, now)
    return (
      replay &&
      askForGood(
        replay === 'busy' ? notLooked() : replayWords(replay),
        staffWords('deskPolicy.actions.yesSaveThePolicy'),
      )
    )
  },
)

/** Puts the defaults in force. */
export const resetPolicy = deskAction(
  policyForm,
  async (texts, { db, staffId, now }) => {
    const wish = { seen: texts.seen ?? '', policy: defaultPolicy, staffId }
    return say(await changePolicy(db, wish, now), {
      done: staffWords('deskPolicy.actions.defaultsRestored'),
      'changed-meanwhile': changed(),
    })
  },
  async (_texts, { db }) => {
    const own = Object.keys(changesOf(await readPolicy(db))).length
    return askForGood(
      staffWords('deskPolicy.actions.backToDefault', { own }),
      staffWords('deskPolicy.actions.confirmDefaults'),
    )
  },
)

function sentencesOf(problems: readonly PolicyProblem[]): string {
  return problems.map(problem => policyProblemSentence(staffWords, problem)).join(' ')
}
