import { isJsonPointer } from './json-pointer.ts'
import { readJson } from './json-text.ts'
import { isObject } from './render-workflow.ts'
import type { RulesProblem } from './rules-problems.ts'
import type { Workflow } from './workflow.ts'
import { unknownPlacesOf } from './workflow-places.ts'

/** What is wrong with a catalogue whose entries have the right shape, by place. */
export function problemsInWorkflows(workflows: readonly Workflow[]): RulesProblem[] {
  const ids = workflows.map(({ id }) => id)
  return workflows.flatMap((workflow, index): RulesProblem[] => {
    const at = `workflows.${index}`
    const { expects, fields } = workflow
    const keys = fields.map(({ key }) => key)
    return [
      ...(ids.indexOf(workflow.id) === index ? [] : [{ at: `${at}.id`, why: 'workflow-twice' as const }]),
      ...inPayload(workflow, `${at}.payload`),
      ...fields.flatMap(({ key, type, choices }, position): RulesProblem[] => [
        ...(keys.indexOf(key) === position
          ? []
          : [{ at: `${at}.fields.${position}.key`, why: 'field-key-twice' as const }]),
        ...(type === 'choice' && choices.length === 0
          ? [{ at: `${at}.fields.${position}.choices`, why: 'empty' as const }]
          : []),
      ]),
      ...('at' in expects && !isPointer(expects.at) ? [{ at: `${at}.expects.at`, why: 'not-a-pointer' as const }] : []),
    ]
  })
}

const isPointer = (text: string): boolean => text !== '' && isJsonPointer(text)

function inPayload(workflow: Workflow, at: string): RulesProblem[] {
  const read = readJson(workflow.payload)
  if (!read.ok) return [{ at, why: 'not-json', what: `line ${read.at.line}, column ${read.at.column}` }]
  if (!isObject(read.value)) return [{ at, why: 'not-an-object' }]
  const [place] = unknownPlacesOf(workflow)
  return place === undefined ? [] : [{ at, why: 'unknown-place', what: place }]
}
