/** How things come back, in words that several figures share. */
export const FAILOVER = 'The service promotes a standby and points the endpoint to it.';
export const NOTHING = 'Nothing in the template brings it back.';
export const OTHER_ZONES = 'The service goes on in other zones.';
export const PROMOTE = 'Somebody promotes the copy in the other Region.';
export const REDEPLOY = 'Somebody deploys the version before.';
export const RESTORE = 'Somebody restores a backup as a new resource and points the application to it.';
export const TEMPLATE = 'Somebody has to change the template: nothing runs in another zone.';
