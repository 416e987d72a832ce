'use client'

import { use } from 'react'
import { TypedContext } from '#app/_components/desk/action-form.tsx'
import { TextArea } from '#app/_components/desk/forms/text-area.tsx'

/** Where the hoster's own style sheet is written. */
export function SheetField({ css }: { css: string }) {
  const typed = use(TypedContext)?.sheet ?? css
  return (
    <div className="grid gap-1">
      <label htmlFor="sheet" className="text-sm font-semibold">
        Style sheet of your own
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
        CSS of at most 64 KiB, for the public pages alone. It loads nothing: pictures are given as data:. Here
        are <a href="/desk/help/look">the variables and what each colours</a>. Scripts of your own cannot be
        added.
      </p>
    </div>
  )
}
