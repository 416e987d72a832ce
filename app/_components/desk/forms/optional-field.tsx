import { TextField } from '#app/_components/desk/field.tsx'

type Props = {
  label: string
  name: string
  defaultValue?: string
  hint?: string | undefined
  maxLength: number
}

/** A field of one line that may stay empty, and that no browser fills in from elsewhere. */
export function OptionalField(props: Props) {
  return <TextField {...props} required={false} autoComplete="off" />
}
