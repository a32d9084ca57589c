/** Does the lab start its own services? In Docker the variable LAB_SERVICES names those that there are. */
export const isEmbedded = (): boolean => !process.env.LAB_SERVICES;
