import { Part } from '#app/_components/desk/card.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import type { AuditQuery } from '#app/desk/(staff)/audit/query.ts'
import { staffWords } from '#app/desk/staff-words.ts'

/** The whole search as a file. That somebody took it is written down, too. */
export function AuditExport({ query }: { query: AuditQuery }) {
  const kept = Object.entries(query).flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' && name !== 'before' ? [{ name, value }] : [],
  )
  return (
    <Part title={staffWords('deskAudit.auditExport.asAFile')}>
      <p className="max-w-prose text-soft">{staffWords('deskAudit.auditExport.allLinesThatFit')}</p>
      <form method="post" action="/desk/audit/export" className="flex flex-wrap gap-3">
        {kept.map(({ name, value }) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <SubmitButton look="side" choice={{ name: 'format', value: 'csv' }}>
          {staffWords('deskAudit.auditExport.csv')}
        </SubmitButton>
        <SubmitButton look="side" choice={{ name: 'format', value: 'jsonl' }}>
          {staffWords('deskAudit.auditExport.jsonLines')}
        </SubmitButton>
      </form>
    </Part>
  )
}
