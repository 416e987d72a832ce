import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline } from '#app/_components/desk/card.tsx'
import { NumberField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { type Policy, type PolicyField, policyFields } from '#lib/rules/policy/policy.ts'
import { changesOf } from '#lib/rules/policy/policy-change.ts'
import { policyLabel } from '#lib/words/policy.ts'
import { resetPolicy, savePolicy } from './actions.ts'

export const metadata: Metadata = { title: 'Settings' }

export default async function PolicyPage() {
  const { db } = await requireStaff()
  const policy = await readPolicy(db)
  const changes = changesOf(policy)
  const seen = JSON.stringify(changes)
  const isChanged = Object.keys(changes).length > 0
  return (
    <>
      <Headline>How calm we are</Headline>
      <p className="max-w-prose text-soft">
        When trouble counts, when its end is told, and how often customers hear. A change is in force at once,
        for what is open too.
      </p>
      <div className="mt-6 grid gap-6">
        <Card>
          <ActionForm act="change-policy" action={savePolicy} className="grid gap-1">
            <input type="hidden" name="seen" value={seen} />
            {Object.entries(policyFields).map(([name, field]) => (
              <PolicyRow
                key={name}
                name={name as keyof Policy}
                field={field}
                value={policy[name as keyof Policy]}
              />
            ))}
            <div className="save-bar mt-4">
              <SubmitButton>Save the policy</SubmitButton>
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
