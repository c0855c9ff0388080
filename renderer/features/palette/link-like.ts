/** Whether a text is more likely a link or a Salesforce ID than a name. The core decides what it really is. */
export const isLinkLike = (text: string): boolean =>
  /^(https?:\/\/|stigg-companion:)\S+$/i.test(text.trim()) ||
  /^(?=[a-zA-Z0-9]*\d)[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/.test(text.trim())
