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
      <p className="max-w-prose text-soft">
        What you choose holds, whatever the alerts of now say, until you choose otherwise or the incident
        ends. What an alert says later still counts if it is worse.
      </p>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {incident.servers.map(server => (
          <ServerRow key={server.serverId} server={server} />
        ))}
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 border-t border-line pt-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <ServerNamesField label="Add servers" name="addedNames" />
        <ImpactField label="They are" name="addedImpact" />
      </div>
      <CheckField label="Tell customers what got worse; you see how many first" name="isTold" isChecked />
      <SubmitButton>Save the servers</SubmitButton>
    </ActionForm>
  )
}

function ServerRow({ server }: { server: DeskIncident['servers'][number] }) {
  const { serverId, label, impact, cause } = server
  const seen = impactNow(server) ?? 'operational'
  // A check is called so, and stays what it is until a person says something else.
  const now = { value: impact, word: impactLabel(staffWords, impact, cause) }
  const choices = [
    ...impactChoices.map(choice => (choice.value === impact ? now : choice)),
    { value: 'operational', word: 'works: take it out' },
  ]
  return (
    <div>
      <input type="hidden" name={`seen-${serverId}`} value={seen} />
      <ChoiceField
        label={label}
        name={`impact-${serverId}`}
        defaultValue={seen}
        hint={isJudged(server) ? 'As a person said' : undefined}
        choices={choices}
      />
    </div>
  )
}
