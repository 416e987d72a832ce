import { z } from 'zod'
import { readFields, says } from '#app/api/forms.ts'
import { recordProblem } from '#app/desk/(staff)/customers/record-problem.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { exportRecord } from '#lib/flows/customers/export-record.ts'

const RecordWish = z.object({
  customer: z.string().min(1).max(300),
  from: z.string().max(10),
  to: z.string().max(10),
  form: z.enum(['pdf', 'months', 'incidents']),
})

/** Takes the form below a customer's record: the same as a file. */
export async function POST(request: Request): Promise<Response> {
  const { db, staffMember } = await requireStaff()
  const read = await readFields(request)
  if ('refusal' in read) return read.refusal
  const wish = RecordWish.safeParse(read.fields)
  if (!wish.success) return says(400, staffWords('deskCustomers.route.formUnreadable'))
  const { customer, from: firstDay, to: lastDay, form } = wish.data
  const asked = { customer: customer.replaceAll('\0', ''), firstDay, lastDay }
  const file = await exportRecord(db, { ...asked, form, staffId: staffMember.id }, new Date())
  if (typeof file === 'string')
    return says(
      file === 'busy' ? 503 : 400,
      staffWords('deskCustomers.route.thereIsNoSuch', { recordProblem: recordProblem(file) }),
    )
  const headers = {
    'content-type': file.type,
    'content-disposition': `attachment; filename="${file.name}"`,
    'cache-control': 'no-store',
  }
  return new Response(file.bytes, { headers })
}
