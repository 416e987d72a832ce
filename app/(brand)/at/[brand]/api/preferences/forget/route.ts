import { forBrand } from '#app/(brand)/at/[brand]/_parts/for-brand.ts'
import { takeForgetting } from '#app/api/preferences/forget/take-forgetting.ts'

export const POST = forBrand(takeForgetting)
