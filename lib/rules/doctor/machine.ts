import { type DoctorFinding, findingOf } from './finding.ts'

/** The major version of Node that Allclear is tested with. */
const nodeMajor = 24

export function judgeNode(version: string): DoctorFinding {
  const values = { version, wanted: String(nodeMajor) }
  const isGood = version.split('.')[0] === String(nodeMajor)
  return findingOf('machine')(isGood ? 'ok' : 'warn', isGood ? 'goodNode' : 'otherNode', values)
}

/** Less than this fills up within days where attacks fill logs; less than the second, within hours. */
const littleBytes = 2_000_000_000
const noBytes = 300_000_000

export type DirectoryFacts = {
  path: string
  /** null: it is not there yet. */
  mode: number | null
  isWritable: boolean
  freeBytes: number
  /** Root runs PostgreSQL as another user, who has to pass. */
  isPassed: boolean
}

export function judgeDirectory({
  path,
  mode,
  isWritable,
  freeBytes,
  isPassed,
}: DirectoryFacts): DoctorFinding[] {
  const found = findingOf('directory')
  const free = Math.floor(freeBytes / 1e6)
  if (mode === null)
    return [found(isWritable ? 'ok' : 'wrong', isWritable ? 'newDirectory' : 'closedDirectory', { path })]
  if (!isWritable) return [found('wrong', 'closedDirectory', { path })]
  const findings: DoctorFinding[] = []
  const open = mode & (isPassed ? 0o066 : 0o077)
  if (open !== 0) findings.push(found('warn', 'openDirectory', { path, mode: octal(mode) }))
  if (freeBytes < noBytes) findings.push(found('wrong', 'noSpace', { path, free }))
  else if (freeBytes < littleBytes) findings.push(found('warn', 'littleSpace', { path, free }))
  return findings.length > 0 ? findings : [found('ok', 'goodDirectory', { path, free })]
}

export type KeyPlaceFacts = {
  /** The file of the key, or the variable that gives it. */
  place: string
  /** Of the key there; null: there is none. */
  id: string | null
  /** Of the key that the database is sealed with; null: with none yet. */
  sealedWith: string | null
  /** Of the file; null: a variable gives it. */
  mode: number | null
}

export function judgeKey({ place, id, sealedWith, mode }: KeyPlaceFacts): DoctorFinding {
  const found = findingOf('key')
  if (id === null)
    return sealedWith === null
      ? found('ok', 'noKeyYet', { place })
      : found('wrong', 'missingKey', { place, sealedWith })
  if (sealedWith !== null && id !== sealedWith) return found('wrong', 'otherKey', { place, id, sealedWith })
  if (mode !== null && (mode & 0o077) !== 0) return found('wrong', 'openKey', { place, mode: octal(mode) })
  return found('ok', 'goodKey', { place, id })
}

function octal(mode: number): string {
  return (mode & 0o777).toString(8)
}
