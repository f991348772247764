/** Parts of GitHub itself, where the owner would stand. */
const ofGitHub = ['apps', 'features', 'marketplace', 'orgs', 'sponsors', 'topics'];

/** What a link to another site is called: the host, and for a repository on GitHub its owner and name. */
export function siteName(address: string): string {
  const { hostname, pathname } = new URL(address);
  const host = hostname.replace(/^www\./, '');
  const [owner, repository] = pathname.split('/').filter((part) => part !== '');
  return host === 'github.com' && owner && repository && !ofGitHub.includes(owner)
    ? `${owner}/${repository}`
    : host;
}
