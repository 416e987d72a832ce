import { answerMcp, refuseStream } from '#lib/api/mcp/answer-mcp.ts'

export const POST = (request: Request): Promise<Response> => answerMcp(request, new Date())
export const GET = refuseStream
export const DELETE = refuseStream
