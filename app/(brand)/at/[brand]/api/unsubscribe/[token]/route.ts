import { forBrand } from '#app/(brand)/at/[brand]/_parts/for-brand.ts'
import { askBeforeEnd, endByOneClick } from '#app/api/unsubscribe/[token]/one-click.ts'

export const POST = forBrand((_request, site, { token = '' }) => endByOneClick(token, site))

export const GET = forBrand(async (_request, _site, { token = '' }) => askBeforeEnd(token))
