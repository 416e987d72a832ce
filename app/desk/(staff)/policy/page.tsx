import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline } from '#app/_components/desk/card.tsx'
import { NumberField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { replayDays } from '#lib/flows/settings/replay-policy.ts'
import { type Policy, type PolicyField, policyFields } from '#lib/rules/policy/policy.ts'
import { changesOf } from '#lib/rules/policy/policy-change.ts'
import { type PolicyGroup, policyGroups } from '#lib/rules/policy/policy-groups.ts'
import { policyLabel } from '#lib/words/policy.ts'
import { resetPolicy, savePolicy } from './actions.ts'

export const metadata: Metadata = { title: 'How calm we are' }

const groupTitles: Record<PolicyGroup, { title: string; what: string }> = {
  begin: {
    title: 'When trouble counts',
    what: 'Higher numbers tell fewer and later; lower ones tell sooner, also what passes.',
  },
  end: { title: 'When its end is told', what: 'Too early an all clear is taken back in front of everybody.' },
  flapping: {
    title: 'What fails and recovers by turns',
    what: 'It is told once, in place of a beginning and an end each time.',
  },
  silence: { title: 'What falls silent', what: 'Silence is no outage, and no health: it is asked about.' },
  mails: { title: 'How often one customer hears', what: 'Nothing is lost: what waits is told together.' },
  held: {
    title: 'What waits for staff',
    what: 'So that one mistake, or one broken monitor, does not mail everybody.',
  },
  staff: { title: 'What staff are reminded of', what: 'The ladder under People says who is first.' },
}

export default async function PolicyPage() {
  const { db } = await requireStaff()
  const policy = await readPolicy(db)
  const changes = changesOf(policy)
  const seen = JSON.stringify(changes)
  const isChanged = Object.keys(changes).length > 0
  return (
    <>
      <p className="mt-6 -mb-6 text-sm">
        <a href="/desk/settings">Settings</a>
      </p>
      <Headline>How calm we are</Headline>
      <p className="max-w-prose text-soft">
        When trouble counts, when its end is told, and how often customers hear. A change is in force at once,
        for what is open too. <a href="/desk/help/deciding">How an alert becomes what customers read</a>
      </p>
      <div className="mt-6 grid gap-6">
        <Card>
          <ActionForm act="change-policy" action={savePolicy} className="grid gap-1">
            <input type="hidden" name="seen" value={seen} />
            {(Object.keys(policyGroups) as PolicyGroup[]).map(group => (
              <fieldset key={group} className="min-w-0 pb-4">
                <legend className="section-title">{groupTitles[group].title}</legend>
                <p className="mb-2 max-w-prose text-sm text-soft">{groupTitles[group].what}</p>
                {policyGroups[group].map(name => (
                  <PolicyRow key={name} name={name} field={policyFields[name]} value={policy[name]} />
                ))}
              </fieldset>
            ))}
            <div className="save-bar mt-4">
              <SubmitButton>Save the policy</SubmitButton>
              <p className="self-center text-sm text-soft">
                You see first what it would have changed in the last {replayDays} days.
              </p>
            </div>
          </ActionForm>
        </Card>
        {isChanged ? (
          <Card>
            <ActionForm act="change-policy" action={resetPolicy} className="grid gap-2">
              <input type="hidden" name="seen" value={seen} />
              <SubmitButton look="side">Back to the defaults</SubmitButton>
            </ActionForm>
          </Card>
        ) : null}
      </div>
    </>
  )
}

function PolicyRow({ name, field, value }: { name: keyof Policy; field: PolicyField; value: number }) {
  const { min, max, isWhole } = field
  const isDefault = value === field.default
  return (
    <div className="border-t border-line py-2 first-of-type:border-t-0">
      <NumberField
        look="row"
        label={policyLabel(staffWords, name)}
        name={name}
        defaultValue={String(value)}
        hint={`${isDefault ? 'Default' : `Changed; default ${field.default}`}, from ${min} to ${max}`}
        min={min}
        max={max}
        step={isWhole ? 1 : 'any'}
        required
      />
    </div>
  )
}
