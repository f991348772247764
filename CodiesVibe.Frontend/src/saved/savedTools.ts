import { storedList } from '../api/storedList';

/** The tools that the reader keeps in this browser. */
export const savedTools = storedList('codiesvibe:saved', 100);
