import { ActionForm, type FormOutcome } from '#app/_components/desk/action-form.tsx'
import { Card } from '#app/_components/desk/card.tsx'
import { ChoiceField, ServerField, TextField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { TargetGroup } from '#db/reads/subscribers/subscribing.ts'
import type { UnmatchedHost } from '#lib/flows/alerts/list-unmatched.ts'

type Action = (before: FormOutcome, form: FormData) => Promise<FormOutcome>

type Props = {
  host: UnmatchedHost
  groups: readonly TargetGroup[]
  createServer: Action
  linkServer: Action
}

/** One name of the inbox, with the two ways to end its wait. */
export function UnmatchedCard({ host, groups, createServer, linkServer }: Props) {
  const { name, hosts, count, lastSeenAt, sourceNames, summary } = host
  const search = new URLSearchParams({ result: 'unmatched', ...(hosts[0] ? { text: hosts[0] } : {}) })
  return (
    <Card>
      <h2 className="font-semibold wrap-anywhere">
        {name ?? staffWords('deskAlerts.unmatchedCard.noServerNamed')}
      </h2>
      <p className="text-sm wrap-anywhere text-soft">
        {staffWords.rich('deskAlerts.unmatchedCard.alertCount', {
          count,
          alerts: text => <a href={`/desk/alerts?${search}`}>{text}</a>,
          lastSeenAt: () => <LocalTime at={lastSeenAt} />,
          sourceNames: sourceNames.join(', '),
          isAmbiguous: host.isAmbiguous ? 'yes' : 'no',
          summary: summary ?? '',
          q: text => <q>{text}</q>,
          hasSummary: summary ? 'yes' : 'no',
        })}
      </p>
      {name === null ? (
        <p>
          {staffWords.rich('deskAlerts.unmatchedCard.giveDefaultServer', {
            sources: text => <a href="/desk/sources">{text}</a>,
          })}
        </p>
      ) : (
        <div className="grid gap-x-8 gap-y-5 lg:grid-cols-[3fr_2fr]">
          <CreateForm name={name} groups={groups} action={createServer} />
          <LinkForm name={name} action={linkServer} />
        </div>
      )}
    </Card>
  )
}

function CreateForm({
  name,
  groups,
  action,
}: {
  name: string
  groups: readonly TargetGroup[]
  action: Action
}) {
  const isName = /^[a-z0-9.-]*[a-z][a-z0-9.-]*$/.test(name)
  const choices = [
    { value: '', word: staffWords('deskAlerts.unmatchedCard.noGroup') },
    ...groups.map(group => ({ value: group.id, word: group.name })),
  ]
  return (
    <ActionForm act="add-server" action={action} className="grid content-start gap-3">
      <input type="hidden" name="name" value={name} />
      <div className="grid gap-3 sm:grid-cols-[2fr_1fr_1fr]">
        <TextField
          label={staffWords('deskAlerts.unmatchedCard.hostName')}
          name="hostname"
          defaultValue={isName ? name : ''}
          maxLength={253}
          autoComplete="off"
        />
        <TextField
          label={staffWords('deskAlerts.unmatchedCard.labelField')}
          name="label"
          defaultValue={isName ? name.split('.', 1)[0] : ''}
          maxLength={60}
          autoComplete="off"
        />
        <ChoiceField
          label={staffWords('deskAlerts.unmatchedCard.group')}
          name="groupId"
          defaultValue=""
          choices={choices}
        />
      </div>
      <SubmitButton>{staffWords('deskAlerts.unmatchedCard.createServer')}</SubmitButton>
    </ActionForm>
  )
}

function LinkForm({ name, action }: { name: string; action: Action }) {
  return (
    <ActionForm act="add-alias" action={action} className="grid content-start gap-3">
      <input type="hidden" name="name" value={name} />
      <ServerField label={staffWords('deskAlerts.unmatchedCard.orAlias')} name="server" />
      <SubmitButton look="side">{staffWords('deskAlerts.unmatchedCard.addAlias')}</SubmitButton>
    </ActionForm>
  )
}
