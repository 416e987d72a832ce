'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { deskAction } from '#app/desk/desk-action.ts'
import { idField } from '#app/desk/forms.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { applyCustomerFile, keepCustomerFile } from '#lib/flows/customers/import-customers.ts'

const missing = () => staffWords('deskCustomers.actions.missingFile')
const uploadForm = z.object({
  file: z.instanceof(File, { error: missing }).refine(file => file.size > 0, { error: missing }),
})
const applyForm = z.object({ fileId: idField, whole: z.enum(['', 'yes']).default('') })

export const upload = deskAction(uploadForm, async ({ file }, { db, staffId, now }) => {
  // A zero byte is no text, and PostgreSQL takes none.
  const content = (await file.text()).replaceAll('\0', '')
  return redirect(`/desk/customers?file=${await keepCustomerFile(db, { staffId, content }, now)}`)
})

export const apply = deskAction(applyForm, async ({ fileId, whole }, { db, staffId, now }) => {
  const report = await applyCustomerFile(db, { fileId, isWhole: whole === 'yes', staffId }, now)
  if (report === 'gone') return { problem: staffWords('deskCustomers.actions.thisFileWasApplied') }
  if (report.isRefused) return { problem: staffWords('deskCustomers.actions.nothingWasChangedCorrect') }
  // The file is gone and its form with it, so the page says what became of it.
  const { added, moved, changed, removed } = report
  return redirect(`/desk/customers?applied=${added}-${moved}-${changed}-${removed}`)
})
