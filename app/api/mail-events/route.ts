import { answerMailEvents } from '#lib/flows/answer-mail-events.ts'

export function POST(request: Request): Promise<Response> {
  return answerMailEvents(request, new Date())
}
