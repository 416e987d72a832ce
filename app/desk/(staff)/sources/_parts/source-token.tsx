import { ActionForm, type FormOutcome } from '#app/_components/desk/action-form.tsx'
import { ChoiceField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
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

const graces = () => [
  { value: '24', word: staffWords('deskSources.sourceToken.for24Hours') },
  { value: '1', word: staffWords('deskSources.sourceToken.forAnHour') },
  { value: '168', word: staffWords('deskSources.sourceToken.for7Days') },
  { value: '0', word: staffWords('deskSources.sourceToken.tokenKnownToOthers') },
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
            {staffWords.rich('deskSources.sourceToken.tokenBegins', {
              tokenStart: source.tokenStart,
              code: text => <code>{text}</code>,
            })}
          </p>
        ) : null}
        <ChoiceField
          label={staffWords('deskSources.sourceToken.thePresentTokenStays')}
          name="graceHours"
          choices={graces()}
        />
        <SubmitButton>{staffWords('deskSources.sourceToken.makeANewToken')}</SubmitButton>
      </TokenForm>
      {source.previousTokenUntil ? (
        <ActionForm act="end-old-token" action={endOld} className="grid gap-2 border-t border-line pt-3">
          <Seen source={source} />
          <p>
            {staffWords.rich('deskSources.sourceToken.previousToken', {
              previousTokenStart: source.previousTokenStart ?? '',
              hasPreviousTokenStart: source.previousTokenStart ? 'yes' : 'no',
              previousTokenUntil: () =>
                source.previousTokenUntil && <LocalTime at={source.previousTokenUntil} />,
            })}
          </p>
          <SubmitButton look="side">{staffWords('deskSources.sourceToken.endTheOldToken')}</SubmitButton>
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
            ? staffWords('deskSources.sourceToken.disabled')
            : staffWords('deskSources.sourceToken.disabledMeans')}
        </p>
        <SubmitButton look="side">
          {isDisabled
            ? staffWords('deskSources.sourceToken.enable')
            : staffWords('deskSources.sourceToken.disable')}
        </SubmitButton>
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
