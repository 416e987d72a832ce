import { answerOwnWork } from '#lib/flows/maintenance/answer-own-work.ts'

export function POST(request: Request): Promise<Response> {
  return answerOwnWork(request, new Date())
}
