'use server'

import { redirect } from 'next/navigation'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { askForGood } from '#app/desk/questions.ts'
import { readWholeList } from '#db/reads/indicators/indicators.ts'
import {
  addFirstList,
  addIndicators,
  editIndicator,
  removeIndicator,
  switchTag,
} from '#lib/flows/indicators/change-indicators.ts'
import { cautionOf } from '#lib/rules/indicators/caution.ts'
import { signKey, signLimits } from '#lib/rules/indicators/indicator.ts'
import type { SignPreview } from './_parts/import-form.tsx'
import { entryOf, indicatorForms } from './indicator-forms.ts'
import { readGiven } from './read-given.ts'
import { cautionWords, leftOutWords, typeWords } from './sign-words.ts'

const changed = 'A colleague changed or removed it meanwhile, so nothing was done. Load the page again.'
const full = `The list would hold more than ${signLimits.entries.toLocaleString('en')} entries, so nothing was added. Remove what is over.`

export const addSign = deskAction(indicatorForms.addition, async (fields, { db, staffId, now }) => {
  const read = entryOf(fields)
  if ('problem' in read) return read
  const added = await addIndicators(db, { staffId, entries: [read.entry] }, now)
  if (added.is === 'full') return { problem: full }
  if (added.added === 0) return { problem: 'This very entry is in the list already.' }
  const caution = cautionOf(read.entry)
  return { done: ['Added.', caution && cautionWords[caution]].filter(Boolean).join(' ') }
})

export const editSign = deskAction(indicatorForms.edit, async (fields, { db, staffId, now }) => {
  const { id, seen } = fields
  const read = entryOf(fields)
  if ('problem' in read) return read
  return say(await editIndicator(db, { id, seen, staffId, entry: read.entry }, now), {
    done: 'Saved.',
    'changed-meanwhile': changed,
    'known-already': 'Another entry of the list says the same already.',
  })
})

export const removeSign = deskAction(
  indicatorForms.removal,
  async (fields, { db, staffId, now }) =>
    say(await removeIndicator(db, { ...fields, staffId }, now), {
      done: 'Removed.',
      'changed-meanwhile': changed,
    }),
  async () => askForGood('Take this entry out of the list for good?', 'Yes, take it out'),
)

const switches = {
  look: { isActive: true },
  ignore: { isActive: false },
  show: { isPublic: true },
  hide: { isPublic: false },
}

const switchQuestions = {
  look: 'Let agents look for all of this tag, from their next run on?',
  show: 'Let readers of advisories read all of this tag? Whoever reads it may be the attacker.',
}

export const switchAll = deskAction(
  indicatorForms.tagSwitch,
  async ({ tag, to }, { db, staffId, now }) => {
    const count = await switchTag(db, { staffId, tag, change: switches[to] }, now)
    return { done: count === 0 ? 'They were so already.' : `${count} changed.` }
  },
  async ({ to }) =>
    to === 'look' || to === 'show'
      ? { ...askForGood(switchQuestions[to], 'Yes, do it'), also: { to } }
      : null,
)

export const addFirst = deskAction(indicatorForms.nothing, async (_fields, { db, staffId, now }) => {
  const added = await addFirstList(db, staffId, now)
  return added.is === 'full'
    ? { problem: full }
    : { done: `${added.added} added. Nothing of them is looked for until you say so.` }
})

/** More of what was found or left out than this nobody looks through on a page. */
const mostShown = 200

/** Says what a list would add, before anything is added. */
export const previewSigns = deskAction(indicatorForms.given, async ({ list, file }, { db, now }) => {
  const content = (file && file.size > 0 ? await file.text() : list).replaceAll('\0', '')
  const read = readGiven(content, now)
  if ('problem' in read) return read
  const known = new Set((await readWholeList(db)).entries.map(signKey))
  const given: SignPreview = {
    content,
    count: read.found.length,
    fresh: read.found.filter(found => !known.has(signKey(found))).length,
    found: read.found.slice(0, mostShown).map(found => {
      const caution = cautionOf(found)
      return {
        type: typeWords[found.type],
        value: found.value,
        isKnown: known.has(signKey(found)),
        caution: caution && cautionWords[caution],
      }
    }),
    leftOutCount: read.leftOut.length,
    leftOut: read.leftOut.slice(0, mostShown).map(({ where, text, why }) => ({
      where: `${where.is} ${where.number}`,
      text,
      why: leftOutWords(why),
    })),
  }
  return { given }
})

/** Adds what a list says. */
export const applyGiven = deskAction(indicatorForms.applied, async (fields, { db, staffId, now }) => {
  const { list, tag, reference, isPublic, isActive } = fields
  const read = readGiven(list, now)
  if ('problem' in read) return read
  const facts = { tag, reference, isPublic, isActive }
  const entries = read.found.map(({ type, value, note }) => ({ type, value, note, ...facts }))
  const added = await addIndicators(db, { staffId, entries }, now)
  if (added.is === 'full') return { problem: full }
  return redirect(`/desk/indicators?added=${added.added}-${added.known}`)
})
