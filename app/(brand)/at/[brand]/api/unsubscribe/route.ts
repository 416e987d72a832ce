import { takeEnd } from '#app/api/unsubscribe/take-end.ts'
import { forBrand } from '#app/(brand)/at/[brand]/_parts/for-brand.ts'

export const POST = forBrand(takeEnd)
