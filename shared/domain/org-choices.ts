import { z } from 'zod'

/** A custom text field of the org, which a run could write to. */
export const TextField = z.object({
  object: z.enum(['Opportunity', 'OpportunityLineItem']),
  /** API name. */
  field: z.string(),
  label: z.string(),
  /** In characters. */
  length: z.number().int(),
  /** Whether the signed-in user may write it. */
  updateable: z.boolean(),
})
export type TextField = z.infer<typeof TextField>

/** What the org offers for rules and templates, as describe tells it. */
export const OrgChoices = z.object({
  /** API values of Opportunity.StageName. */
  stages: z.array(z.string()),
  /** API values of Opportunity.Type. */
  opportunityTypes: z.array(z.string()),
  /** Developer names of the opportunity's record types. */
  recordTypes: z.array(z.string()),
  textFields: z.array(TextField),
})
export type OrgChoices = z.infer<typeof OrgChoices>
