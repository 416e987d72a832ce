import { answerApi } from '#lib/api/answer-api.ts'

export const GET = (request: Request): Promise<Response> => answerApi(request, new Date())
export const POST = GET
export const PUT = GET
export const PATCH = GET
export const DELETE = GET
