import type { Outgoing } from '#lib/body/outgoing.ts'

/** What a flow answers, as a program hears it. */
export function asResponse(answer: Outgoing): Response {
  if (answer instanceof Response) return answer
  const headers = { 'content-type': 'application/json' }
  return new Response(answer.json, { status: answer.status, headers })
}
