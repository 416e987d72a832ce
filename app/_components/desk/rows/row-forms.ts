'use client'

import { createContext } from 'react'

/** A list of rows that hears of its forms: what was done, although the row may be gone with it. */
export type RowListener = { settle(form: HTMLFormElement, done: string): void }

/** null: the form is in no such list. */
export const RowForms = createContext<RowListener | null>(null)
