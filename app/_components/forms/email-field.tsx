import { readerWords } from '#app/_components/site/reader-words.ts'
import { describedBy, Labelled } from './labelled.tsx'

type Props = { hint: string; typed?: string | undefined; problem?: string | undefined }

/** The address of whoever fills in a form. */
export function EmailField({ hint, typed, problem }: Props) {
  return (
    <Labelled id="email" label={readerWords()('forms.email')} hint={hint} problem={problem}>
      <input
        id="email"
        name="email"
        type="email"
        required
        defaultValue={typed}
        maxLength={254}
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        className="field"
        {...describedBy('email', { hint: true, problem: problem !== undefined })}
      />
    </Labelled>
  )
}
