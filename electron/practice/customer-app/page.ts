import { html } from 'hono/html'

interface Shown {
  readonly url: string
  readonly apiKey: string
  readonly workspaces: readonly { readonly id: string; readonly customerId: string; readonly name: string }[]
}

/** What somebody needs who wants to call the application, and what was made so far. */
export const overviewPage = ({ url, apiKey, workspaces }: Shown) =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Workspaces - your application (practice)</title>
        <style>
          body {
            font:
              16px/1.5 system-ui,
              sans-serif;
            margin: 0;
            color: #1d2433;
            background: #f6f7f9;
          }
          header {
            background: #14532d;
            color: #fff;
            padding: 14px 32px;
            font-weight: 600;
          }
          main {
            max-width: 860px;
            margin: 32px auto;
            padding: 28px 32px;
            background: #fff;
            border: 1px solid #dfe3ea;
          }
          h1 {
            margin: 0 0 4px;
            font-size: 24px;
          }
          table {
            width: 100%;
            border-collapse: collapse;
            margin-top: 20px;
          }
          th,
          td {
            text-align: left;
            padding: 8px 10px;
            border-bottom: 1px solid #e6e9ef;
          }
          code {
            overflow-wrap: anywhere;
          }
        </style>
      </head>
      <body>
        <header>Your application (practice)</header>
        <main>
          <h1>Workspaces</h1>
          <p>
            <code>POST ${url}/workspaces</code> with <code>{"account": {"id": …, "name": …}}</code> makes one, and says
            the IDs to use. Send this as the header Authorization: <code id="authorization">Bearer ${apiKey}</code>
          </p>
          <table>
            <thead>
              <tr>
                <th scope="col">Workspace</th>
                <th scope="col">Customer</th>
                <th scope="col">Account</th>
              </tr>
            </thead>
            <tbody>
              ${workspaces.map(
                ({ id, customerId, name }) =>
                  html`<tr>
                    <td><code>${id}</code></td>
                    <td><code>${customerId}</code></td>
                    <td>${name}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </main>
      </body>
    </html>`
