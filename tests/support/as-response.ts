import type { IntakeAnswer } from '#lib/body/intake-answer.ts'

/** What a flow answers, as a program hears it. */
export function asResponse(answer: IntakeAnswer): Response {
  if (answer instanceof Response) return answer
  const headers = { 'content-type': 'application/json' }
  return new Response(answer.json, { status: answer.status, headers })
}
