import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { CheckField, ChoiceField } from '#app/_components/desk/field.tsx'
import { ServerNamesField } from '#app/_components/desk/forms/server-choice.tsx'
import { ImpactField, impactChoices } from '#app/_components/desk/incident/impact-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { judge } from '#app/desk/(staff)/incidents/server-actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskIncident } from '#db/reads/incidents/desk-incidents.ts'
import { impactNow } from '#lib/flows/incidents/judge-servers.ts'
import { isJudged } from '#lib/rules/incidents/judgement.ts'
import { impactLabel } from '#lib/words/servers.ts'

/** What each server is in, by a person's word, and others to add. */
export function ServersForm({ incident }: { incident: DeskIncident }) {
  return (
    <ActionForm act="judge-servers" action={judge} className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <input type="hidden" name="postId" value={incident.id} />
      <p className="max-w-prose text-soft">{staffWords('deskIncidents.serversForm.whatYouChooseHolds')}</p>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {incident.servers.map(server => (
          <ServerRow key={server.serverId} server={server} />
        ))}
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 border-t border-line pt-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <ServerNamesField label={staffWords('deskIncidents.serversForm.addServers')} name="addedNames" />
        <ImpactField label={staffWords('deskIncidents.serversForm.theyAre')} name="addedImpact" />
      </div>
      <CheckField
        label={staffWords('deskIncidents.serversForm.tellCustomersWhatGot')}
        name="isTold"
        isChecked
      />
      <SubmitButton>{staffWords('deskIncidents.serversForm.saveTheServers')}</SubmitButton>
    </ActionForm>
  )
}

function ServerRow({ server }: { server: DeskIncident['servers'][number] }) {
  const { serverId, label, impact, cause } = server
  const seen = impactNow(server) ?? 'operational'
  // A check is called so, and stays what it is until a person says something else.
  const now = { value: impact, word: impactLabel(staffWords, impact, cause) }
  const choices = [
    ...impactChoices().map(choice => (choice.value === impact ? now : choice)),
    { value: 'operational', word: staffWords('deskIncidents.serversForm.worksTakeItOut') },
  ]
  return (
    <div>
      <input type="hidden" name={`seen-${serverId}`} value={seen} />
      <ChoiceField
        label={label}
        name={`impact-${serverId}`}
        defaultValue={seen}
        hint={isJudged(server) ? staffWords('deskIncidents.serversForm.asAPersonSaid') : undefined}
        choices={choices}
      />
    </div>
  )
}
