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

const changed = () => staffWords('deskSources.actions.changedMeanwhile')

/** Makes a source. Its token is in the answer. */
export const createSource = deskAction(
  sourceForms.addition,
  async ({ name, format }, { db, staffId, now }) => {
    const source = await addSource(db, { name, format, staffId }, now)
    if (source === 'name-taken')
      return {
        problem: staffWords('deskSources.actions.thereIsASource', { name }),
      }
    return given(source.id, format, source.token, staffWords('deskSources.actions.ready', { name }))
  },
)

/** Gives a source a new token, which is in the answer. */
export const rotate = deskAction(sourceForms.rotation, async (fields, { db, staffId, now }) => {
  const { sourceId, graceHours } = fields
  const format = await readFormat(db, sourceId)
  const rotated = await rotateSource(db, { ...fields, staffId }, now)
  if (rotated === 'changed-meanwhile') return { problem: changed() }
  refresh()
  return given(sourceId, format, rotated.token, staffWords('deskSources.actions.rotated', { graceHours }))
})

/** ready: what has been done. */
function given(sourceId: string, format: string | null, token: string, ready: string): { given: GivenToken } {
  const words = {
    ready: staffWords('deskSources.given.ready', { ready }),
    shownOnce: staffWords('deskSources.given.shownOnce'),
    toPage: staffWords('deskSources.given.toPage'),
    token: staffWords('deskSources.given.token'),
    copy: staffWords('deskSources.given.copy'),
    copied: staffWords('deskSources.given.copied'),
  }
  return { given: { sourceId, token, snippets: fillSnippets(format, token), words } }
}

/** Ends the token before the last rotation. */
export const endOld = deskAction(
  sourceForms.choice,
  async (fields, { db, staffId, now }) =>
    say(await endOldToken(db, { ...fields, staffId }, now), {
      done: staffWords('deskSources.actions.oldTokenRefused'),
      gone: staffWords('deskSources.actions.thereIsNoOld'),
      'changed-meanwhile': staffWords('deskSources.actions.thisSourceIsGone'),
    }),
  async () =>
    askForGood(
      staffWords('deskSources.actions.endTheOldToken'),
      staffWords('deskSources.actions.confirmEnd'),
    ),
)

export const disable = deskAction(sourceForms.choice, async (fields, { db, staffId, now }) =>
  say(await disableSource(db, { ...fields, staffId }, now), {
    done: staffWords('deskSources.actions.disabled'),
    'there-already': staffWords('deskSources.actions.itIsDisabledAlready'),
    'changed-meanwhile': staffWords('deskSources.actions.thisSourceIsGone'),
  }),
)

export const enable = deskAction(sourceForms.choice, async (fields, { db, staffId, now }) =>
  say(await enableSource(db, { ...fields, staffId }, now), {
    done: staffWords('deskSources.actions.enabled'),
    'there-already': staffWords('deskSources.actions.itIsEnabledAlready'),
    'changed-meanwhile': staffWords('deskSources.actions.thisSourceIsGone'),
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
    done: staffWords('deskSources.actions.saved'),
    'changed-meanwhile': changed(),
    'name-taken': staffWords('deskSources.actions.anotherSourceIsCalled', { name }),
    'secret-missing': staffWords('deskSources.actions.secretMissing'),
  })
})

/** Changes the rules of a source. */
export const saveRules = deskAction(sourceForms.rules, async (fields, { db, staffId, now, form }) => {
  const rows = readRuleRows(rowsOf(form))
  if ('problems' in rows) return { problem: sentencesOf(rows.problems) }
  return say(await changeSourceRules(db, { ...fields, staffId, rules: rows.rules }, now), {
    done: staffWords('deskSources.actions.savedTheNextAlert'),
    'changed-meanwhile': changed(),
  })
})

/** Sends a test alert the way of a real one. Nothing is published. */
export const sendTest = deskAction(sourceForms.test, async ({ sourceId, server }, { db, staffId, now }) => {
  const chosen = chosenServer(server, (await readTargets(db)).servers)
  if (!chosen) return { problem: noSuchServer(server) }
  const tested = await testSource(db, { sourceId, hostname: chosen.hostname, staffId }, now)
  if (tested === 'gone') return { problem: staffWords('deskSources.actions.thisSourceIsGone') }
  return {
    done: staffWords('deskSources.actions.testLine', {
      line: String(tested.line),
      outlook: tested.outlook,
    }),
  }
})

function sentencesOf(problems: readonly RuleProblem[]): string {
  return problems.map(problem => ruleProblemSentence(staffWords, problem)).join(' ')
}
