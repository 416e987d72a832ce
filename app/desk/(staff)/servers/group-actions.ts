'use server'

import { z } from 'zod'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { idField, line } from '#app/desk/forms.ts'
import { askForGood } from '#app/desk/questions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { addGroup, editGroup, moveGroup, removeGroup } from '#lib/flows/servers/change-groups.ts'
import { isGroupSlug } from '#lib/rules/servers/group-slug.ts'
import { mostGroupName } from '#lib/rules/servers/server-entry.ts'

const name = line(mostGroupName).regex(/^\P{Cc}*$/u, {
  error: () => staffWords('deskServers.groupActions.hasALineBreak'),
})
const slug = z
  .string()
  .trim()
  .toLowerCase()
  .refine(isGroupSlug, { error: () => staffWords('deskServers.groupActions.hasToBeSmall') })

const taken = () => ({ 'name-taken': staffWords('deskServers.groupActions.nothingWasChangedAnother') })

export const addOne = deskAction(z.object({ name }), async (fields, { db, staffId, now }) =>
  say(await addGroup(db, { ...fields, staffId }, now), {
    done: staffWords('deskServers.groupActions.addedCustomersSeeName', { name: fields.name }),
    ...taken(),
  }),
)

const edited = z.object({ groupId: idField, name, slug, seenName: z.string(), seenSlug: z.string() })

export const editOne = deskAction(edited, async (fields, { db, staffId, now }) => {
  const { seenName, seenSlug, ...wanted } = fields
  const seen = { name: seenName, slug: seenSlug }
  return say(await editGroup(db, { ...wanted, seen, staffId }, now), {
    done: staffWords('deskServers.groupActions.saved'),
    ...taken(),
    'address-taken': staffWords('deskServers.groupActions.nothingWasChangedAnotherGroup'),
    'changed-meanwhile': staffWords('deskServers.groupActions.changedMeanwhile'),
    gone: staffWords('deskServers.groupActions.nothingWasChangedAColleague'),
  })
})

const moved = z.object({
  groupId: idField,
  to: z.enum(['up', 'down'], { error: () => staffWords('deskServers.groupActions.notInList') }),
})

export const moveOne = deskAction(moved, async (fields, { db, staffId, now }) =>
  say(await moveGroup(db, { ...fields, staffId }, now), {
    done: staffWords('deskServers.groupActions.moved'),
    gone: staffWords('deskServers.groupActions.gone'),
  }),
)

export const removeOne = deskAction(
  z.object({ groupId: idField }),
  async (fields, { db, staffId, now }) =>
    say(await removeGroup(db, { ...fields, staffId }, now), {
      done: staffWords('deskServers.groupActions.removed'),
      'in-use': staffWords('deskServers.groupActions.nothingWasRemovedServers'),
    }),
  async () =>
    askForGood(
      staffWords('deskServers.groupActions.askRemove'),
      staffWords('deskServers.groupActions.confirmRemove'),
    ),
)
