'use client'

import { use, useState } from 'react'
import { RoundContext, TypedContext } from '#app/_components/desk/action-form.tsx'

/** An id that the form chose: it stays until the form is done, so that what is sent again is the same. */
export function IdField({ name, id }: { name: string; id: string }) {
  const typed = use(TypedContext)
  const round = use(RoundContext)
  const [kept, setKept] = useState({ round, id })
  if (kept.round !== round && !typed) setKept({ round, id })
  return <input type="hidden" name={name} value={typed?.[name] ?? kept.id} readOnly />
}
