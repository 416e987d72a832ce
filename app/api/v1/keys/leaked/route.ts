import { answerLeaked } from '#lib/flows/settings/answer-leaked.ts'

export const GET = (request: Request): Promise<Response> => answerLeaked(request, new Date())
export const POST = GET
export const PUT = GET
export const PATCH = GET
export const DELETE = GET
