'use client'

import { use } from 'react'
import { TypedContext } from './action-form.tsx'

/** What the form was asked about, and is agreed to when it is sent again. */
export function AgreedField() {
  return <input type="hidden" name="agreed" value={use(TypedContext)?.agreed ?? ''} readOnly />
}
