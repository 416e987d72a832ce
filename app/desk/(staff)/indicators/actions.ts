'use server'

import { redirect } from 'next/navigation'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { askForGood } from '#app/desk/questions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readWholeList } from '#db/reads/indicators/indicators.ts'
import {
  addFirstList,
  addIndicators,
  editIndicator,
  removeIndicator,
  switchTag,
} from '#lib/flows/indicators/change-indicators.ts'
import { cautionOf } from '#lib/rules/indicators/caution.ts'
import type { ReadSigns } from '#lib/rules/indicators/found-sign.ts'
import { signKey, signLimits } from '#lib/rules/indicators/indicator.ts'
import type { SignPreview } from './_parts/import-form.tsx'
import { entryOf, indicatorForms } from './indicator-forms.ts'
import { readGiven } from './read-given.ts'
import { cautionWords, leftOutWords, typeWords } from './sign-words.ts'

const changed = () => staffWords('deskIndicators.actions.changedMeanwhile')
const full = () => staffWords('deskIndicators.actions.theListWouldHold', { entries: signLimits.entries })

export const addSign = deskAction(indicatorForms.addition, async (fields, { db, staffId, now }) => {
  const read = entryOf(fields)
  if ('problem' in read) return read
  const added = await addIndicators(db, { staffId, entries: [read.entry] }, now)
  if (added.is === 'full') return { problem: full() }
  if (added.added === 0) return { problem: staffWords('deskIndicators.actions.alreadyInList') }
  const caution = cautionOf(read.entry)
  return {
    done: [staffWords('deskIndicators.actions.added'), caution && cautionWords()[caution]]
      .filter(Boolean)
      .join(' '),
  }
})

export const editSign = deskAction(indicatorForms.edit, async (fields, { db, staffId, now }) => {
  const { id, seen } = fields
  const read = entryOf(fields)
  if ('problem' in read) return read
  return say(await editIndicator(db, { id, seen, staffId, entry: read.entry }, now), {
    done: staffWords('deskIndicators.actions.saved'),
    'changed-meanwhile': changed(),
    'known-already': staffWords('deskIndicators.actions.sameAsOther'),
  })
})

export const removeSign = deskAction(
  indicatorForms.removal,
  async (fields, { db, staffId, now }) =>
    say(await removeIndicator(db, { ...fields, staffId }, now), {
      done: staffWords('deskIndicators.actions.removed'),
      'changed-meanwhile': changed(),
    }),
  async () =>
    askForGood(
      staffWords('deskIndicators.actions.takeThisEntryOut'),
      staffWords('deskIndicators.actions.yesTakeItOut'),
    ),
)

const switches = {
  look: { isActive: true },
  ignore: { isActive: false },
  show: { isPublic: true },
  hide: { isPublic: false },
}

const switchQuestions = () => ({
  look: staffWords('deskIndicators.actions.letAgentsLook'),
  show: staffWords('deskIndicators.actions.letReadersOfAdvisories'),
})

export const switchAll = deskAction(
  indicatorForms.tagSwitch,
  async ({ tag, to }, { db, staffId, now }) => {
    const count = await switchTag(db, { staffId, tag, change: switches[to] }, now)
    return { done: staffWords('deskIndicators.actions.theyWereSoAlready', { count }) }
  },
  async ({ to }) =>
    to === 'look' || to === 'show'
      ? { ...askForGood(switchQuestions()[to], staffWords('deskIndicators.actions.confirm')), also: { to } }
      : null,
)

export const addFirst = deskAction(indicatorForms.nothing, async (_fields, { db, staffId, now }) => {
  const added = await addFirstList(db, staffId, now)
  return added.is === 'full'
    ? { problem: full() }
    : { done: staffWords('deskIndicators.actions.addedInactive', { added: added.added }) }
})

/** More of what was found or left out than this nobody looks through on a page. */
const mostShown = 200

/** Says what a list would add, before anything is added. */
export const previewSigns = deskAction(indicatorForms.given, async ({ list, file }, { db, now }) => {
  const content = (file && file.size > 0 ? await file.text() : list).replaceAll('\0', '')
  const read = readGiven(content, now)
  if ('problem' in read) return read
  const known = new Set((await readWholeList(db)).entries.map(signKey))
  return { given: previewOf(content, read, known) }
})

function previewOf(content: string, { found, leftOut }: ReadSigns, known: ReadonlySet<string>): SignPreview {
  const fresh = found.filter(each => !known.has(signKey(each))).length
  return {
    content,
    summary: staffWords('deskIndicators.importForm.summary', {
      fresh,
      known: found.length - fresh,
      leftOut: leftOut.length,
    }),
    isFresh: fresh > 0,
    found: found.slice(0, mostShown).map(each => {
      const caution = cautionOf(each)
      const type = typeWords()[each.type]
      return {
        type: known.has(signKey(each)) ? staffWords('deskIndicators.importForm.knownType', { type }) : type,
        value: each.value,
        caution: caution && cautionWords()[caution],
      }
    }),
    moreFound: moreWords(found.length),
    moreLeftOut: moreWords(leftOut.length),
    leftOut: leftOut.slice(0, mostShown).map(({ where, text, why }) => ({
      where: staffWords('deskIndicators.importForm.place', { is: where.is, number: String(where.number) }),
      text,
      why: leftOutWords(why),
    })),
  }
}

function moreWords(count: number): string | null {
  return count > mostShown ? staffWords('deskIndicators.importForm.more', { count: count - mostShown }) : null
}

/** Adds what a list says. */
export const applyGiven = deskAction(indicatorForms.applied, async (fields, { db, staffId, now }) => {
  const { list, tag, reference, isPublic, isActive } = fields
  const read = readGiven(list, now)
  if ('problem' in read) return read
  const facts = { tag, reference, isPublic, isActive }
  const entries = read.found.map(({ type, value, note }) => ({ type, value, note, ...facts }))
  const added = await addIndicators(db, { staffId, entries }, now)
  if (added.is === 'full') return { problem: full() }
  return redirect(`/desk/indicators?added=${added.added}-${added.known}`)
})
