/** Whether a text is the name or the id of an Availability Zone or a Local Zone: `us-east-1a`, `use1-az1`. */
export function isZoneName(text: string): boolean {
  return /^"?([a-z]{2,4}(-[a-z]+)+-\d([a-z]|-[a-z0-9-]+[a-z])|[a-z]{2,4}\d-az\d)"?$/.test(text);
}
