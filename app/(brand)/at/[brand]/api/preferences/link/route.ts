import { takeLinkAsk } from '#app/api/preferences/link/take-link-ask.ts'
import { forBrand } from '#app/(brand)/at/[brand]/_parts/for-brand.ts'

export const POST = forBrand(takeLinkAsk)
