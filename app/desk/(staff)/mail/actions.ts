'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import type { FormOutcome } from '#app/_components/desk/action-form.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { liftSuppression } from '#lib/flows/subscribers/lift-suppression.ts'

const Lift = z.object({ subscriberId: z.string().regex(/^[a-z0-9]{12}$/) })

export async function lift(_before: FormOutcome, form: FormData): Promise<FormOutcome> {
  const { db, staffMember } = await requireStaff()
  const read = Lift.safeParse(Object.fromEntries(form))
  if (!read.success) return { problem: 'This form is not complete. Open the page again.', typed: {} }
  await liftSuppression(db, { ...read.data, staffId: staffMember.id }, new Date())
  refresh()
  return { done: 'Lifted.' }
}
