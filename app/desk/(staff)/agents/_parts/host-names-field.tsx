'use client'

import { useStart } from '#app/_components/desk/forms/field-start.ts'
import { TextArea } from '#app/_components/desk/forms/text-area.tsx'

type Props = { label: string; hint: string; defaultValue: string }

/** A field for few or many servers, which a person may paste from a list. */
export function HostNamesField({ label, hint, defaultValue }: Props) {
  const { key, ...start } = useStart('serverNames', defaultValue)
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child.
    <label className="grid grid-cols-[minmax(0,1fr)] content-start gap-1">
      <span className="text-sm font-semibold">{label}</span>
      <TextArea
        key={key}
        {...start}
        name="serverNames"
        rows={3}
        maxLength={500_000}
        autoComplete="off"
        spellCheck={false}
        className="field"
      />
      <span className="text-sm text-soft">{hint}</span>
    </label>
  )
}
