import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card } from '#app/_components/desk/card.tsx'
import { NumberField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { saveKeeping } from '#app/desk/(staff)/audit/actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { type AuditKeeping, leastKeptDays, mostKeptDays } from '#lib/rules/staff/audit-keeping.ts'

/** For how many days lines are kept. */
export function KeepingForm({ keeping }: { keeping: AuditKeeping }) {
  return (
    <Card>
      <ActionForm act="change-audit-time" action={saveKeeping} className="grid max-w-md gap-3">
        <NumberField
          label={staffWords('deskAudit.keepingForm.days')}
          name="keptDays"
          defaultValue={String(keeping.keptDays)}
          min={leastKeptDays}
          max={mostKeptDays}
          step={1}
          hint={staffWords('deskAudit.keepingForm.allowedDays', {
            leastKeptDays,
            mostKeptDays,
          })}
        />
        <SubmitButton>{staffWords('deskAudit.keepingForm.save')}</SubmitButton>
      </ActionForm>
    </Card>
  )
}
