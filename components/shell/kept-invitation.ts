/** Under which a tab keeps the secret of an invitation on the way over signing in or up. */
export const KEPT_INVITATION = 'bestellfix-invitation';

/** The page that an invitation is looked at and accepted on. */
export const INVITE = '/invite';
