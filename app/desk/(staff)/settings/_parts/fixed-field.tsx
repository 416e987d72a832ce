import { fixedWords } from '#app/desk/(staff)/settings/settings-words.ts'

/** A setting that the environment fixes: its value, and the variable that does it. */
export function FixedField({ label, value, variable }: { label: string; value: string; variable: string }) {
  return (
    <div className="grid gap-1">
      <p className="text-sm font-semibold">{label}</p>
      <p className="wrap-anywhere">{value}</p>
      <p className="text-sm text-soft">{fixedWords(variable)}</p>
    </div>
  )
}
