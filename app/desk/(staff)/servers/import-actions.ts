'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { deskAction } from '#app/desk/desk-action.ts'
import { idField } from '#app/desk/forms.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { applyServerList, keepServerList } from '#lib/flows/servers/import-servers.ts'

const given = z.object({ list: z.string().default(''), file: z.instanceof(File).optional() })

/** Takes a list that was pasted, or a file. */
export const giveList = deskAction(given, async ({ list, file }, { db, staffId, now }) => {
  // A zero byte is no text, and PostgreSQL takes none.
  const content = (file && file.size > 0 ? await file.text() : list).replaceAll('\0', '')
  if (content.trim() === '') return { problem: staffWords('deskServers.importActions.nothingWasGivenPaste') }
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
  if (result === 'gone') return { problem: staffWords('deskServers.importActions.thisListWasApplied') }
  if (result.is !== 'done')
    return {
      problem: staffWords('deskServers.importActions.changedSincePreview'),
    }
  // The list is gone and its form with it, so the page says what became of it.
  const { added, changed, retired } = result.plan
  return redirect(`/desk/servers?applied=${added.length}-${changed.length}-${retired.length}`)
})
