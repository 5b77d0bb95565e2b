/** Which page is asked for, told to the page by the proxy: Next itself does not say it. */
export const PATH_HEADER = 'x-bestellfix-path';
