import { answerServers } from '#lib/flows/servers/answer-servers.ts'

export const GET = (request: Request): Promise<Response> => answerServers(request, new Date())
export const PUT = GET
export const PATCH = GET
