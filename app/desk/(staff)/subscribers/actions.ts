'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { deskAction, type Said, say } from '#app/desk/desk-action.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { addSubscribers } from '#lib/flows/subscribers/add-subscribers.ts'
import { editSubscriber } from '#lib/flows/subscribers/edit-subscriber.ts'
import { endNoticesTo } from '#lib/flows/subscribers/end-notices.ts'
import { erasePerson } from '#lib/flows/subscribers/erase-person.ts'
import { importSubscribers, keepSubscribers } from '#lib/flows/subscribers/import-subscribers.ts'
import { liftSuppression } from '#lib/flows/subscribers/lift-suppression.ts'
import { stopInvitations } from '#lib/flows/subscribers/send-invitations.ts'
import type { GivenConsent } from '#lib/rules/subscribers/given.ts'
import { readWatchNames } from '#lib/rules/subscribers/subscriber-line.ts'
import { mostSubscriptions } from '#lib/rules/subscribers/subscription.ts'
import { readWatchChange } from '#lib/rules/subscribers/watch-change.ts'
import { createWatchNames } from '#lib/rules/subscribers/watch-names.ts'
import { lineProblemText } from './_parts/line-problem.ts'
import { editionForm } from './edition.ts'
import { subscriberForms } from './subscriber-forms.ts'

const consentOf = (typed: { standing: GivenConsent['is']; origin: string }): GivenConsent =>
  typed.standing === 'confirmed' ? { is: 'confirmed', origin: typed.origin } : { is: 'invited' }

/** Enters one subscriber. */
export const addByHand = deskAction(
  subscriberForms.addition,
  async ({ email, watch, ...typed }, { db, staffId, now }): Promise<Said> => {
    const line = { email, watch: readWatchNames(watch.replaceAll(',', ';')), proof: null }
    const items = [{ at: 1, line }]
    const consent = consentOf(typed)
    const report = await addSubscribers(db, { items, isAllByDefault: false, consent, staffId }, now)
    if (report === 'gone') throw new Error('What takes nothing first cannot find it gone.')
    const [problem] = report.problems
    if (problem)
      return {
        problem: staffWords('deskSubscribers.actions.refusedLine', {
          lineProblem: lineProblemText(problem),
        }),
      }
    if (report.unsubscribed > 0) return { problem: staffWords('deskSubscribers.actions.ownerHasLeft') }
    if (report.suppressed > 0)
      return {
        problem: staffWords('deskSubscribers.actions.getsNoMail'),
      }
    if (consent.is === 'confirmed')
      return { done: staffWords('deskSubscribers.actions.emailGetsNoticesFrom', { email }) }
    if (report.confirmed > 0)
      return { problem: staffWords('deskSubscribers.actions.nothingWasChangedThisAddress') }
    return { done: staffWords('deskSubscribers.actions.aMailAsksEmail', { email }) }
  },
)

/** Changes what a subscriber hears of, at the word of its owner. */
export const editOwn = deskAction(editionForm, async (fields, { db, staffId, now }): Promise<Said> => {
  const { subscriberId, watch, shown, seen, kinds, leastImpact, zone, language, origin } = fields
  if (kinds.length === 0) return { problem: staffWords('deskSubscribers.actions.nothingWasChangedTick') }
  const { servers, groups } = await readTargets(db)
  const names = createWatchNames(servers, groups)
  const change = readWatchChange(readWatchNames(watch.replaceAll(',', ';')), shown, names)
  if ('problem' in change)
    return {
      problem: staffWords('deskSubscribers.actions.refusedLine', {
        lineProblem: lineProblemText(change.problem),
      }),
    }
  const own = { zone, ...(language === undefined ? {} : { language }) }
  const asked = { ...change, preferences: { kinds, leastImpact }, ...own }
  return say(await editSubscriber(db, { ...asked, subscriberId, staffId, seen, origin }, now), {
    done: staffWords('deskSubscribers.actions.saved'),
    'no-target': staffWords('deskSubscribers.actions.targetGone'),
    many: staffWords('deskSubscribers.actions.nothingWasChangedOne', { mostSubscriptions }),
    'changed-meanwhile': staffWords('deskSubscribers.actions.nothingWasChangedIts'),
  })
})

export const uploadSubscribers = deskAction(
  subscriberForms.upload,
  async ({ file }, { db, staffId, now }) => {
    // A zero byte is no text, and PostgreSQL takes none.
    const content = (await file.text()).replaceAll('\0', '')
    return redirect(`/desk/subscribers/import?file=${await keepSubscribers(db, { staffId, content }, now)}`)
  },
)

export const applySubscribers = deskAction(
  subscriberForms.application,
  async ({ fileId, all, ...typed }, { db, staffId, now }): Promise<Said> => {
    const how = { fileId, staffId, isAllByDefault: all === 'yes', consent: consentOf(typed) }
    const report = await importSubscribers(db, how, now)
    if (report === 'gone') return { problem: staffWords('deskSubscribers.actions.thisFileWasApplied') }
    const { fresh, pending, confirmed } = report
    // The file is gone and its form with it, so the page says what became of it.
    return redirect(`/desk/subscribers/import?applied=${typed.standing}-${fresh}-${pending}-${confirmed}`)
  },
)

export const stopInviting = deskAction(z.object({}), async (_fields, { db, staffId, now }) => {
  const count = await stopInvitations(db, staffId, now)
  return count > 0
    ? { done: staffWords('deskSubscribers.actions.stopped', { count }) }
    : { problem: staffWords('deskSubscribers.actions.allHaveBeenAsked') }
})

export const liftOne = deskAction(subscriberForms.one, async (fields, { db, staffId, now }) =>
  say(await liftSuppression(db, { ...fields, staffId }, now), {
    done: staffWords('deskSubscribers.actions.liftedTheOwnerCan'),
    'changed-meanwhile': staffWords('deskSubscribers.actions.itWasLiftedAlready'),
  }),
)

export const endAll = deskAction(subscriberForms.one, async (fields, { db, staffId, now }) =>
  say(await endNoticesTo(db, { ...fields, staffId }, now), {
    done: staffWords('deskSubscribers.actions.endedThisAddressGets'),
    'changed-meanwhile': staffWords('deskSubscribers.actions.itGetsNoneAny'),
  }),
)

/** All that we have of an address is deleted; its page goes with it. */
export const erase = deskAction(subscriberForms.erasure, async (fields, { db, staffId, now }) => {
  const outcome = await erasePerson(db, { ...fields, staffId }, now)
  if (outcome === 'done') return redirect('/desk/subscribers?erased=yes')
  return { problem: staffWords('deskSubscribers.actions.nothingLeft') }
})
