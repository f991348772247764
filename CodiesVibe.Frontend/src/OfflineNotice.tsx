import { useSyncExternalStore } from 'react';

function subscribe(changed: () => void) {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return () => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
  };
}

/** Says that the browser has no network, as long as it has none. */
export function OfflineNotice() {
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    !isOnline && (
      <p className="offline" role="alert">
        You are offline. What is on this page stays readable; anything new needs a connection.
      </p>
    )
  );
}
