import { ActionForm, type FormOutcome } from '#app/_components/desk/action-form.tsx'
import { CheckField, ChoiceField, NumberField, ServerField, TextField } from '#app/_components/desk/field.tsx'
import { OptionalField } from '#app/_components/desk/forms/optional-field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
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

const schemes = [
  { value: '', word: 'none: the token is enough' },
  { value: 'standard-webhooks', word: 'Standard Webhooks' },
  { value: 'grafana', word: 'Grafana (HMAC)' },
  { value: 'pagerduty', word: 'PagerDuty' },
]

const methodWords: Record<(typeof tokenMethods)[number], string> = {
  bearer: 'bearer header',
  basic: 'basic authentication, as the password',
  path: 'in the address',
  query: 'as a query parameter',
  form: 'as a field of a form',
}

/** Everything that staff set of a source but its rules. */
export function SourceSettingsForm({ source, hostnames, action }: Props) {
  const half = 'grid gap-x-6 gap-y-4 md:grid-cols-2'
  return (
    <ActionForm act="change-source" action={action} className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <Seen source={source} />
      <div className={half}>
        <TextField label="Name" name="name" defaultValue={source.name} maxLength={80} autoComplete="off" />
        <ChoiceField
          label="Tool"
          name="format"
          defaultValue={source.format ?? ''}
          choices={[{ value: '', word: 'any' }, ...toolChoices]}
        />
      </div>
      <fieldset className="grid gap-x-6 sm:grid-cols-2 lg:grid-cols-3">
        <legend className="text-sm font-semibold">Where the token may stand</legend>
        {tokenMethods.map(method => (
          <CheckField
            key={method}
            label={methodWords[method]}
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
        <SubmitButton>Save settings</SubmitButton>
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
        label="May speak for these servers only"
        name="boundServers"
        defaultValue={source.boundServerIds.map(nameOf).join(' ')}
        hint="Host names with spaces between them; empty: for all."
        maxLength={10_000}
      />
      <ServerField
        label="Server that it means when it names none"
        name="defaultServer"
        defaultValue={nameOf(source.defaultServerId)}
        hint="Empty: an alert without a name stays without a server."
        required={false}
      />
      <ServerField
        label="It is the agent of this server"
        name="agentServer"
        defaultValue={nameOf(source.agentServerId)}
        hint="Empty: it is no agent. An agent speaks for its own server alone."
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
        label="It is heard at least every … seconds"
        name="expectedEverySeconds"
        defaultValue={source.expectedEverySeconds?.toString()}
        hint="Silence for longer is shown here and in the menu. Empty: it speaks only of trouble."
        min={30}
        max={2_592_000}
        step={1}
      />
      <NumberField
        label="It repeats what still fires every … seconds"
        name="repeatSeconds"
        defaultValue={source.repeatSeconds?.toString()}
        hint="Twice this without a word needs review. Empty: it says a thing once."
        min={30}
        max={2_592_000}
        step={1}
      />
      <div>
        <CheckField
          label="It waits before it speaks, so its outages are told at once"
          name="isDebounced"
          isChecked={source.isDebounced}
        />
        <CheckField
          label="It never says that something is over"
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
      <legend className="text-sm font-semibold">Signature</legend>
      <p className="text-sm text-soft">
        {signing ? 'A secret is set. ' : 'No secret is set. '}
        {old ? (
          <>
            The one before it is good until <LocalTime at={new Date(old)} />.{' '}
          </>
        ) : null}
        With a scheme chosen, a request without a right signature is refused.
      </p>
      <div className="grid gap-x-6 gap-y-4 md:grid-cols-2">
        <ChoiceField label="Scheme" name="scheme" defaultValue={signing?.scheme ?? ''} choices={schemes} />
        <TextField
          label="New secret"
          name="secret"
          type="password"
          hint="Written, never shown. Empty: the present one stays."
          required={false}
          maxLength={512}
          autoComplete="new-password"
        />
        <OptionalField
          label="Grafana: header of the signature"
          name="header"
          defaultValue={signing?.header || 'X-Grafana-Alerting-Signature'}
          maxLength={64}
        />
        <OptionalField
          label="Grafana: header of its time"
          name="timestampHeader"
          defaultValue={signing?.timestampHeader ?? ''}
          hint="Empty: the signature does not cover the time, and an old request can be sent again."
          maxLength={64}
        />
      </div>
    </fieldset>
  )
}
