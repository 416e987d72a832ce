'use server'

import { z } from 'zod'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { changePolicy } from '#lib/flows/settings/change-policy.ts'
import { defaultPolicy } from '#lib/rules/policy/policy.ts'
import { type PolicyProblem, readPolicyTexts } from '#lib/rules/policy/policy-change.ts'
import { policyProblemSentence } from '#lib/words/policy.ts'

const changed =
  'Nothing was changed: a colleague changed the policy since you opened the page. Load it again to see how it is now.'

/** The limits as they were typed, and the policy that the person saw. */
const policyForm = z.record(z.string(), z.string())

/** Puts the policy of the form in force. */
export const savePolicy = deskAction(policyForm, async (texts, { db, staffId, now }) => {
  const read = readPolicyTexts(texts)
  if ('problems' in read) return { problem: sentencesOf(read.problems) }
  const wish = { seen: texts.seen ?? '', policy: read.policy, staffId }
  return say(await changePolicy(db, wish, now), {
    done: 'Saved. It is in force now.',
    'changed-meanwhile': changed,
  })
})

/** Puts the defaults in force. */
export const resetPolicy = deskAction(policyForm, async (texts, { db, staffId, now }) => {
  const wish = { seen: texts.seen ?? '', policy: defaultPolicy, staffId }
  return say(await changePolicy(db, wish, now), {
    done: 'The defaults are in force now.',
    'changed-meanwhile': changed,
  })
})

function sentencesOf(problems: readonly PolicyProblem[]): string {
  return problems.map(problem => policyProblemSentence(staffWords, problem)).join(' ')
}
