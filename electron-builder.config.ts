import type { Configuration } from 'electron-builder'

/** A release is signed, and says whose it is and where its updates are told; without this, a build is for trying out. */
const isRelease = process.env['COMPANION_RELEASE'] === '1'
/** Where the update check of what is built here will look; none, and no update files are written. */
const feed = process.env['COMPANION_UPDATE_FEED'] ?? ''
/** Debian's packages name a person and a page. docs/release.md says how a release sets them. */
const maintainer = process.env['COMPANION_MAINTAINER'] ?? 'Stigg Companion <nobody@stigg-companion.invalid>'
const homepage = process.env['COMPANION_HOMEPAGE'] ?? 'https://stigg-companion.invalid'

const legal = ['LICENSE', 'THIRD-PARTY-LICENSES.txt', 'sbom.cdx.json']

/**
 * What is packaged, how, and for which systems. Read by electron-builder; test/packaging holds it to what docs/security.md says.
 * Source: electron-builder 26, "Configuration"; Electron 45, "Fuses" and "ASAR Integrity".
 */
const configuration: Configuration = {
  appId: 'io.stigg.companion',
  productName: 'Stigg Companion',
  copyright: 'Copyright © 2026 The Stigg Companion authors',
  directories: { output: 'dist/packages', buildResources: 'packaging' },
  artifactName: 'stigg-companion-${version}-${os}-${arch}.${ext}',
  // Linux joins a window to its starter by this name.
  extraMetadata: { desktopName: 'stigg-companion.desktop', homepage },
  publish: feed === '' ? null : { provider: 'generic', url: feed },
  forceCodeSigning: isRelease,

  // Each bundle has its dependencies inside, so nothing of node_modules is needed, and nothing else comes along.
  files: [
    'dist/main/**',
    'dist/preload/**',
    'dist/renderer/**',
    'package.json',
    '!**/*.map',
    '!dist/renderer/.vite/**',
    '!node_modules/**',
  ],
  extraResources: [
    { from: 'LICENSE', to: 'legal/LICENSE' },
    { from: 'dist/legal', to: 'legal', filter: legal.slice(1) },
  ],
  npmRebuild: false,
  asar: true,

  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    // The page has a scheme of its own; file: has no powers to lend.
    grantFileProtocolExtraPrivileges: false,
  },

  // macOS reads this out of Info.plist, the installer of Windows writes it for its user, Linux has it in the .desktop file.
  protocols: [{ name: 'Stigg Companion link', schemes: ['stigg-companion'], role: 'Viewer' }],

  win: {
    target: [{ target: 'nsis', arch: ['x64', 'arm64'] }],
    icon: 'packaging/icons/icon.ico',
    requestedExecutionLevel: 'asInvoker',
  },
  nsis: {
    oneClick: true,
    perMachine: false,
    packElevateHelper: false,
    // Settings and the journal of what was written stay: whoever removes the app may have to prove something.
    deleteAppDataOnUninstall: false,
    artifactName: 'stigg-companion-${version}-windows-setup.${ext}',
  },

  mac: {
    target: [
      { target: 'dmg', arch: ['arm64', 'x64'] },
      { target: 'zip', arch: ['arm64', 'x64'] },
    ],
    icon: 'packaging/icons/icon.icns',
    category: 'public.app-category.business',
    hardenedRuntime: true,
    gatekeeperAssess: false,
    entitlements: 'packaging/entitlements.mac.plist',
    entitlementsInherit: 'packaging/entitlements.mac.inherit.plist',
    notarize: isRelease,
    extendInfo: {
      NSAppTransportSecurity: { NSAllowsArbitraryLoads: false, NSAllowsLocalNetworking: true },
    },
  },
  dmg: { sign: false },

  linux: {
    target: [
      { target: 'deb', arch: ['x64', 'arm64'] },
      { target: 'AppImage', arch: ['x64', 'arm64'] },
    ],
    icon: 'packaging/icons',
    executableName: 'stigg-companion',
    syncDesktopName: true,
    category: 'Office',
    synopsis: 'Won Salesforce deals become Stigg subscriptions',
    maintainer,
    vendor: 'Stigg Companion',
  },
  // The maker's default would start the app without Chromium's sandbox.
  appImage: { executableArgs: [] },
  toolsets: { appimage: '1.0.3' },
}

export default configuration
