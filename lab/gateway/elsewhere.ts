/** The services of a lab that others run, as base URLs: in Docker. Null where the lab starts its own. */
export function servicesElsewhere(): string[] | null {
  const named = process.env.LAB_SERVICES;
  return named ? named.split(',') : null;
}
