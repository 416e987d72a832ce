'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { deskAction } from '#app/desk/desk-action.ts'
import { idField } from '#app/desk/forms.ts'
import { applyServerList, keepServerList } from '#lib/flows/servers/import-servers.ts'

const given = z.object({ list: z.string().default(''), file: z.instanceof(File).optional() })

/** Takes a list that was pasted, or a file. */
export const giveList = deskAction(given, async ({ list, file }, { db, staffId, now }) => {
  // A zero byte is no text, and PostgreSQL takes none.
  const content = (file && file.size > 0 ? await file.text() : list).replaceAll('\0', '')
  if (content.trim() === '') return { problem: 'Nothing was given: paste a list, or choose a file.' }
  return redirect(`/desk/servers/import?list=${await keepServerList(db, { staffId, content }, now)}`)
})

const applied = z.object({
  listId: idField,
  whole: z.enum(['', 'yes']).default(''),
  digest: z.string().max(40),
})

/** Does what the report of a list said. */
export const applyList = deskAction(applied, async ({ listId, whole, digest }, { db, staffId, now }) => {
  const isWhole = whole === 'yes'
  const result = await applyServerList(db, { listId, isWhole, staffId, seenDigest: digest }, now)
  if (result === 'gone')
    return { problem: 'This list was applied already, or is older than a day. Paste it again if need be.' }
  if (result.is !== 'done')
    return {
      problem:
        'Nothing was changed: the servers are others than when you looked. Load this page again to see what it does now.',
    }
  // The list is gone and its form with it, so the page says what became of it.
  const { added, changed, retired } = result.plan
  return redirect(`/desk/servers?applied=${added.length}-${changed.length}-${retired.length}`)
})
