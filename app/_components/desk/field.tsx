import type { ReactNode } from 'react'

type Named = { label: string; name: string; defaultValue?: string }

/** The datalist that offers the servers' host names; see ServerNames. */
const serverNames = 'server-names'

/** A labelled field of one line. */
export function TextField({ label, name, defaultValue, ...rest }: Named & TextOptions) {
  return (
    <Labelled label={label}>
      <input name={name} defaultValue={defaultValue} required className="field" {...rest} />
    </Labelled>
  )
}

type TextOptions = {
  type?: 'text' | 'email'
  maxLength: number
  autoComplete?: string
  required?: boolean
}

/** A labelled field for the host name or the label of one server: typing offers those that there are. */
export function ServerField(named: Named & { required?: boolean }) {
  return (
    <Labelled label={named.label}>
      <input
        {...{ name: named.name, defaultValue: named.defaultValue, required: named.required ?? true }}
        {...{ list: serverNames, maxLength: 253, autoComplete: 'off' }}
        className="field"
      />
    </Labelled>
  )
}

/** What the server fields of a page offer; once on each page that has one. */
export function ServerNames({ hostnames }: { hostnames: readonly string[] }) {
  return (
    <datalist id={serverNames}>
      {hostnames.map(hostname => (
        <option key={hostname} value={hostname} />
      ))}
    </datalist>
  )
}

/** A labelled field for what to look for; it may stay empty. */
export function SearchField({ label, name, defaultValue, maxLength }: Named & { maxLength: number }) {
  return (
    <Labelled label={label}>
      <input type="search" {...{ name, defaultValue, maxLength }} className="field" />
    </Labelled>
  )
}

/** A labelled field for words that customers read. */
export function WordsField({ label, name, defaultValue }: Named) {
  return (
    <Labelled label={label}>
      <textarea
        name={name}
        defaultValue={defaultValue}
        required
        maxLength={5000}
        rows={4}
        className="field"
      />
    </Labelled>
  )
}

type Choice = { value: string; word: string }

/** A labelled choice of one. */
export function ChoiceField({ label, name, defaultValue, choices }: Named & { choices: readonly Choice[] }) {
  return (
    <Labelled label={label}>
      <select name={name} defaultValue={defaultValue} className="field">
        {choices.map(({ value, word }) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </select>
    </Labelled>
  )
}

/** The promise to customers: when they hear next. */
export function NextUpdateField() {
  const minutes = [15, 30, 45, 60, 120, 240]
  const choices = minutes.map(count => ({ value: String(count), word: `in ${count} minutes` }))
  return (
    <ChoiceField
      label="Next update by"
      name="nextUpdateMinutes"
      defaultValue="30"
      choices={[...choices, { value: '', word: 'no promise' }]}
    />
  )
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child.
    <label className="grid gap-1">
      <span className="text-sm font-semibold">{label}</span>
      {children}
    </label>
  )
}
