/** What any process of ours may need of its surroundings: programs, folders, language, time, certificates. */
const SURROUNDINGS =
  /^(PATH|HOME|TMPDIR|TZ|LANG|LC_\w+|NODE_OPTIONS|NODE_EXTRA_CA_CERTS|SSL_CERT_\w+|LD_\w+|FAKETIME\w*|LOG_LEVEL)$/;

/** The settings of a helper process: its own and its surroundings, none of the app's secrets. */
export function childEnv(
  given: Record<string, string | undefined>,
  own: Record<string, string>,
): Record<string, string> {
  const surroundings = Object.entries(given).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && SURROUNDINGS.test(entry[0]),
  );
  return { ...Object.fromEntries(surroundings), ...own };
}
