/** Scripts that pages of the lab fetch from their own origin when a step needs them. */

export const resources = ['axios', 'worker'] as const;
export type Resource = (typeof resources)[number];

/** Where every service serves a script. */
export const pathOf = (resource: Resource) => `/.lab/${resource}.js`;
