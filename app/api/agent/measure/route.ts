import { answerMeasure } from '#lib/flows/containment/answer-measure.ts'

export function POST(request: Request): Promise<Response> {
  return answerMeasure(request, new Date())
}
