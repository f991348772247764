import type { ReactNode } from 'react';

interface Props {
  role?: 'alert';
  title: string;
  text: string;
  /** The way out: a button. */
  children?: ReactNode;
}

/** A message in the place of results, or beside them. */
export function Notice({ role, title, text, children }: Props) {
  return (
    <section className="notice" role={role}>
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </section>
  );
}
