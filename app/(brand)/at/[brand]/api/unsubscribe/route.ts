import { forBrand } from '#app/(brand)/at/[brand]/_parts/for-brand.ts'
import { takeEnd } from '#app/api/unsubscribe/take-end.ts'

export const POST = forBrand(takeEnd)
