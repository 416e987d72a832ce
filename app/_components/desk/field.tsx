'use client'

import { type ReactNode, use } from 'react'
import { useStart } from '#app/_components/desk/forms/field-start.ts'
import { TextArea } from '#app/_components/desk/forms/text-area.tsx'
import { fillIn, useDeskWords } from '#app/_components/desk/words/desk-words.tsx'
import { TypedContext } from './action-form.tsx'

type Named = { label: string; name: string; defaultValue?: string; hint?: string }

/** The datalist that offers the servers' host names; see ServerNameOptions. */
const serverNames = 'server-names'

/** A labelled field of one line. */
export function TextField({ label, name, defaultValue, hint, ...rest }: Named & TextOptions) {
  const { key, ...start } = useStart(name, defaultValue)
  return (
    <Labelled label={label} hint={hint}>
      <input key={key} {...start} name={name} required className="field" {...rest} />
    </Labelled>
  )
}

type TextOptions = {
  type?: 'text' | 'email' | 'password' | 'tel' | 'time' | 'url'
  maxLength?: number
  autoComplete?: string
  required?: boolean
}

/** A labelled field for a number; min and max are the ends of what is accepted. */
export function NumberField({ label, name, defaultValue, hint, look, ...rest }: Named & NumberOptions) {
  const { key, ...start } = useStart(name, defaultValue)
  return (
    <Labelled label={label} hint={hint} look={look}>
      <input key={key} {...start} name={name} type="number" className="field" {...rest} />
    </Labelled>
  )
}

type NumberOptions = { min: number; max: number; step: number | 'any'; required?: boolean; look?: Look }

/** A box to tick. */
export function CheckField({ label, name, isChecked }: { label: string; name: string; isChecked: boolean }) {
  const typed = use(TypedContext)
  const defaultChecked = typed ? typed[name] === 'on' : isChecked
  return (
    <label className="flex min-h-11 items-center gap-2">
      <input
        key={String(defaultChecked)}
        type="checkbox"
        name={name}
        defaultChecked={defaultChecked}
        className="size-5 flex-none accent-ink"
      />
      <span>{label}</span>
    </label>
  )
}

/** A labelled field for the host name or the label of one server: typing offers those that there are. */
export function ServerField({ label, name, defaultValue, hint, required = true }: Named & Optional) {
  const { key, ...start } = useStart(name, defaultValue)
  return (
    <Labelled label={label} hint={hint}>
      <input
        key={key}
        {...start}
        name={name}
        required={required}
        list={serverNames}
        maxLength={253}
        autoComplete="off"
        className="field"
      />
    </Labelled>
  )
}

type Optional = { required?: boolean }

/** What the server fields of a page offer; once on each page that has one. */
export function ServerNameOptions({ hostnames }: { hostnames: readonly string[] }) {
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
      <input
        type="search"
        name={name}
        defaultValue={defaultValue}
        maxLength={maxLength}
        aria-keyshortcuts="/"
        className="field"
      />
    </Labelled>
  )
}

/** A labelled field for words that customers read. */
export function WordsField({
  label,
  name,
  defaultValue,
  isRequired = true,
  hotkey,
}: Named & { isRequired?: boolean; hotkey?: string }) {
  const { key, ...start } = useStart(name, defaultValue)
  return (
    <Labelled label={label}>
      <TextArea
        key={key}
        {...start}
        name={name}
        required={isRequired}
        aria-keyshortcuts={hotkey}
        maxLength={5000}
        rows={4}
        className="field"
      />
    </Labelled>
  )
}

type Choice = { value: string; word: string }

/** A labelled choice of one. */
export function ChoiceField({
  label,
  name,
  defaultValue,
  hint,
  choices,
}: Named & { choices: readonly Choice[] }) {
  const { key, ...start } = useStart(name, defaultValue)
  return (
    <Labelled label={label} hint={hint}>
      <select key={key} {...start} name={name} className="field">
        {choices.map(({ value, word }) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </select>
    </Labelled>
  )
}

/** The promise to customers: when they hear next. byDefault: minutes; '' where a promise has to be made on purpose. */
export function NextUpdateField({ byDefault = '30' }: { byDefault?: string }) {
  const { fields } = useDeskWords()
  const minutes = [15, 30, 45, 60, 120, 240]
  const choices = minutes.map(count => ({
    value: String(count),
    word: fillIn(fields.inMinutes, { minutes: count }),
  }))
  return (
    <ChoiceField
      label={fields.nextUpdateBy}
      name="nextUpdateMinutes"
      defaultValue={byDefault}
      choices={[...choices, { value: '', word: fields.noPromise }]}
    />
  )
}

/** stack: one below the other. row: the words beside the control, for a list of many. */
type Look = 'stack' | 'row'

const looks: Record<Look, string> = {
  stack: 'grid grid-cols-[minmax(0,1fr)] content-start gap-1',
  row: 'grid items-center gap-x-5 gap-y-1 sm:grid-cols-[minmax(0,1fr)_8rem_12rem]',
}

type LabelledProps = { label: string; hint?: string; look?: Look; children: ReactNode }

function Labelled({ label, hint, look = 'stack', children }: LabelledProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child.
    <label className={looks[look]}>
      <span className={look === 'row' ? '' : 'text-sm font-semibold'}>{label}</span>
      {children}
      {hint ? <span className="text-sm text-soft">{hint}</span> : null}
    </label>
  )
}
