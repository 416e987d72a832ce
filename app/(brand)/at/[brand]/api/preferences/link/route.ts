import { forBrand } from '#app/(brand)/at/[brand]/_parts/for-brand.ts'
import { takeLinkAsk } from '#app/api/preferences/link/take-link-ask.ts'

export const POST = forBrand(takeLinkAsk)
