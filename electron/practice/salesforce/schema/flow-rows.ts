import type { SalesforceRow } from '../../seed/types.ts'
import { toId18 } from '../ids.ts'
import type { Org } from '../rows/org.ts'

const SINCE = '2026-10-01T08:00:00.000+0000'
const audit = { CreatedDate: SINCE, LastModifiedDate: SINCE, SystemModstamp: SINCE }

interface Flow {
  readonly apiName: string
  readonly label: string
  readonly description: string | null
  readonly namespace: string | null
  readonly isActive: boolean
  /** Names of the actions that it calls. */
  readonly actions: readonly string[]
}

/** The namespace is the practice org's own idea of one: Stigg's documents name none. */
const stiggsActions = ['stigg__CreateStiggCustomer', 'stigg__CreateStiggSubscription']

function flowsOf({ enabled, renamed }: { readonly enabled: boolean; readonly renamed: boolean }): Flow[] {
  return [
    {
      apiName: 'Opportunity_Stigg_Subscription_Template',
      label: 'Opportunity - Stigg Subscription Template',
      description: 'Provisions a customer and a subscription in Stigg when an opportunity is won.',
      namespace: 'stigg',
      isActive: enabled && !renamed,
      actions: stiggsActions,
    },
    {
      apiName: 'Provision_On_Close',
      label: 'Provision on close',
      description: null,
      namespace: null,
      isActive: enabled && renamed,
      actions: stiggsActions,
    },
    {
      apiName: 'Opportunity_Discount_Approval',
      label: 'Opportunity - Discount Approval',
      description: 'Asks for approval of large discounts.',
      namespace: null,
      isActive: true,
      actions: ['submit'],
    },
  ]
}

const flowId = (prefix: '300' | '301', n: number): string => toId18(`${prefix}Pr000000000${n}`)

/**
 * The org's flows as rows of Setup. `Metadata` is what the Tooling API tells of one version.
 * Source: Object Reference, "FlowDefinitionView" and "FlowVersionView"; Tooling API, "FlowDefinition" and "Flow".
 */
export function publishFlows(org: Org, flow: { readonly enabled: boolean; readonly renamed: boolean }): void {
  for (const [index, each] of flowsOf(flow).entries()) {
    const definitionId = flowId('300', index + 1)
    const versionId = flowId('301', index + 1)
    const active = each.isActive ? versionId : null
    const common = { ProcessType: 'AutoLaunchedFlow', Description: each.description, ...audit }
    const put = (object: string, row: SalesforceRow): void => org.table(object).put(row)
    put('FlowDefinitionView', {
      Id: definitionId,
      ...common,
      DurableId: definitionId,
      ApiName: each.apiName,
      Label: each.label,
      NamespacePrefix: each.namespace,
      TriggerType: 'RecordAfterSave',
      RecordTriggerType: 'Update',
      TriggerObjectOrEventLabel: 'Opportunity',
      ActiveVersionId: active,
      LatestVersionId: versionId,
      IsActive: each.isActive,
      ManageableState: each.namespace === null ? 'unmanaged' : 'installed',
    })
    put('FlowVersionView', {
      Id: versionId,
      ...common,
      DurableId: versionId,
      FlowDefinitionViewId: definitionId,
      Label: each.label,
      Status: each.isActive ? 'Active' : 'Draft',
      VersionNumber: 1,
    })
    put('FlowDefinition', {
      Id: definitionId,
      ...audit,
      DeveloperName: each.apiName,
      MasterLabel: each.label,
      Description: each.description,
      NamespacePrefix: each.namespace,
      ActiveVersionId: active,
      LatestVersionId: versionId,
      ManageableState: each.namespace === null ? 'unmanaged' : 'installed',
    })
    put('Flow', {
      Id: versionId,
      ...common,
      DefinitionId: definitionId,
      MasterLabel: each.label,
      Status: each.isActive ? 'Active' : 'Draft',
      VersionNumber: 1,
    })
  }
}

/** What a version of a flow is made of, for the practice org's own flows; null for another id. */
export function flowMetadata(row: SalesforceRow): object | null {
  const flow = flowsOf({ enabled: true, renamed: true }).find(({ label }) => label === row['MasterLabel'])
  if (!flow) return null
  return {
    label: flow.label,
    processType: 'AutoLaunchedFlow',
    status: row['Status'],
    start: { object: 'Opportunity', recordTriggerType: 'Update', triggerType: 'RecordAfterSave' },
    actionCalls: flow.actions.map((actionName, n) => ({
      name: `Action_${n + 1}`,
      actionName,
      actionType: actionName.startsWith('stigg__') ? 'apex' : actionName,
    })),
  }
}
