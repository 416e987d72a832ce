'use client'

import { use } from 'react'
import { TypedContext } from '#app/_components/desk/action-form.tsx'
import { TextArea } from '#app/_components/desk/forms/text-area.tsx'
import { useDeskWords } from '#app/_components/desk/words/desk-words.tsx'

const example = `hostname,group,label,addresses
web01.example.com,"Vienna, rack 4",web01,203.0.113.1
web02.example.com,"Vienna, rack 4",web02,203.0.113.2`

/** Where a list is pasted, with what it may look like. given: the one that is to be corrected. */
export function ListField({ given }: { given: string }) {
  const { fields } = useDeskWords()
  const typed = use(TypedContext)?.list ?? given
  return (
    <div className="grid gap-1">
      <label htmlFor="list" className="text-sm font-semibold">
        {fields.list}
      </label>
      <TextArea
        key={typed}
        id="list"
        name="list"
        rows={12}
        defaultValue={typed}
        spellCheck={false}
        placeholder={example}
        aria-describedby="list-hint"
        className="field font-mono text-sm"
      />
      <p id="list-hint" className="text-sm text-soft">
        {fields.listHint}
      </p>
    </div>
  )
}
