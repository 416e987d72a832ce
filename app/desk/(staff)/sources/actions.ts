'use server'

import { refresh } from 'next/cache'
import type { FormOutcome } from '#app/_components/desk/action-form.tsx'
import { answer, readForm, refusal } from '#app/desk/forms.ts'
import { requireStaff } from '#app/desk/session.ts'
import { readFormat } from '#db/reads/sources/desk-sources.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { addSource } from '#lib/flows/sources/add-source.ts'
import { changeSource, changeSourceRules } from '#lib/flows/sources/change-source.ts'
import { disableSource, enableSource } from '#lib/flows/sources/disable-source.ts'
import { fillSnippets } from '#lib/flows/sources/fill-snippet.ts'
import { endOldToken, rotateSource } from '#lib/flows/sources/rotate-source.ts'
import { testSource } from '#lib/flows/sources/test-source.ts'
import { chosenServer } from '#lib/rules/alerts/server-choice.ts'
import { readRuleRows } from '#lib/rules/sources/rule-rows.ts'
import type { TokenOutcome } from './_parts/token-form.tsx'
import { rowsOf } from './rule-fields.ts'
import { chooseServers, noSuchServer } from './server-fields.ts'
import { methodsOf, signingOf, sourceForms } from './source-forms.ts'

const changed =
  'Nothing was changed: a colleague changed this source since you opened the page. Load it again to see how it is now.'

/** Makes a source. Its token is in the answer. */
export async function createSource(_before: TokenOutcome, form: FormData): Promise<TokenOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(sourceForms.addition, form)
  if ('answer' in read) return read.answer
  const { name, format } = read.fields
  const source = await addSource(db, { name, format, staffId: staffMember.id }, new Date())
  if (!source)
    return refusal(
      `There is a source called "${name}" already. Choose another name, or rotate the token of that one.`,
      form,
    )
  const { id: sourceId, token } = source
  return {
    given: {
      sourceId,
      token,
      snippets: fillSnippets(format, token),
      words: `The source "${name}" is ready.`,
    },
  }
}

/** Gives a source a new token, which is in the answer. */
export async function rotate(_before: TokenOutcome, form: FormData): Promise<TokenOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(sourceForms.rotation, form)
  if ('answer' in read) return read.answer
  const { sourceId, graceHours } = read.fields
  const format = await readFormat(db, sourceId)
  const rotated = await rotateSource(db, { ...read.fields, staffId: staffMember.id }, new Date())
  if (!rotated) return refusal(changed, form)
  refresh()
  const until =
    graceHours === 0 ? 'ended' : `works for another ${graceHours === 1 ? 'hour' : `${graceHours} hours`}`
  const { token } = rotated
  return {
    given: { sourceId, token, snippets: fillSnippets(format, token), words: `The token before ${until}.` },
  }
}

/** Ends the token before the last rotation. */
export async function endOld(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(sourceForms.choice, form)
  if ('answer' in read) return read.answer
  const isDone = await endOldToken(db, { ...read.fields, staffId: staffMember.id }, new Date())
  return answer(isDone, 'The old token is refused now.', 'There is no old token any more.', form)
}

export async function disable(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(sourceForms.choice, form)
  if ('answer' in read) return read.answer
  const isDone = await disableSource(db, { ...read.fields, staffId: staffMember.id }, new Date())
  return answer(isDone, 'Disabled.', 'It is disabled already.', form)
}

export async function enable(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(sourceForms.choice, form)
  if ('answer' in read) return read.answer
  const isDone = await enableSource(db, { ...read.fields, staffId: staffMember.id }, new Date())
  return answer(isDone, 'Enabled.', 'It is enabled already.', form)
}

/** Changes all that staff set of a source but its rules. */
export async function saveSettings(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(sourceForms.settings, form)
  if ('answer' in read) return read.answer
  const { sourceId, version, name, format, isDebounced, neverResolves, ...rest } = read.fields
  const signing = signingOf(read.fields)
  if (signing && 'problem' in signing) return refusal(signing.problem, form)
  const chosen = chooseServers(rest, (await readTargets(db)).servers)
  if ('problem' in chosen) return refusal(chosen.problem, form)
  const { expectedEverySeconds, repeatSeconds } = rest
  const settings = {
    name,
    format,
    isDebounced,
    neverResolves,
    expectedEverySeconds,
    repeatSeconds,
    authentication: methodsOf(read.fields),
    ...chosen,
  }
  const wish = { sourceId, version, staffId: staffMember.id, settings, signing }
  switch (await changeSource(db, wish, new Date())) {
    case 'done':
      return answer(true, 'Saved.', '', form)
    case 'changed':
      return refusal(changed, form)
    case 'name-taken':
      return refusal(`Another source is called "${name}". Choose another name.`, form)
    case 'secret-missing':
      return refusal('The scheme needs a secret: type the one that its sender signs with.', form)
  }
}

/** Changes the rules of a source. */
export async function saveRules(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(sourceForms.rules, form)
  if ('answer' in read) return read.answer
  const rows = readRuleRows(rowsOf(form))
  if ('problems' in rows) return refusal(rows.problems.join(' '), form)
  const wish = { ...read.fields, staffId: staffMember.id, rules: rows.rules }
  const isDone = await changeSourceRules(db, wish, new Date())
  return answer(isDone, 'Saved. The next alert is read by these rules.', changed, form)
}

/** Sends a test alert the way of a real one. Nothing is published. */
export async function sendTest(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = readForm(sourceForms.test, form)
  if ('answer' in read) return read.answer
  const { sourceId, server } = read.fields
  const chosen = chosenServer(server, (await readTargets(db)).servers)
  if (!chosen) return refusal(noSuchServer(server), form)
  const wish = { sourceId, hostname: chosen.hostname, staffId: staffMember.id }
  const tested = await testSource(db, wish, new Date())
  const done = `Line ${tested?.line} of the alert log, and nobody was told. A real alert would come to this: ${tested?.outlook}`
  return answer(tested !== null, done, 'This source is gone.', form)
}
