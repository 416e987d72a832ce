'use server'

import { z } from 'zod'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { idField, line } from '#app/desk/forms.ts'
import { askForGood } from '#app/desk/questions.ts'
import { addGroup, editGroup, moveGroup, removeGroup } from '#lib/flows/servers/change-groups.ts'
import { isGroupSlug } from '#lib/rules/servers/group-slug.ts'
import { mostGroupName } from '#lib/rules/servers/server-entry.ts'

const name = line(mostGroupName).regex(/^\P{Cc}*$/u, 'has a line break')
const slug = z
  .string()
  .trim()
  .toLowerCase()
  .refine(
    isGroupSlug,
    'has to be small letters and digits with single hyphens between, such as vienna-rack-4',
  )

const taken = { 'name-taken': 'Nothing was changed: another group is called so.' }

export const addOne = deskAction(z.object({ name }), async (fields, { db, staffId, now }) =>
  say(await addGroup(db, { ...fields, staffId }, now), {
    done: `Added. Customers see ${fields.name} as soon as a server is in it.`,
    ...taken,
  }),
)

const edited = z.object({ groupId: idField, name, slug, seenName: z.string(), seenSlug: z.string() })

export const editOne = deskAction(edited, async (fields, { db, staffId, now }) => {
  const { seenName, seenSlug, ...wanted } = fields
  const seen = { name: seenName, slug: seenSlug }
  return say(await editGroup(db, { ...wanted, seen, staffId }, now), {
    done: 'Saved.',
    ...taken,
    'address-taken': 'Nothing was changed: another group has this address.',
    'changed-meanwhile':
      'Nothing was changed: a colleague has called it otherwise since you opened this page. Load it again.',
    gone: 'Nothing was changed: a colleague has removed it.',
  })
})

const moved = z.object({ groupId: idField, to: z.enum(['up', 'down'], 'is not in the list') })

export const moveOne = deskAction(moved, async (fields, { db, staffId, now }) =>
  say(await moveGroup(db, { ...fields, staffId }, now), {
    done: 'Moved.',
    gone: 'Nothing was moved: a colleague has removed it.',
  }),
)

export const removeOne = deskAction(
  z.object({ groupId: idField }),
  async (fields, { db, staffId, now }) =>
    say(await removeGroup(db, { ...fields, staffId }, now), {
      done: 'Removed.',
      'in-use':
        'Nothing was removed: servers are or were in it, people asked for its notices, or a post names it. An empty group is not on the board.',
    }),
  async () => askForGood('Remove this group and its address for good?', 'Yes, remove it'),
)
