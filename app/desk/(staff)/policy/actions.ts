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

const changed =
  'Nothing was changed: a colleague changed the policy since you opened the page. Load it again to see how it is now.'

const notLooked =
  'What it would have changed cannot be said at this moment, since colleagues ask the same. Save it without?'

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
      done: 'Saved. It is in force now.',
      'changed-meanwhile': changed,
    })
  },
  async (texts, { db, now, form }) => {
    const read = readPolicyTexts(texts)
    if ('problems' in read || JSON.stringify(changesOf(read.policy)) === texts.seen) return null
    // What was answered once is not computed again.
    if (form.has('confirmed')) return askForGood('', '')
    const replay = await replayPolicy(db, read.policy, now)
    return replay && askForGood(replay === 'busy' ? notLooked : replayWords(replay), 'Yes, save the policy')
  },
)

/** Puts the defaults in force. */
export const resetPolicy = deskAction(
  policyForm,
  async (texts, { db, staffId, now }) => {
    const wish = { seen: texts.seen ?? '', policy: defaultPolicy, staffId }
    return say(await changePolicy(db, wish, now), {
      done: 'The defaults are in force now.',
      'changed-meanwhile': changed,
    })
  },
  async (_texts, { db }) => {
    const own = Object.keys(changesOf(await readPolicy(db))).length
    const [limits, they] = own === 1 ? ['the one limit', 'it is'] : [`all ${own} limits`, 'they are']
    return askForGood(
      `Put ${limits} that you changed back to the default? What ${they} now is not kept, and the default is in force at once.`,
      'Yes, back to the defaults',
    )
  },
)

function sentencesOf(problems: readonly PolicyProblem[]): string {
  return problems.map(problem => policyProblemSentence(staffWords, problem)).join(' ')
}
