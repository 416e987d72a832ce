import { forBrand } from '#app/(brand)/at/[brand]/_parts/for-brand.ts'
import { takeConfirmation } from '#app/api/confirm/take-confirmation.ts'

export const POST = forBrand(takeConfirmation)
