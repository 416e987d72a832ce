export const alertKinds = ['suspicious-file', 'outage', 'slowdown', 'reboot', 'other'] as const
export type AlertKind = (typeof alertKinds)[number]

export const severities = ['info', 'warning', 'critical'] as const
export type Severity = (typeof severities)[number]

export const alertStates = ['firing', 'resolved'] as const
export type AlertState = (typeof alertStates)[number]

/** What a source reported, in our words, before we know which server it means. */
export type ReportedAlert = {
  /** The format it came in: generic, alertmanager, … */
  source: string
  /** Its identity inside the source, at most 128 characters. */
  fingerprint: string
  /** Names and addresses the caller gave for the server, best first; empty when it named none. */
  hosts: string[]
  kind: AlertKind
  state: AlertState
  severity: Severity
  /** Its kind was read from a name, a metric or plain words, and not stated: customers hear of it only from staff. */
  isGuess: boolean
  /** One line, at most 200 characters. */
  summary: string
  /** For staff only, at most 16 KiB. */
  details: string | null
  /** null: the caller gave no time, the time of receipt counts. */
  startsAt: Date | null
  endsAt: Date | null
  /** The caller's clock was more than five minutes ahead and startsAt was set to the time of receipt. */
  isClockAhead: boolean
}

/** One line of the alert log that is to be decided: a reported alert whose server is known. */
export type LoggedAlert = {
  /** Grows with each line; the order of decision. */
  sequence: number
  sourceId: string
  serverId: string
  fingerprint: string
  kind: AlertKind
  state: AlertState
  severity: Severity
  isGuess: boolean
  summary: string
  startsAt: Date | null
  endsAt: Date | null
  receivedAt: Date
  /** The source has waited before it spoke, so we need not. */
  isDebounced: boolean
}

/** An episode: fingerprint + startsAt of one source, from its first alert to its end. */
export type Alert = {
  id: string
  sourceId: string
  fingerprint: string
  startsAt: Date
  serverId: string
  kind: AlertKind
  severity: Severity
  /** Nobody has stated its kind yet. */
  isGuess: boolean
  summary: string
  firstReceivedAt: Date
  lastReceivedAt: Date
  receivedCount: number
  isDebounced: boolean
  /** When it ended by the source's clock; null while open. */
  endsAt: Date | null
  /** When we learned of the end, by our clock; null while open. */
  closedAt: Date | null
  /** The incident that it belongs to; null while muted, waiting or without effect on customers. */
  postId: string | null
}

/** Trouble that nobody has stated: customers hear of it only from staff. A suspicious file is held whoever says so. */
export function isGuessed({ isGuess, kind }: Pick<Alert, 'isGuess' | 'kind'>): boolean {
  return isGuess && (kind === 'outage' || kind === 'slowdown')
}

export type LogResult = 'accepted' | 'duplicate' | 'ignored' | 'unmatched' | 'rejected'
