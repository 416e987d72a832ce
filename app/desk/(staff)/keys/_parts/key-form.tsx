import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { CheckField, ChoiceField, NumberField, TextField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { makeToken } from '#app/desk/(staff)/token-actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { endReminderDays, mostPerMinute, usualPerMinute } from '#lib/rules/settings/api-key.ts'
import { type ApiScope, apiScopes } from '#lib/rules/settings/api-scope.ts'
import { keyEndings } from './key-choices.ts'
import { NetworksField } from './networks-field.tsx'

type NounOf<Scope> = Scope extends `${infer Noun}:${string}` ? Noun : never
type ScopeNoun = NounOf<ApiScope>

/** What each noun of the scopes is called, and what of it may be done. */
const nounWords = (): Readonly<Record<ScopeNoun, string>> => ({
  servers: staffWords('deskKeys.keyForm.serversAndTheirStatuses'),
  groups: staffWords('deskKeys.keyForm.groups'),
  posts: staffWords('deskKeys.keyForm.incidentsAdvisoriesAndUpdates'),
  comments: staffWords('deskKeys.keyForm.commentsAndAnswers'),
  maintenance: staffWords('deskKeys.keyForm.maintenanceAndCountermeasures'),
  subscribers: staffWords('deskKeys.keyForm.subscribers'),
  sources: staffWords('deskKeys.keyForm.sourcesOfAlerts'),
  agents: staffWords('deskKeys.keyForm.agentsScope'),
  findings: staffWords('deskKeys.keyForm.whatWasFound'),
  customers: staffWords('deskKeys.keyForm.customerMapItsSize'),
  records: staffWords('deskKeys.keyForm.whatAffectedOneCustomer'),
  deliveries: staffWords('deskKeys.keyForm.deliveries'),
  progress: staffWords('deskKeys.keyForm.progressOnAdvisories'),
  measures: staffWords('deskKeys.keyForm.containmentLog'),
})

const nouns = Map.groupBy(apiScopes, scope => scope.slice(0, scope.indexOf(':')) as ScopeNoun)

/** A form that makes a key: its name, what it may do, when it ends, how often and from where it may be used. */
export function KeyForm() {
  return (
    <ActionForm act="make-api-token" action={makeToken} className="grid max-w-2xl gap-4">
      <TextField
        label={staffWords('deskKeys.keyForm.nameOfTheSystem')}
        name="name"
        maxLength={80}
        autoComplete="off"
      />
      {[...nouns].map(([noun, scopes]) => (
        <fieldset
          key={noun}
          className="grid grid-cols-2 items-center border-t border-line pt-2 sm:grid-cols-[minmax(0,1fr)_6rem_6rem]"
        >
          <legend className="sr-only">{nounWords()[noun]}</legend>
          <span aria-hidden="true" className="col-span-2 sm:col-span-1">
            {nounWords()[noun]}
          </span>
          {scopes.map(scope => (
            <div key={scope} className={columnOf(scope)}>
              <CheckField label={actWord(scope)} name={`scope ${scope}`} isChecked={false} />
            </div>
          ))}
        </fieldset>
      ))}
      <ChoiceField
        label={staffWords('deskKeys.keyForm.itEnds')}
        name="days"
        choices={keyEndings()}
        defaultValue="365"
        hint={staffWords('deskKeys.keyForm.ownersAreReminded', { endReminderDays })}
      />
      <NumberField
        label={staffWords('deskKeys.keyForm.requestsInAMinute')}
        name="perMinute"
        min={1}
        max={mostPerMinute}
        step={1}
        defaultValue={String(usualPerMinute)}
        required
      />
      <NetworksField networks={[]} />
      <SubmitButton>{staffWords('deskKeys.keyForm.makeTheKey')}</SubmitButton>
    </ActionForm>
  )
}

function canOnlyRead(scope: ApiScope): boolean {
  return scope.endsWith(':read')
}

function actWord(scope: ApiScope): string {
  return canOnlyRead(scope) ? staffWords('deskKeys.keyForm.read') : staffWords('deskKeys.keyForm.change')
}

/** All that read stand below each other, and all that change, where a noun has one of them only too. */
function columnOf(scope: ApiScope): string {
  return canOnlyRead(scope) ? 'col-start-1 sm:col-start-2' : 'col-start-2 sm:col-start-3'
}
