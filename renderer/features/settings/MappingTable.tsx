import type { FieldRef, MappingFields } from '#shared/domain/profile'

import styles from './Settings.module.css'

const rows: readonly (readonly [key: keyof MappingFields, what: string, needed: boolean])[] = [
  ['productType', 'Stigg Type of a product', true],
  ['productId', 'Stigg ID of a product', true],
  ['lineType', 'Stigg Type of a line', false],
  ['lineId', 'Stigg ID of a line', false],
  ['customerId', 'Stigg Customer ID of an account', false],
  ['customerUrl', 'Stigg Customer URL of an account', false],
  ['subscriptionId', 'Stigg subscription of an opportunity', false],
]
const found: Record<FieldRef['foundBy'], string> = { name: 'by its API name', label: 'by its label', chosen: 'chosen' }

/** Which fields of the org carry the mapping and the links, and how each was found. */
export function MappingTable({ mapping }: { readonly mapping: MappingFields | null }) {
  if (mapping === null) return <p className={styles.p}>They are looked for once Salesforce is connected.</p>
  return (
    <table className={styles.mapping}>
      <thead>
        <tr>
          <th scope="col">What it carries</th>
          <th scope="col">Object</th>
          <th scope="col">Field</th>
          <th scope="col">Found</th>
          <th scope="col">May be written</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([key, what, needed]) => {
          const field = mapping[key]
          return (
            <tr key={key}>
              <td>{what}</td>
              {field === null ? (
                <td colSpan={4} className={needed ? styles.missing : styles.soft}>
                  {needed ? 'not found; deals cannot be mapped by product' : 'the org has none, or you may not see it'}
                </td>
              ) : (
                <>
                  <td>{field.object}</td>
                  <td>
                    <code>{field.field}</code> <span className={styles.soft}>{field.label}</span>
                  </td>
                  <td>{found[field.foundBy]}</td>
                  <td>{field.updateable ? 'yes' : 'no'}</td>
                </>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
