import { ActionForm, type FormOutcome } from '#app/_components/desk/action-form.tsx'
import { ChoiceField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import type { DeskSource } from '#db/reads/sources/desk-sources.ts'
import { TokenForm, type TokenOutcome } from './token-form.tsx'

type Action = (before: FormOutcome, form: FormData) => Promise<FormOutcome>

type Props = {
  source: DeskSource
  rotate: (before: TokenOutcome, form: FormData) => Promise<TokenOutcome>
  endOld: Action
  disable: Action
  enable: Action
}

const graces = [
  { value: '24', word: 'for 24 hours' },
  { value: '1', word: 'for an hour' },
  { value: '168', word: 'for 7 days' },
  { value: '0', word: 'not at all: it is known to others' },
]

/** A new token for a source, the end of the old one, and the end of both. */
export function SourceToken({ source, rotate, endOld, disable, enable }: Props) {
  const isDisabled = source.disabledAt !== null
  return (
    <>
      <TokenForm action={rotate} className="grid max-w-md gap-3">
        <Seen source={source} />
        {source.tokenStart ? (
          <p>
            Its token begins with <code>{source.tokenStart}</code>.
          </p>
        ) : null}
        <ChoiceField label="The present token stays valid" name="graceHours" choices={graces} />
        <SubmitButton>Make a new token</SubmitButton>
      </TokenForm>
      {source.previousTokenUntil ? (
        <ActionForm act="end-old-token" action={endOld} className="grid gap-2 border-t border-line pt-3">
          <Seen source={source} />
          <p>
            The token before{source.previousTokenStart ? `, ${source.previousTokenStart}…,` : ''} is valid
            until <LocalTime at={source.previousTokenUntil} />.
          </p>
          <SubmitButton look="side">End the old token now</SubmitButton>
        </ActionForm>
      ) : null}
      <ActionForm
        act={isDisabled ? 'enable-source' : 'disable-source'}
        action={isDisabled ? enable : disable}
        className="grid gap-2 border-t border-line pt-3"
      >
        <Seen source={source} />
        <p className="text-sm text-soft">
          {isDisabled
            ? 'It is disabled: its requests are refused.'
            : 'A disabled source is refused like a stranger; what it said stays in the log.'}
        </p>
        <SubmitButton look="side">{isDisabled ? 'Enable' : 'Disable'}</SubmitButton>
      </ActionForm>
    </>
  )
}

/** Which source a form is about, and as what its person saw it. */
export function Seen({ source }: { source: Pick<DeskSource, 'id' | 'version'> }) {
  return (
    <>
      <input type="hidden" name="sourceId" value={source.id} />
      <input type="hidden" name="version" value={source.version} />
    </>
  )
}
