import { type RefObject, useEffect } from 'react';

/** Closes an open menu when the reader presses Escape, or clicks or moves the focus outside of it. */
export function useDismiss(menu: RefObject<HTMLDetailsElement | null>) {
  useEffect(() => {
    function leave(event: Event) {
      if (menu.current?.open && !menu.current.contains(event.target as Node)) {
        menu.current.open = false;
      }
    }
    function escape(event: KeyboardEvent) {
      if (event.key === 'Escape' && menu.current?.open) {
        menu.current.open = false;
        menu.current.querySelector('summary')?.focus();
      }
    }
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
      document.removeEventListener('keydown', escape);
    };
  }, [menu]);
}
