import { forBrand } from '#app/(brand)/at/[brand]/_parts/for-brand.ts'
import { takeSubscription } from '#app/api/subscribe/take-subscription.ts'

export const POST = forBrand(takeSubscription)
