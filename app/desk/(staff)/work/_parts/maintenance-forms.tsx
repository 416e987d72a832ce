import { ActionForm, type FormOutcome } from '#app/_components/desk/action-form.tsx'
import { Card } from '#app/_components/desk/card.tsx'
import {
  CheckField,
  ChoiceField,
  NextUpdateField,
  TextField,
  WordsField,
} from '#app/_components/desk/field.tsx'
import { IdField } from '#app/_components/desk/forms/id-field.tsx'
import { LocalPeriod } from '#app/_components/desk/local-time.tsx'
import { MomentField, TypedZone } from '#app/_components/desk/moment-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import { newId } from '#db/id.ts'
import type { DeskMaintenance } from '#db/reads/maintenance/desk-maintenance.ts'
import type { TargetGroup } from '#db/reads/subscribers/subscribing.ts'
import { nameServers } from '#lib/words/servers.ts'

type Action = (before: FormOutcome, form: FormData) => Promise<FormOutcome>

const kinds = [
  { value: 'maintenance', word: 'Maintenance: servers may be out of reach' },
  { value: 'countermeasure', word: 'Countermeasure: servers may be slow' },
]

type PlanProps = { groups: readonly TargetGroup[]; now: Date; action: Action }

/** Plans work, or says that it runs already. */
export function PlanForm({ groups, now, action }: PlanProps) {
  return (
    <ActionForm action={action} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <IdField name="postId" id={newId()} />
      <TypedZone />
      <ChoiceField label="Kind" name="kind" defaultValue="maintenance" choices={kinds} />
      <TextField
        label="What we do"
        name="what"
        maxLength={160}
        hint="As customers read it: “Memory is replaced on web07”, “We are scanning for rootkits”."
      />
      <TextField
        label="Servers"
        name="serverNames"
        required={false}
        maxLength={5000}
        autoComplete="off"
        hint="Labels or host names, with commas between them."
      />
      <ChoiceField
        label="And all servers of"
        name="groupId"
        choices={[
          { value: '', word: 'no group' },
          ...groups.map(group => ({ value: group.id, word: group.name })),
        ]}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-2">
        <MomentField label="From" name="from" at={now} />
        <MomentField label="To" name="to" at={inAnHour(now)} />
      </div>
      <WordsField label="What it means for customers (may stay empty)" name="text" isRequired={false} />
      <CheckField label="Mail the customers of these servers" name="isMailed" isChecked />
      <div className="save-bar">
        <SubmitButton>Publish</SubmitButton>
      </div>
    </ActionForm>
  )
}

function inAnHour(now: Date): Date {
  return new Date(now.getTime() + 3_600_000)
}

type CardProps = { maintenance: DeskMaintenance; isRunning: boolean; end: Action; update: Action }

/** One piece of work, with what can be done about it. */
export function MaintenanceCard({ maintenance, isRunning, end, update }: CardProps) {
  const { postId, slug, title, labels, startsAt, endsAt } = maintenance
  return (
    <Card tone="work">
      <p>
        <a href={`/posts/${slug}`} className="font-semibold">
          {title}
        </a>
      </p>
      <p className="text-soft">
        {nameServers(staffWords, labels)} · <LocalPeriod from={startsAt} to={endsAt} /> ·{' '}
        {toldOf(maintenance)}
      </p>
      <ActionForm action={end} className="grid gap-2">
        <input type="hidden" name="postId" value={postId} />
        <input type="hidden" name="how" value={isRunning ? 'complete' : 'cancel'} />
        <SubmitButton look="side">{isRunning ? 'Complete now' : 'Cancel'}</SubmitButton>
      </ActionForm>
      <details>
        <summary className="min-h-11 cursor-pointer py-2">Write an update</summary>
        <ActionForm action={update} className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <input type="hidden" name="postId" value={postId} />
          <IdField name="id" id={newId()} />
          <WordsField label="What customers read" name="text" />
          <NextUpdateField />
          <CheckField label="Mail this update to who was told of the work" name="isMailed" isChecked />
          <SubmitButton>Publish update</SubmitButton>
        </ActionForm>
      </details>
    </Card>
  )
}

function toldOf({ isQuiet, plannedToldAt, startToldAt }: DeskMaintenance): string {
  if (isQuiet) return 'no mail'
  if (startToldAt) return 'customers were told that it begins'
  return plannedToldAt ? 'customers were told that it is planned' : 'customers are told in a moment'
}
