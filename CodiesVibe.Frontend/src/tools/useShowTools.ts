import { useNavigate } from 'react-router';
import { formatQuery, type ToolQuery } from './toolQuery';

/** Leads to the list of what the query asks for. */
export function useShowTools() {
  const goTo = useNavigate();
  return (query: ToolQuery) => {
    void goTo(`/${formatQuery(query)}`);
  };
}
