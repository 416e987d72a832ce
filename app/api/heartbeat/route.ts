import { answerHeartbeat } from '#lib/flows/alerts/answer-heartbeat.ts'

export function POST(request: Request): Promise<Response> {
  return answerHeartbeat(request, new Date())
}
