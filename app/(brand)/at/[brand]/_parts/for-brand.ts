import { readerWords } from '#app/_components/site/reader-words.ts'
import { type FormSite, formsOf } from '#app/api/form-site.ts'
import { says } from '#app/api/forms.ts'
import { readLiveBrand } from '#db/reads/brands/brands.ts'
import { shownBrand } from '#lib/brands.ts'
import { answerFormFault } from '#lib/faults/answer-fault.ts'

type Parts = { brand: string; token?: string }
type Answer = (request: Request, site: FormSite, parts: Parts) => Promise<Response>

/** An endpoint of the brand that its address inside names, for forms and links of its readers. */
export function forBrand(answer: Answer) {
  return async (request: Request, { params }: { params: Promise<Parts> }): Promise<Response> => {
    try {
      const parts = await params
      const kept = await readLiveBrand(parts.brand)
      if (!kept) return says(404, readerWords()('site.lost.headline'))
      return await answer(request, formsOf(shownBrand(kept)), parts)
    } catch (error) {
      return answerFormFault(error)
    }
  }
}
