import type { ReactNode } from 'react'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskFinding } from '#db/reads/agents/desk-findings.ts'

/** The evidence as its source sent it: each as it stands, whatever direction its letters ask for. */
export function EvidenceList({ finding }: { finding: DeskFinding }) {
  const { path, check, owner, sha256, packageAnswer, action, indicatorId, firstSeenAt, lastSeenAt } = finding
  return (
    <dl className="grid gap-x-5 gap-y-1 sm:grid-cols-[10rem_minmax(0,1fr)]">
      <Said name={staffWords('deskFindings.evidence.where')} value={path} isCode />
      <Said name={staffWords('deskFindings.evidence.check')} value={check} />
      <Said name={staffWords('deskFindings.evidence.ownerAndMode')} value={owner} isCode />
      <Said name={staffWords('deskFindings.evidence.sha256')} value={sha256} isCode />
      <Said name={staffWords('deskFindings.evidence.packageManager')} value={packageAnswer} />
      <Said name={staffWords('deskFindings.evidence.whatWasDone')} value={action} />
      <Said name={staffWords('deskFindings.evidence.indicator')} value={indicatorId} isCode />
      <Fact name={staffWords('deskFindings.evidence.firstSeen')}>
        <LocalTime at={firstSeenAt} />
      </Fact>
      <Fact name={staffWords('deskFindings.evidence.lastSeen')}>
        <LocalTime at={lastSeenAt} />
      </Fact>
    </dl>
  )
}

function Said({ name, value, isCode = false }: { name: string; value: string | null; isCode?: boolean }) {
  if (value === null) return null
  return (
    <Fact name={name}>
      {isCode ? <code className="font-mono">{<bdi>{value}</bdi>}</code> : <bdi>{value}</bdi>}
    </Fact>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  )
}
