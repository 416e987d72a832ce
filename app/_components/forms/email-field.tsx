import { readerWords } from '#app/_components/site/reader-words.ts'
import { describedBy, Labelled } from './labelled.tsx'

type Props = {
  hint: string
  typed?: string | undefined
  problem?: string | undefined
  /** Left out where a page has one form of its kind. */
  id?: string
  label?: string
}

/** The address of whoever fills in a form. */
export function EmailField({
  hint,
  typed,
  problem,
  id = 'email',
  label = readerWords()('forms.email'),
}: Props) {
  return (
    <Labelled id={id} label={label} hint={hint} problem={problem}>
      <input
        id={id}
        name="email"
        type="email"
        required
        defaultValue={typed}
        maxLength={254}
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        className="field"
        {...describedBy(id, { hint: true, problem: problem !== undefined })}
      />
    </Labelled>
  )
}
