import { NavLink } from 'react-router';
import { savedTools } from './savedTools';

export function SavedLink() {
  const count = savedTools.use().length;
  return <NavLink to="/saved">Saved{count > 0 && ` (${count})`}</NavLink>;
}
