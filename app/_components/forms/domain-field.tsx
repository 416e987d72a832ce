import { readerWords } from '#app/_components/site/reader-words.ts'
import { describedBy, Labelled } from './labelled.tsx'

type Props = { label: string; typed: string; problem?: string | undefined }

/** A domain, for whatever server it is on. */
export function DomainField({ label, typed, problem }: Props) {
  return (
    <Labelled
      id="domain"
      label={label}
      hint={readerWords()('subscribers.choice.domainHint')}
      problem={problem}
    >
      <input
        id="domain"
        name="domain"
        type="text"
        maxLength={300}
        defaultValue={typed}
        inputMode="url"
        autoCapitalize="none"
        autoCorrect="off"
        autoComplete="off"
        spellCheck={false}
        className="field"
        {...describedBy('domain', { hint: true, problem: problem !== undefined })}
      />
    </Labelled>
  )
}
