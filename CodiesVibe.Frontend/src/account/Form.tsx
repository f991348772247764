import { type ReactNode, useEffect, useRef } from 'react';

interface Props {
  label: string;
  error: Error | null;
  isPending: boolean;
  submit: string;
  onSubmit: (values: FormData) => void;
  children: ReactNode;
}

/** A form whose values the API checks. After a refusal the first field that is wrong has the focus, else the message. */
export function Form({ label, error, isPending, submit, onSubmit, children }: Props) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error) {
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')?.focus();
    }
  }, [error]);

  return (
    <form
      ref={form}
      className="form"
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPending) {
          onSubmit(new FormData(event.currentTarget));
        }
      }}
    >
      {children}
      {error && (
        <p className="wrong" role="alert" tabIndex={-1}>
          {error.message}
        </p>
      )}
      <button type="submit">{isPending ? 'Sending…' : submit}</button>
    </form>
  );
}

/** The text of a field. */
export function text(values: FormData, name: string): string {
  const value = values.get(name);
  return typeof value === 'string' ? value : '';
}
