'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { deskAction, say } from '#app/desk/desk-action.ts'
import { id, line } from '#app/desk/forms.ts'
import { applyCustomerFile, keepCustomerFile } from '#lib/flows/customers/import-customers.ts'
import { makeCustomerToken, revokeCustomerToken } from '#lib/flows/customers/make-customer-token.ts'

const missing = 'is missing: choose a CSV file'
const uploadForm = z.object({
  file: z.instanceof(File, { error: missing }).refine(file => file.size > 0, missing),
})
const applyForm = z.object({ fileId: id, whole: z.enum(['', 'yes']).default('') })

export const upload = deskAction(uploadForm, async ({ file }, { db, personId, now }) => {
  // A zero byte is no text, and PostgreSQL takes none.
  const content = (await file.text()).replaceAll('\0', '')
  return redirect(`/desk/customers?file=${await keepCustomerFile(db, { personId, content }, now)}`)
})

export const apply = deskAction(applyForm, async ({ fileId, whole }, { db, personId, now }) => {
  const report = await applyCustomerFile(db, { fileId, isWhole: whole === 'yes', personId }, now)
  if (report === 'gone')
    return { problem: 'This file was applied or dropped already. Upload it again if need be.' }
  if (report.isRefused) return { problem: 'Nothing was changed: correct the lines above first.' }
  // The file is gone and its form with it, so the page says what became of it.
  const { added, moved, changed, removed } = report
  return redirect(`/desk/customers?applied=${added}-${moved}-${changed}-${removed}`)
})

export const makeToken = deskAction(z.object({ name: line(80) }), async ({ name }, { db, personId, now }) => {
  const made = await makeCustomerToken(db, { name, personId }, now)
  if (made === 'name-taken') return { problem: `There is a token with the name ${name} already.` }
  return { done: `Copy it now, it is not shown again: ${made.token}` }
})

export const revokeToken = deskAction(z.object({ tokenId: id }), async (fields, { db, personId, now }) =>
  say(await revokeCustomerToken(db, { ...fields, personId }, now), {
    done: 'Revoked. It changes nothing any more.',
    gone: 'It was revoked already.',
  }),
)
