import { answerLeaked } from '#lib/flows/settings/answer-leaked.ts'

export const POST = (request: Request): Promise<Response> => answerLeaked(request, new Date())
