import { createHmac, randomUUID } from 'node:crypto'
import type { Database } from '#db/client.ts'
import { makeAgents } from '#lib/flows/agents/make-agents.ts'
import { answerAlerts } from '#lib/flows/alerts/answer-alerts.ts'
import { answerHeartbeat } from '#lib/flows/alerts/answer-heartbeat.ts'
import { asResponse } from '#tests/support/as-response.ts'

export type Proofs = { token: string; secret: string }

/** The headers that an agent proves a body by, at this moment of its own clock. */
export function signed({ token, secret }: Proofs, body: string, now: Date): Record<string, string> {
  const id = `msg_${randomUUID()}`
  const seconds = Math.floor(now.getTime() / 1000)
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const digest = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')
  return {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${digest}`,
  }
}

export const kit = {
  fingerprint: 'unowned-library:0b1f6a',
  kind: 'suspicious-file',
  state: 'firing',
  severity: 'critical',
  summary: 'A library that no package owns',
  labels: {
    check: 'unowned-library',
    path: '/lib64/libkeyutils.so.1.9',
    owner: 'root:root 0755',
    sha256: 'a'.repeat(64),
    package: 'owned by no package',
    action: 'reported',
  },
} as const

/** An agent of a server, which posts as the script does. */
export async function agentOn(db: Database, serverId: string, staffId: string, now: Date) {
  const { made } = await makeAgents(db, { serverIds: [serverId], staffId }, now)
  const [agent] = made
  if (!agent) throw new Error(`${serverId} has an agent already.`)
  return { ...agent, ...agentWith(db, agent) }
}

/** Posts as an agent that holds these. */
export function agentWith(db: Database, proofs: Proofs) {
  const call = async (path: string, facts: unknown, at: Date, headers?: Record<string, string>) => {
    const body = JSON.stringify(facts)
    const request = new Request(`https://status.example.com${path}`, {
      method: 'POST',
      headers: headers ?? signed(proofs, body, at),
      body,
    })
    const response = path.endsWith('heartbeat')
      ? await answerHeartbeat(request, at, db)
      : asResponse(await answerAlerts(request, { format: 'generic', pathToken: null }, at, db))
    return { status: response.status, body: await response.json() }
  }
  return {
    alerts: (alerts: readonly object[], at: Date, headers?: Record<string, string>) =>
      call('/api/alerts/generic', { version: 1, alerts }, at, headers),
    beat: (at: Date, openFingerprints: readonly string[] = [], agent: object = {}, facts: object = {}) =>
      call('/api/heartbeat', { ...agentBody(at, openFingerprints, agent), ...facts }, at),
  }
}

/** A heartbeat as the script sends it. */
export function agentBody(at: Date, openFingerprints: readonly string[] = [], agent: object = {}) {
  return {
    version: 1,
    sentAt: at.getTime() / 1000,
    bootId: 'boot',
    uptimeSec: 5000,
    cores: 4,
    load: [0.2, 0.2, 0.2],
    checks: { run: 14 },
    openFingerprints,
    agent: { version: '1.0.0', mode: 'report', scheduler: 'systemd', scanMs: 900, unknown: [], ...agent },
  }
}
