'use client'

import { type ReactNode, use } from 'react'
import { TypedContext } from '#app/_components/desk/action-form.tsx'
import { TextArea } from '#app/_components/desk/forms/text-area.tsx'

type Props = { css: string; label: string; hint: ReactNode }

/** Where the hoster's own style sheet is written. */
export function SheetField({ css, label, hint }: Props) {
  const typed = use(TypedContext)?.sheet ?? css
  return (
    <div className="grid gap-1">
      <label htmlFor="sheet" className="text-sm font-semibold">
        {label}
      </label>
      <TextArea
        key={typed}
        id="sheet"
        name="sheet"
        rows={8}
        defaultValue={typed}
        spellCheck={false}
        placeholder={'html:root {\n  --paper: light-dark(#fffdf5, #101010);\n}'}
        aria-describedby="sheet-hint"
        className="field font-mono text-sm"
      />
      <p id="sheet-hint" className="max-w-prose text-sm text-soft">
        {hint}
      </p>
    </div>
  )
}
