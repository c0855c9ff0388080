import { describe, expect, it } from 'vitest'

import { narrowed, Sbom } from '#packaging/sbom'

const component = (name: string, version: string) => ({ 'bom-ref': `${name}@${version}`, name, version })

/** As npm 11 says it, of a folder called `checkout`. */
const fromNpm = Sbom.parse({
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  serialNumber: 'urn:uuid:1',
  metadata: { component: { ...component('stigg-companion', '0.1.0'), name: 'checkout' } },
  components: [
    component('react', '19.3.1'),
    { ...component('electron', '45.4.1'), scope: 'optional', properties: [{ name: 'cdx:npm:package:development' }] },
    component('vitest', '5.1.0'),
  ],
  dependencies: [
    { ref: 'stigg-companion@0.1.0', dependsOn: ['react@19.3.1', 'vitest@5.1.0', 'electron@45.4.1'] },
    { ref: 'react@19.3.1', dependsOn: [] },
    { ref: 'vitest@5.1.0', dependsOn: ['react@19.3.1'] },
    { ref: 'electron@45.4.1' },
  ],
})

const contents = {
  app: { name: 'stigg-companion', version: '0.1.0' },
  shipped: [{ name: 'react', version: '19.3.1' }],
  electron: '45.4.1',
}

describe('narrowed', () => {
  const sbom = narrowed(fromNpm, contents)

  it('names what ships, Electron with it, and nothing else', () => {
    expect(sbom.components).toEqual([
      { ...component('electron', '45.4.1'), scope: 'required', properties: [] },
      { ...component('react', '19.3.1'), scope: 'required', properties: [] },
    ])
  })

  it('points at nothing that it does not name', () => {
    expect(sbom.dependencies).toEqual([
      { ref: 'stigg-companion@0.1.0', dependsOn: ['react@19.3.1', 'electron@45.4.1'] },
      { ref: 'react@19.3.1', dependsOn: [] },
      { ref: 'electron@45.4.1', dependsOn: [] },
    ])
  })

  it('is about the app, whatever its folder is called', () => {
    expect(sbom.metadata.component).toMatchObject({ name: 'stigg-companion', version: '0.1.0' })
  })

  it('is not made where something that ships is not in it', () => {
    const shipped = [...contents.shipped, { name: 'zod', version: '4.6.7' }]
    expect(() => narrowed(fromNpm, { ...contents, shipped })).toThrow("npm's list lacks zod@4.6.7")
  })
})
