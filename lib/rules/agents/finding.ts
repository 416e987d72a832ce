import type { Labels } from '#lib/rules/sources/source-rule.ts'

/** What a scanner says of something that it found, as far as it says it. */
export type Evidence = {
  check: string | null
  path: string | null
  /** "root:root 0755" */
  owner: string | null
  /** 64 hexadecimal digits. */
  sha256: string | null
  /** What the package manager answered. */
  packageAnswer: string | null
  /** What was done with it. */
  action: string | null
  /** Which indicator it fits. */
  indicatorId: string | null
}

const sha256Form = /^[0-9a-f]{64}$/

/** The evidence that an alert's labels hold. */
export function evidenceOf(labels: Labels): Evidence {
  const text = (name: string) => (Object.hasOwn(labels, name) ? (labels[name] ?? null) : null)
  const sha256 = text('sha256')?.toLowerCase() ?? ''
  return {
    check: text('check'),
    path: text('path'),
    owner: text('owner'),
    sha256: sha256Form.test(sha256) ? sha256 : null,
    packageAnswer: text('package'),
    action: text('action'),
    indicatorId: text('indicator'),
  }
}

/** Whose finding it is: a fingerprint of one source on one server. */
export type FindingOwner = { sourceId: string; serverId: string; fingerprint: string }

/** What names a finding among all: its source, its server, its fingerprint. */
export function findingKey({ sourceId, serverId, fingerprint }: FindingOwner): string {
  return `${sourceId} ${serverId} ${fingerprint}`
}

/**
 * What makes findings the same: the same content, or the same check at the same path, because the same kit differs in
 * content from victim to victim. Two findings that share one of these are the same; one without any is like no other.
 */
export function samenessOf({ check, path, sha256 }: Pick<Evidence, 'check' | 'path' | 'sha256'>): string[] {
  return [...(sha256 ? [`sha256:${sha256}`] : []), ...(path ? [`path:${check ?? ''}:${path}`] : [])]
}
