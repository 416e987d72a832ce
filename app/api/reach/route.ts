import { forPrograms } from '#app/api/answered.ts'
import { answerReach } from '#lib/flows/doctor/answer-reach.ts'

/** How this request arrived, for npm run doctor; for everybody else there is nothing here. */
async function answer(request: Request): Promise<Response> {
  const arrival = await answerReach(request, new Date())
  if (!arrival) return new Response(null, { status: 404 })
  return Response.json(arrival, { headers: { 'Cache-Control': 'no-store' } })
}

export const GET = forPrograms('a question of the doctor', answer)
