'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import type { FormOutcome } from '#app/_components/desk/action-form.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { applyCustomerFile, keepCustomerFile } from '#lib/flows/customers/import-customers.ts'
import { makeCustomerToken, revokeCustomerToken } from '#lib/flows/customers/make-customer-token.ts'

const id = z.string().regex(/^[a-z0-9]{12}$/)
const Upload = z.object({ file: z.instanceof(File).refine(file => file.size > 0) })
const Apply = z.object({ fileId: id, whole: z.enum(['', 'yes']).default('') })
const Name = z.object({ name: z.string().trim().min(1).max(80) })
const Revoke = z.object({ tokenId: id })

const problem = (sentence: string): FormOutcome => ({ problem: sentence, typed: {} })

export async function upload(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = Upload.safeParse(Object.fromEntries(form))
  if (!read.success) return problem('Choose a CSV file.')
  // A zero byte is no text, and PostgreSQL takes none.
  const content = (await read.data.file.text()).replaceAll('\0', '')
  const fileId = await keepCustomerFile(db, { staffId: staffMember.id, content }, new Date())
  return redirect(`/desk/customers?file=${fileId}`)
}

export async function apply(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = Apply.safeParse(Object.fromEntries(form))
  if (!read.success) return problem('This form is not complete. Upload the file again.')
  const { fileId, whole } = read.data
  const report = await applyCustomerFile(
    db,
    { fileId, isWhole: whole === 'yes', staffId: staffMember.id },
    new Date(),
  )
  if (!report) return problem('This file was applied or dropped already. Upload it again if need be.')
  if (report.isRefused) return problem('Nothing was changed: correct the lines above first.')
  // The file is gone and its form with it, so the page says what became of it.
  const { added, moved, changed, removed } = report
  redirect(`/desk/customers?applied=${added}-${moved}-${changed}-${removed}`)
}

export async function makeApiToken(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = Name.safeParse(Object.fromEntries(form))
  if (!read.success) return problem('Give it a name of 1 to 80 characters.')
  const token = await makeCustomerToken(db, { ...read.data, staffId: staffMember.id }, new Date())
  if (!token) return problem(`There is a token with the name ${read.data.name} already.`)
  refresh()
  return { done: `Copy it now, it is not shown again: ${token}` }
}

export async function revokeToken(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = Revoke.safeParse(Object.fromEntries(form))
  if (!read.success) return problem('This form is not complete. Open the page again.')
  await revokeCustomerToken(db, { ...read.data, staffId: staffMember.id }, new Date())
  refresh()
  return { done: 'Revoked. It changes nothing any more.' }
}
