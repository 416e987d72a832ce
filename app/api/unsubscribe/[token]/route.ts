import { forPeople } from '#app/api/answered.ts'
import { ownForms } from '#app/api/form-site.ts'
import { askBeforeEnd, endByOneClick } from './one-click.ts'

type Context = { params: Promise<{ token: string }> }

export const POST = forPeople(async (_request: Request, { params }: Context) =>
  endByOneClick((await params).token, ownForms),
)

export const GET = forPeople(async (_request: Request, { params }: Context) =>
  askBeforeEnd((await params).token),
)
