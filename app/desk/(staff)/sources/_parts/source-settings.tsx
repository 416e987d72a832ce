import { ActionForm, type FormOutcome } from '#app/_components/desk/action-form.tsx'
import { CheckField, ChoiceField, NumberField, ServerField, TextField } from '#app/_components/desk/field.tsx'
import { OptionalField } from '#app/_components/desk/forms/optional-field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskSource } from '#db/reads/sources/desk-sources.ts'
import { tools } from '#lib/alerts/tools.ts'
import { tokenMethods } from '#lib/rules/sources/source.ts'
import { Seen } from './source-token.tsx'

type Props = {
  source: DeskSource
  /** Host names by the ids of servers. */
  hostnames: ReadonlyMap<string, string>
  action: (before: FormOutcome, form: FormData) => Promise<FormOutcome>
}

export const toolChoices = tools.map(({ format, title }) => ({ value: format, word: title }))

const schemes = () => [
  { value: '', word: staffWords('deskSources.sourceSettings.noSigning') },
  { value: 'standard-webhooks', word: staffWords('deskSources.sourceSettings.standardWebhooks') },
  { value: 'grafana', word: staffWords('deskSources.sourceSettings.grafanaHmac') },
  { value: 'pagerduty', word: staffWords('deskSources.sourceSettings.pagerduty') },
]

const methodWords = (): Record<(typeof tokenMethods)[number], string> => ({
  bearer: staffWords('deskSources.sourceSettings.bearerHeader'),
  basic: staffWords('deskSources.sourceSettings.basicAuthentication'),
  path: staffWords('deskSources.sourceSettings.inTheAddress'),
  query: staffWords('deskSources.sourceSettings.asAQueryParameter'),
  form: staffWords('deskSources.sourceSettings.asFormField'),
})

/** Everything that staff set of a source but its rules. */
export function SourceSettingsForm({ source, hostnames, action }: Props) {
  const half = 'grid gap-x-6 gap-y-4 md:grid-cols-2'
  return (
    <ActionForm act="change-source" action={action} className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <Seen source={source} />
      <div className={half}>
        <TextField
          label={staffWords('deskSources.sourceSettings.name')}
          name="name"
          defaultValue={source.name}
          maxLength={80}
          autoComplete="off"
        />
        <ChoiceField
          label={staffWords('deskSources.sourceSettings.tool')}
          name="format"
          defaultValue={source.format ?? ''}
          choices={[{ value: '', word: staffWords('deskSources.sourceSettings.any') }, ...toolChoices]}
        />
      </div>
      <fieldset className="grid gap-x-6 sm:grid-cols-2 lg:grid-cols-3">
        <legend className="text-sm font-semibold">
          {staffWords('deskSources.sourceSettings.whereTheTokenMay')}
        </legend>
        {tokenMethods.map(method => (
          <CheckField
            key={method}
            label={methodWords()[method]}
            name={method}
            isChecked={source.authentication.includes(method)}
          />
        ))}
      </fieldset>
      <SigningFields source={source} />
      <div className={half}>
        <ServerFields source={source} hostnames={hostnames} />
        <HabitFields source={source} />
      </div>
      <div className="save-bar">
        <SubmitButton>{staffWords('deskSources.sourceSettings.saveSettings')}</SubmitButton>
      </div>
    </ActionForm>
  )
}

/** Of which servers it speaks. */
function ServerFields({ source, hostnames }: Pick<Props, 'source' | 'hostnames'>) {
  const nameOf = (id: string | null) => (id === null ? '' : (hostnames.get(id) ?? ''))
  return (
    <>
      <OptionalField
        label={staffWords('deskSources.sourceSettings.maySpeakForThese')}
        name="boundServers"
        defaultValue={source.boundServerIds.map(nameOf).join(' ')}
        hint={staffWords('deskSources.sourceSettings.hostNamesWithSpaces')}
        maxLength={10_000}
      />
      <ServerField
        label={staffWords('deskSources.sourceSettings.serverThatItMeans')}
        name="defaultServer"
        defaultValue={nameOf(source.defaultServerId)}
        hint={staffWords('deskSources.sourceSettings.emptyAnAlertWithout')}
        required={false}
      />
      <ServerField
        label={staffWords('deskSources.sourceSettings.itIsTheAgent')}
        name="agentServer"
        defaultValue={nameOf(source.agentServerId)}
        hint={staffWords('deskSources.sourceSettings.agentHint')}
        required={false}
      />
    </>
  )
}

/** How often it speaks, and what it leaves out. */
function HabitFields({ source }: Pick<Props, 'source'>) {
  return (
    <>
      <NumberField
        label={staffWords('deskSources.sourceSettings.heardEvery')}
        name="expectedEverySeconds"
        defaultValue={source.expectedEverySeconds?.toString()}
        hint={staffWords('deskSources.sourceSettings.silenceHint')}
        min={30}
        max={2_592_000}
        step={1}
      />
      <NumberField
        label={staffWords('deskSources.sourceSettings.itRepeatsWhatStill')}
        name="repeatSeconds"
        defaultValue={source.repeatSeconds?.toString()}
        hint={staffWords('deskSources.sourceSettings.repeatHint')}
        min={30}
        max={2_592_000}
        step={1}
      />
      <div>
        <CheckField
          label={staffWords('deskSources.sourceSettings.isDebounced')}
          name="isDebounced"
          isChecked={source.isDebounced}
        />
        <CheckField
          label={staffWords('deskSources.sourceSettings.neverResolves')}
          name="neverResolves"
          isChecked={source.neverResolves}
        />
      </div>
    </>
  )
}

function SigningFields({ source: { signing } }: { source: DeskSource }) {
  const old = signing?.untils.find(until => until !== null)
  return (
    <fieldset className="grid gap-3">
      <legend className="text-sm font-semibold">{staffWords('deskSources.sourceSettings.signature')}</legend>
      <p className="text-sm text-soft">
        {staffWords.rich('deskSources.sourceSettings.aSecretIsSet', {
          hasSigning: signing ? 'yes' : 'no',
          hasOld: old ? 'yes' : 'no',
          until: () => old && <LocalTime at={new Date(old)} />,
        })}
      </p>
      <div className="grid gap-x-6 gap-y-4 md:grid-cols-2">
        <ChoiceField
          label={staffWords('deskSources.sourceSettings.scheme')}
          name="scheme"
          defaultValue={signing?.scheme ?? ''}
          choices={schemes()}
        />
        <TextField
          label={staffWords('deskSources.sourceSettings.newSecret')}
          name="secret"
          type="password"
          hint={staffWords('deskSources.sourceSettings.writtenNeverShownEmpty')}
          required={false}
          maxLength={512}
          autoComplete="new-password"
        />
        <OptionalField
          label={staffWords('deskSources.sourceSettings.grafanaSignatureHeader')}
          name="header"
          defaultValue={signing?.header || 'X-Grafana-Alerting-Signature'}
          maxLength={64}
        />
        <OptionalField
          label={staffWords('deskSources.sourceSettings.grafanaTimeHeader')}
          name="timestampHeader"
          defaultValue={signing?.timestampHeader ?? ''}
          hint={staffWords('deskSources.sourceSettings.emptyTheSignatureDoes')}
          maxLength={64}
        />
      </div>
    </fieldset>
  )
}
