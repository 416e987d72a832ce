import type { Metadata } from 'next'
import { Headline, Part } from '#app/_components/desk/card.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readAuditKeeping } from '#db/reads/settings/audit-keeping.ts'
import { readAuditLog, readDoers } from '#db/reads/staff/audit-log.ts'
import { AuditExport } from './_parts/audit-export.tsx'
import { AuditLineRow } from './_parts/audit-line-row.tsx'
import { AuditSearch } from './_parts/audit-search.tsx'
import { KeepingForm } from './_parts/keeping-form.tsx'
import { type AuditQuery, auditFilterOf, olderLines } from './query.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskAudit.page.auditLog') })

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
      <Headline>{staffWords('deskAudit.page.title')}</Headline>
      <p className="max-w-prose text-soft">
        {staffWords.rich('deskAudit.page.intro', {
          keptDays: keeping.keptDays,
          audit: text => <a href="/desk/help/audit">{text}</a>,
        })}
      </p>
      <AuditSearch filter={filter} doers={doers} />
      {lines.length === 0 ? <p className="text-soft">{staffWords('deskAudit.page.noLineFits')}</p> : null}
      <ol className="rows">
        {lines.map(line => (
          <AuditLineRow key={line.sequence} line={line} />
        ))}
      </ol>
      {hasOlder && last ? (
        <p className="mt-5">
          <a href={olderLines(query, last.sequence)} rel="next">
            {staffWords('deskAudit.page.older')}
          </a>
        </p>
      ) : null}
      <May act="export-audit">
        <AuditExport query={query} />
      </May>
      <May act="change-audit-time">
        <Part title={staffWords('deskAudit.page.keeping')}>
          <KeepingForm keeping={keeping} />
        </Part>
      </May>
    </>
  )
}
