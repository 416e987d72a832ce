import type { Metadata } from 'next'
import { Headline, Part } from '#app/_components/desk/card.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { readAuditKeeping } from '#db/reads/settings/audit-keeping.ts'
import { readAuditLog, readDoers } from '#db/reads/staff/audit-log.ts'
import { AuditExport } from './_parts/audit-export.tsx'
import { AuditLineRow } from './_parts/audit-line-row.tsx'
import { AuditSearch } from './_parts/audit-search.tsx'
import { KeepingForm } from './_parts/keeping-form.tsx'
import { type AuditQuery, auditFilterOf, olderLines } from './query.ts'

export const metadata: Metadata = { title: 'Audit log' }

export default async function AuditPage({ searchParams }: { searchParams: Promise<AuditQuery> }) {
  const { db } = await requireStaff()
  const query = await searchParams
  const filter = auditFilterOf(query)
  const [{ lines, hasOlder }, doers, keeping] = await Promise.all([
    readAuditLog(db, filter),
    readDoers(db),
    readAuditKeeping(db),
  ])
  const last = lines.at(-1)
  return (
    <>
      <Headline>Who did what, and from where</Headline>
      <p className="max-w-prose text-soft">
        Every change by a person, a key or Allclear itself. Nothing here can be changed; lines older than{' '}
        {keeping.keptDays.toLocaleString('en')} days are removed each night.{' '}
        <a href="/desk/help/audit">Who may do what, and how the record is checked</a>
      </p>
      <AuditSearch filter={filter} doers={doers} />
      {lines.length === 0 ? <p className="text-soft">No line fits.</p> : null}
      <ol className="rows">
        {lines.map(line => (
          <AuditLineRow key={line.sequence} line={line} />
        ))}
      </ol>
      {hasOlder && last ? (
        <p className="mt-5">
          <a href={olderLines(query, last.sequence)} rel="next">
            Older
          </a>
        </p>
      ) : null}
      <May act="export-audit">
        <AuditExport query={query} />
      </May>
      <May act="change-audit-time">
        <Part title="How long it is kept">
          <KeepingForm keeping={keeping} />
        </Part>
      </May>
    </>
  )
}
