/** The scope of the agreement that opens the facts of one journey to one partner. */
export const scopeOf = (code: string, partnerId: string): string => `${code}:partner:${partnerId}`;
