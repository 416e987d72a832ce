'use client'

import { useStart } from '#app/_components/desk/forms/field-start.ts'
import { TextArea } from '#app/_components/desk/forms/text-area.tsx'

const example = `web07.example.com = server1.reseller.com
web08.example.com`

/** Where servers are written down one by one, with what a brand calls them. */
export function BrandLinesField({ given, label, hint }: { given: string; label: string; hint: string }) {
  const { key, ...start } = useStart('servers', given)
  return (
    <div className="grid gap-1">
      <label htmlFor="servers-list" className="text-sm font-semibold">
        {label}
      </label>
      <TextArea
        key={key}
        {...start}
        id="servers-list"
        name="servers"
        rows={8}
        spellCheck={false}
        placeholder={example}
        aria-describedby="servers-hint"
        className="field font-mono text-sm"
      />
      <p id="servers-hint" className="text-sm text-soft">
        {hint}
      </p>
    </div>
  )
}
