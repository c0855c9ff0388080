import type { Finding, FindingCode } from '#shared/domain/finding'

import { catalogueFindings } from './findings/catalogue.ts'
import { dealFindings } from './findings/deal.ts'
import { mappingFindings } from './findings/mapping.ts'
import type { FindingWords } from './findings/parts.ts'
import { termsFindings } from './findings/terms.ts'

export type { EditableDetail } from './findings/parts.ts'

export const findingWords: Record<FindingCode, FindingWords> = {
  ...dealFindings,
  ...mappingFindings,
  ...catalogueFindings,
  ...termsFindings,
}

/** A finding, said. @param day how a moment is written as a day of the org's calendar */
export function sayFinding(
  finding: Finding,
  day: (moment: string) => string,
): { readonly title: string; readonly sentence: string; readonly remedy: string } {
  const { title, sentence, remedy } = findingWords[finding.code]
  const said = sentence({ facts: finding.facts, name: finding.record?.name ?? '', day })
  // A company's name may end in a full stop of its own ("Inc.").
  return { title, sentence: said.replace(/\.\.$/, '.').replace(/\.\.(?= )/g, '.'), remedy }
}
