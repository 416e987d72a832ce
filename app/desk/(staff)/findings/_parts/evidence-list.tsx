import type { ReactNode } from 'react'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import type { DeskFinding } from '#db/reads/agents/desk-findings.ts'

/** The evidence as its source sent it: each as it stands, whatever direction its letters ask for. */
export function EvidenceList({ finding }: { finding: DeskFinding }) {
  const { path, check, owner, sha256, packageAnswer, action, indicatorId, firstSeenAt, lastSeenAt } = finding
  return (
    <dl className="grid gap-x-5 gap-y-1 sm:grid-cols-[10rem_minmax(0,1fr)]">
      <Said name="Where" value={path} isCode />
      <Said name="Check" value={check} />
      <Said name="Owner and mode" value={owner} isCode />
      <Said name="SHA-256" value={sha256} isCode />
      <Said name="Package manager" value={packageAnswer} />
      <Said name="What was done" value={action} />
      <Said name="Indicator" value={indicatorId} isCode />
      <Fact name="First seen">
        <LocalTime at={firstSeenAt} />
      </Fact>
      <Fact name="Last seen">
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
