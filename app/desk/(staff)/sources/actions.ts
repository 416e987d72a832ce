'use server'

import { refresh } from 'next/cache'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { askForGood } from '#app/desk/questions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readFormat } from '#db/reads/sources/desk-sources.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { addSource } from '#lib/flows/sources/add-source.ts'
import { changeSource, changeSourceRules } from '#lib/flows/sources/change-source.ts'
import { disableSource, enableSource } from '#lib/flows/sources/disable-source.ts'
import { fillSnippets } from '#lib/flows/sources/fill-snippet.ts'
import { endOldToken, rotateSource } from '#lib/flows/sources/rotate-source.ts'
import { testSource } from '#lib/flows/sources/test-source.ts'
import { chosenServer } from '#lib/rules/alerts/server-choice.ts'
import { type RuleProblem, readRuleRows } from '#lib/rules/sources/rule-rows.ts'
import { ruleProblemSentence } from '#lib/words/sources.ts'
import type { GivenToken } from './_parts/token-form.tsx'
import { rowsOf } from './rule-fields.ts'
import { chooseServers, noSuchServer } from './server-fields.ts'
import { methodsOf, signingOf, sourceForms } from './source-forms.ts'

const changed =
  'Nothing was changed: a colleague changed this source since you opened the page. Load it again to see how it is now.'

/** Makes a source. Its token is in the answer. */
export const createSource = deskAction(
  sourceForms.addition,
  async ({ name, format }, { db, staffId, now }) => {
    const source = await addSource(db, { name, format, staffId }, now)
    if (source === 'name-taken')
      return {
        problem: `There is a source called "${name}" already. Choose another name, or rotate the token of that one.`,
      }
    return given(source.id, format, source.token, `The source "${name}" is ready.`)
  },
)

/** Gives a source a new token, which is in the answer. */
export const rotate = deskAction(sourceForms.rotation, async (fields, { db, staffId, now }) => {
  const { sourceId, graceHours } = fields
  const format = await readFormat(db, sourceId)
  const rotated = await rotateSource(db, { ...fields, staffId }, now)
  if (rotated === 'changed-meanwhile') return { problem: changed }
  refresh()
  const until =
    graceHours === 0 ? 'ended' : `works for another ${graceHours === 1 ? 'hour' : `${graceHours} hours`}`
  return given(sourceId, format, rotated.token, `The token before ${until}.`)
})

function given(sourceId: string, format: string | null, token: string, words: string): { given: GivenToken } {
  return { given: { sourceId, token, snippets: fillSnippets(format, token), words } }
}

/** Ends the token before the last rotation. */
export const endOld = deskAction(
  sourceForms.choice,
  async (fields, { db, staffId, now }) =>
    say(await endOldToken(db, { ...fields, staffId }, now), {
      done: 'The old token is refused now.',
      gone: 'There is no old token any more.',
      'changed-meanwhile': 'This source is gone.',
    }),
  async () =>
    askForGood('End the old token for good, so that whatever still uses it is refused?', 'Yes, end it'),
)

export const disable = deskAction(sourceForms.choice, async (fields, { db, staffId, now }) =>
  say(await disableSource(db, { ...fields, staffId }, now), {
    done: 'Disabled.',
    'there-already': 'It is disabled already.',
    'changed-meanwhile': 'This source is gone.',
  }),
)

export const enable = deskAction(sourceForms.choice, async (fields, { db, staffId, now }) =>
  say(await enableSource(db, { ...fields, staffId }, now), {
    done: 'Enabled.',
    'there-already': 'It is enabled already.',
    'changed-meanwhile': 'This source is gone.',
  }),
)

/** Changes all that staff set of a source but its rules. */
export const saveSettings = deskAction(sourceForms.settings, async (fields, { db, staffId, now }) => {
  const { sourceId, version, name, format, isDebounced, neverResolves, ...rest } = fields
  const signing = signingOf(fields)
  if (signing && 'problem' in signing) return signing
  const chosen = chooseServers(rest, (await readTargets(db)).servers)
  if ('problem' in chosen) return chosen
  const { expectedEverySeconds, repeatSeconds } = rest
  const settings = {
    name,
    format,
    isDebounced,
    neverResolves,
    expectedEverySeconds,
    repeatSeconds,
    authentication: methodsOf(fields),
    ...chosen,
  }
  return say(await changeSource(db, { sourceId, version, staffId, settings, signing }, now), {
    done: 'Saved.',
    'changed-meanwhile': changed,
    'name-taken': `Another source is called "${name}". Choose another name.`,
    'secret-missing': 'The scheme needs a secret: type the one that its sender signs with.',
  })
})

/** Changes the rules of a source. */
export const saveRules = deskAction(sourceForms.rules, async (fields, { db, staffId, now, form }) => {
  const rows = readRuleRows(rowsOf(form))
  if ('problems' in rows) return { problem: sentencesOf(rows.problems) }
  return say(await changeSourceRules(db, { ...fields, staffId, rules: rows.rules }, now), {
    done: 'Saved. The next alert is read by these rules.',
    'changed-meanwhile': changed,
  })
})

/** Sends a test alert the way of a real one. Nothing is published. */
export const sendTest = deskAction(sourceForms.test, async ({ sourceId, server }, { db, staffId, now }) => {
  const chosen = chosenServer(server, (await readTargets(db)).servers)
  if (!chosen) return { problem: noSuchServer(server) }
  const tested = await testSource(db, { sourceId, hostname: chosen.hostname, staffId }, now)
  if (tested === 'gone') return { problem: 'This source is gone.' }
  return {
    done: `Line ${tested.line} of the alert log, and nobody was told. A real alert would come to this: ${tested.outlook}`,
  }
})

function sentencesOf(problems: readonly RuleProblem[]): string {
  return problems.map(problem => ruleProblemSentence(staffWords, problem)).join(' ')
}
