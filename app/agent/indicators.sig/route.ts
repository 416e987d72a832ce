import { answerIndicators } from '#lib/flows/indicators/answer-indicators.ts'

export const dynamic = 'force-dynamic'

export const GET = (request: Request): Promise<Response> => answerIndicators(request, 'signature', new Date())
