/** A link that cannot be opened. The message says what is wrong with it and what to do; it is shown to readers as it is. */
export class LinkError extends Error {
  override readonly name = 'LinkError';
}
