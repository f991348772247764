import { siteName } from './siteName';

/** A link that leaves the site, and says so. */
export function SiteLink({ address }: { address: string }) {
  return (
    <a className="leaving" href={address} rel="external noopener">
      {siteName(address)}
      <span aria-hidden="true"> ↗</span>
      <span className="unseen"> (another site)</span>
    </a>
  );
}
