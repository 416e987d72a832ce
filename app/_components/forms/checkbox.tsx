import type { ReactNode } from 'react'

type Props = { name: string; value: string; isChecked: boolean; children: ReactNode }

/** A box to tick, with its words. By its id it stays as it is when the page changes meanwhile. */
export function Checkbox({ name, value, isChecked, children }: Props) {
  return (
    <label className="flex min-h-8 items-start gap-2.5 py-1">
      <input
        type="checkbox"
        id={`${name}-${value}`}
        name={name}
        value={value}
        defaultChecked={isChecked}
        className="mt-0.5 size-5 flex-none accent-ink"
      />
      <span className="min-w-0">{children}</span>
    </label>
  )
}
