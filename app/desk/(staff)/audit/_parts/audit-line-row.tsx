import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { AuditLogLine } from '#db/reads/staff/audit-log.ts'
import { deviceOf } from '#lib/rules/staff/device.ts'
import { deviceWords } from '#lib/words/sign-in/device.ts'
import { actionWords, pageOfSubject, toldFacts } from './action-words.ts'

/** A line of the audit log: who did what to what, what changed by it, and from where. */
export function AuditLineRow({ line }: { line: AuditLogLine }) {
  const { at, action, address, device, seal } = line
  return (
    <li className="grid min-w-0 gap-x-5 gap-y-0.5 py-2.5 lg:grid-cols-[9.5rem_minmax(0,3fr)_minmax(0,2fr)]">
      <p className="text-sm">
        <LocalTime at={at} />
      </p>
      <div className="min-w-0">
        <p className="wrap-anywhere">
          <Doer by={line.by} /> · <strong>{actionWords(action)}</strong> · <Subject subject={line.subject} />
        </p>
        <Facts line={line} />
      </div>
      <p className="min-w-0 text-sm wrap-anywhere text-soft">
        {address ?? staffWords('deskAudit.auditLineRow.noRequest')}
        {device ? ` · ${deviceWords(staffWords, deviceOf(device))}` : null}
        {seal
          ? staffWords('deskAudit.auditLineRow.sealedAs', { position: seal.position })
          : staffWords('deskAudit.auditLineRow.notSealedYet')}
      </p>
    </li>
  )
}

function Doer({ by }: Pick<AuditLogLine, 'by'>) {
  if (!by) return staffWords('deskAudit.auditLineRow.allclearItself')
  return by.role === 'key' ? staffWords('deskAudit.auditLineRow.theKeyName', { name: by.name }) : by.name
}

function Subject({ subject }: { subject: string }) {
  const page = pageOfSubject(subject)
  return page ? <a href={page}>{subject}</a> : subject
}

function Facts({ line: { facts } }: { line: AuditLogLine }) {
  const told = toldFacts(facts)
  if (told.length === 0) return null
  return (
    <ul className="text-sm wrap-anywhere">
      {told.map(({ name, before, now }) => (
        <li key={name}>
          {name}:{' '}
          {before === undefined ? (
            now
          ) : (
            <>
              <del>{before}</del> <span aria-hidden="true">→</span> <ins>{now}</ins>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
