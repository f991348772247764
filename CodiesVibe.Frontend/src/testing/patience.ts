import { configure } from '@testing-library/react';

// A busy machine needs more than the second that is usual.
configure({ asyncUtilTimeout: 10_000 });
