export { ChangeSentences } from './ChangeSentences.tsx'
export { CostLines } from './CostLines.tsx'
export { DealDetail } from './DealDetail.tsx'
export { Findings, type FindingActs } from './Findings.tsx'
