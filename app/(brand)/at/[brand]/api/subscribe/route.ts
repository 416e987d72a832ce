import { takeSubscription } from '#app/api/subscribe/take-subscription.ts'
import { forBrand } from '#app/(brand)/at/[brand]/_parts/for-brand.ts'

export const POST = forBrand(takeSubscription)
